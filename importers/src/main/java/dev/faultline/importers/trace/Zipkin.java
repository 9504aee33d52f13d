package dev.faultline.importers.trace;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.Limits;
import dev.faultline.importers.tree.BadJson;
import dev.faultline.importers.tree.Fields;
import dev.faultline.importers.tree.HeadKeys;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonTree;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.Locale;
import tools.jackson.core.JsonToken;

/**
 * Zipkin's spans, version 2, and version 1 with its {@code binaryAnnotations}: an array of spans, or an array of such
 * arrays. Specified by zipkin-api's zipkin2-api.yaml and zipkin-api.yaml.
 *
 * <p>Traps: times are microseconds and may be missing; a span with {@code shared} is the server's half of a client's span
 * and has the same id; trace ids have 16 or 32 digits; an {@code error} tag, whatever its value, means failed. Samples:
 * {@code traces/zipkin}.
 */
public final class Zipkin implements Importer {
    @Override
    public String format() {
        return "zipkin";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary()) {
            return 0;
        }
        if (!head.text().stripLeading().startsWith("[")) {
            // One span, or one after the other, as reporters log them.
            HeadKeys keys = HeadKeys.of(head);
            return keys.hasAll("traceId", "id", "localEndpoint") && (keys.has("timestamp") || keys.has("kind"))
                    ? 0.9
                    : 0;
        }
        String text = head.text();
        boolean ids = text.contains("\"traceId\"") && text.contains("\"id\"");
        boolean own = text.contains("\"localEndpoint\"")
                || text.contains("\"binaryAnnotations\"")
                || text.contains("\"timestamp\"") && text.contains("\"duration\"");
        return ids && own ? 0.9 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        long start = 0;
        long line = 1;
        try (JsonTree tree = new JsonTree(input.stream(), input::originalOffset, 1, Limits.JSON_DEPTH)) {
            try {
                JsonToken token = tree.next();
                while (token != null && !sink.cancelled()) {
                    start = tree.offset();
                    line = tree.line();
                    if (token == JsonToken.START_OBJECT) {
                        Json value = tree.value();
                        if (value instanceof Json.Members span) {
                            span(ZipkinOne.modern(span), sink);
                        }
                    }
                    token = tree.next();
                }
            } catch (BadJson broken) {
                sink.reject(broken.code(), String.valueOf(broken.getMessage()), start, tree.end() - start, line);
            }
        }
    }

    private static void span(Json.Members span, EventSink sink) {
        Json.Span place = span.span();
        if (span.at("traceId").word() == null || span.at("id").word() == null) {
            sink.reject(IssueCode.NOT_A_RECORD, "a span without ids", place.offset(), place.length(), place.line());
            return;
        }
        EventDraft draft = sink.draft()
                .record(place.offset(), place.shortLength(), place.line())
                .kind(Kind.SPAN);
        long time = Digits.of(span.at("timestamp").text(), 16);
        if (time > 0) {
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
                span.at("traceId").word(),
                span.at("id").word(),
                span.at("parentId").word(),
                sink,
                place.offset(),
                place.line());
        draft.name(span.at("name").word())
                .service(span.at("localEndpoint", "serviceName").word());
        Json error = span.at("tags", "error");
        boolean failed = error != Json.Nothing.ABSENT && !"false".equals(error.text());
        if (failed) {
            draft.severity(Severity.ERROR).message(error.text());
        }
        Fields fields = new Fields(draft);
        String kind = span.at("kind").word();
        if (kind != null) {
            fields.add("span.kind", new Json.Text(kind.toLowerCase(Locale.ROOT)));
        }
        fields.add("shared", span.at("shared"));
        fields.add("debug", span.at("debug"));
        fields.add("", span.at("tags"));
        fields.add("local", span.at("localEndpoint"));
        fields.add("peer", span.at("remoteEndpoint"));
        if (!span.at("annotations").items().isEmpty()) {
            fields.add("events", span.at("annotations"));
        }
        fields.finish(sink, place);
        sink.accept();
    }
}
