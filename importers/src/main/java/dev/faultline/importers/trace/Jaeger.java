package dev.faultline.importers.trace;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.Limits;
import dev.faultline.importers.log.StackTraces;
import dev.faultline.importers.tree.Fields;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonRecords;
import dev.faultline.importers.tree.JsonTree;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.StackTrace;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Jaeger's traces as its API answers and its UI downloads them ({@code {"data":[trace,…]}}), one trace of the UI's model,
 * and spans with their process inline as in an Elasticsearch dump. The spans of a trace wait for its processes, on disk
 * where they are many. Specified by jaeger's {@code model/json/model.go}.
 *
 * <p>Traps: microseconds; ids without leading zeros; the service is in {@code processes}, which may stand behind the
 * spans; the parent is the first {@code CHILD_OF} reference, else the first {@code FOLLOWS_FROM}; failed is the tag {@code
 * error}, a boolean or a word. Samples: {@code traces/jaeger}.
 */
public final class Jaeger implements Importer {
    @Override
    public String format() {
        return "jaeger";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary() || !JsonRecords.looksLikeJson(head)) {
            return 0;
        }
        String text = head.text();
        boolean spans = text.contains("\"traceID\"") && text.contains("\"spanID\"");
        boolean own = text.contains("\"operationName\"") || text.contains("\"processID\"");
        return spans && own ? 0.95 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        try (JsonTree tree = new JsonTree(input.stream(), input::originalOffset, 1, Limits.JSON_DEPTH)) {
            new JaegerStream(tree, sink).read();
        }
    }

    /** Gives one span to the sink. */
    static void span(Json.Members span, Json processes, EventSink sink) {
        Json.Span place = span.span();
        if (span.at("spanID").word() == null) {
            sink.reject(IssueCode.NOT_A_RECORD, "a span without an id", place.offset(), place.length(), place.line());
            return;
        }
        String processId = span.at("processID").word();
        Json process = span.at("process") instanceof Json.Members inline
                ? inline
                : processId == null ? Json.Nothing.ABSENT : processes.at(processId);
        EventDraft draft = sink.draft()
                .record(place.offset(), place.shortLength(), place.line())
                .kind(Kind.SPAN);
        long time = Digits.of(span.at("startTime").text(), 16);
        if (time >= 0) {
            draft.time(time * 1000, TimeQuality.EXACT);
        } else {
            sink.report(IssueCode.TIME_MISSING, "the span has no time", place.offset(), place.line());
        }
        long duration = Digits.of(span.at("duration").text(), 16);
        if (duration >= 0) {
            draft.duration(duration * 1000);
        }
        Ids.set(
                draft,
                span.at("traceID").word(),
                span.at("spanID").word(),
                parent(span),
                sink,
                place.offset(),
                place.line());
        draft.name(span.at("operationName").word())
                .service(process.at("serviceName").word());
        Map<String, Json> tags = tags(span.at("tags"));
        Json error = tags.getOrDefault("error", Json.Nothing.ABSENT);
        boolean failed = error != Json.Nothing.ABSENT && !"false".equals(error.text()) && !error.isEmpty()
                || "ERROR"
                        .equals(tags.getOrDefault("otel.status_code", Json.Nothing.ABSENT)
                                .text());
        if (failed) {
            Json status = tags.getOrDefault("otel.status_description", Json.Nothing.ABSENT);
            draft.severity(Severity.ERROR).message(status.text());
        }
        draft.exception(thrown(span.at("logs")));
        Fields fields = new Fields(draft);
        tags.forEach(fields::add);
        tags(process.at("tags"))
                .forEach((key, value) -> fields.add(tags.containsKey(key) ? "process." + key : key, value));
        if (!span.at("logs").items().isEmpty()) {
            fields.add("events", span.at("logs"));
        }
        if (!span.at("warnings").items().isEmpty()) {
            fields.add("warnings", span.at("warnings"));
        }
        fields.finish(sink, place);
        sink.accept();
    }

    private static @Nullable String parent(Json.Members span) {
        String direct = span.at("parentSpanID").word();
        if (direct != null) {
            return direct;
        }
        List<Json> references = span.at("references").items();
        for (String type : List.of("CHILD_OF", "FOLLOWS_FROM")) {
            for (Json reference : references) {
                if (type.equals(reference.at("refType").text())) {
                    return reference.at("spanID").word();
                }
            }
        }
        return null;
    }

    /** The tags of a list by their names; of equal names the last counts. */
    static Map<String, Json> tags(Json list) {
        Map<String, Json> tags = new LinkedHashMap<>();
        for (Json tag : list.items()) {
            String key = tag.at("key").text();
            if (key != null) {
                tags.put(key, tag.at("value"));
            }
        }
        return tags;
    }

    private static @Nullable StackTrace thrown(Json logs) {
        for (Json log : logs.items()) {
            Map<String, Json> fields = tags(log.at("fields"));
            String type = fields.getOrDefault("exception.type", fields.getOrDefault("error.kind", Json.Nothing.ABSENT))
                    .word();
            String message = fields.getOrDefault(
                            "exception.message", fields.getOrDefault("message", Json.Nothing.ABSENT))
                    .text();
            String text = fields.getOrDefault("exception.stacktrace", fields.getOrDefault("stack", Json.Nothing.ABSENT))
                    .text();
            if (type != null || text != null) {
                StackTrace parsed =
                        text == null ? new StackTrace("", null, List.of(), null, null) : StackTraces.parse(text);
                return new StackTrace(
                        type == null ? parsed.type() : type,
                        message == null ? parsed.message() : message,
                        parsed.frames(),
                        parsed.cause(),
                        text);
            }
        }
        return null;
    }
}
