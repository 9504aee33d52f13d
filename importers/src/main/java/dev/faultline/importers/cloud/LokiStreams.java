package dev.faultline.importers.cloud;

import dev.faultline.importers.Head;
import dev.faultline.importers.Input;
import dev.faultline.importers.Limits;
import dev.faultline.importers.NamelessService;
import dev.faultline.importers.log.InnerText;
import dev.faultline.importers.log.Levels;
import dev.faultline.importers.tree.Fields;
import dev.faultline.importers.tree.HeadKeys;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonElements;
import dev.faultline.importers.tree.JsonRecords;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Log lines of Grafana Loki: the answers of {@code query_range}, bodies of its push API, lines of {@code logcli -o jsonl}
 * and Grafana's download as JSON. Specified by Loki's "HTTP API", "Query logs within a range of time".
 *
 * <p>Traps: times are nanoseconds as text; newest first; labels belong to a stream, and a third element of a value holds
 * those of the line; the line is whatever the service printed. Sample: {@code
 * logs/loki/skywalking-logql-query_range.json}.
 */
public final class LokiStreams implements NamelessService {
    private static final String ANSWER = "data.result[]";
    private static final String PUSH = "streams[]";
    private static final List<String> SERVICES =
            List.of("service_name", "service", "app", "application", "container", "container_name", "job");

    @Override
    public String format() {
        return "loki";
    }

    @Override
    public double recognises(Head head) {
        HeadKeys keys = HeadKeys.of(head);
        for (String path : new String[] {ANSWER, PUSH}) {
            if (keys.has(path + ".stream") && keys.has(path + ".values")) {
                return 0.97;
            }
        }
        for (String prefix : new String[] {"", "[]."}) {
            boolean labels = keys.has(prefix + "labels") || keys.has(prefix + "fields");
            if (labels && keys.hasAll(prefix + "line", prefix + "timestamp")) {
                return 0.95;
            }
        }
        return 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        InnerText text = new InnerText(input.context());
        HeadKeys keys = HeadKeys.of(input.head());
        if (keys.has("data") || keys.has("streams")) {
            new JsonElements(sink, Set.of(ANSWER, PUSH), (stream, path) -> stream(stream, text, sink)).read(input);
        } else {
            new JsonRecords(
                            sink,
                            Limits.JSON_DEPTH,
                            line -> line(
                                    line.span(),
                                    line.at("timestamp"),
                                    line.at("line").text(),
                                    line.at("labels").isEmpty() ? line.at("fields") : line.at("labels"),
                                    Json.Nothing.ABSENT,
                                    text,
                                    sink))
                    .read(input);
        }
    }

    private static void stream(Json.Members stream, InnerText text, EventSink sink) {
        for (Json value : stream.at("values").items()) {
            List<Json> parts = value.items();
            if (parts.size() < 2 || !(value instanceof Json.Items array)) {
                Envelope.reject(stream.span(), "a value of the stream that is no time and line", sink);
            } else {
                Json own = parts.size() > 2 ? parts.get(2) : Json.Nothing.ABSENT;
                line(array.span(), parts.get(0), parts.get(1).text(), stream.at("stream"), own, text, sink);
            }
        }
    }

    private static void line(
            Json.Span place, Json time, @Nullable String line, Json labels, Json own, InnerText text, EventSink sink) {
        EventDraft draft = Envelope.draft(place, sink);
        Envelope.time(draft, place, sink, time);
        String level = Envelope.word(
                own.at("level"), own.at("detected_level"), labels.at("level"), labels.at("detected_level"));
        draft.service(first(labels, SERVICES));
        text.put(draft, line == null ? "" : line, level == null ? 0 : Levels.ofWord(level), place, sink);
        Fields fields = new Fields(draft);
        for (Json each : new Json[] {labels, own}) {
            Envelope.ids(
                    draft,
                    Envelope.word(each.at("trace_id"), each.at("traceID"), each.at("traceId")),
                    Envelope.word(each.at("span_id"), each.at("spanID"), each.at("spanId")));
            for (Map.Entry<String, Json> label : each.members().entrySet()) {
                fields.add("label." + label.getKey(), label.getValue());
            }
        }
        fields.finish(sink, place);
        sink.accept();
    }

    private static @Nullable String first(Json labels, List<String> names) {
        for (String name : names) {
            String word = labels.at(name).word();
            if (word != null) {
                return word;
            }
        }
        return null;
    }
}
