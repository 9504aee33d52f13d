package dev.faultline.importers.metric;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.Limits;
import dev.faultline.importers.tree.BadJson;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonRecords;
import dev.faultline.importers.tree.JsonTime;
import dev.faultline.importers.tree.JsonTree;
import dev.faultline.model.AttributeValue;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * What Prometheus answers to a range query ({@code resultType} matrix): an event for every sample, its labels as
 * attributes, its value as {@code value}. One series is held at a time.
 *
 * <p>Traps: times are seconds, with or without a fraction; values are text, {@code NaN} and {@code +Inf} among them; the
 * service is the label {@code service} or, as Prometheus names its targets, {@code job}. Sample: {@code metrics}.
 */
public final class PrometheusMatrix implements Importer {
    private static final Pattern MATRIX = Pattern.compile("\"resultType\"\\s*:\\s*\"matrix\"");
    private static final List<String> SERVICE = List.of("service", "service_name", "job", "app");
    private static final int SERIES_LEVEL = 4;

    @Override
    public String format() {
        return "prometheus-range";
    }

    @Override
    public double recognises(Head head) {
        boolean matrix = !head.binary()
                && JsonRecords.looksLikeJson(head)
                && MATRIX.matcher(head.text()).find();
        return matrix ? 0.97 : 0;
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
                    if (token == JsonToken.START_OBJECT && tree.level() >= SERIES_LEVEL) {
                        series(tree.value(), sink);
                    }
                    token = tree.next();
                }
            } catch (BadJson broken) {
                sink.reject(broken.code(), String.valueOf(broken.getMessage()), start, tree.end() - start, line);
            }
        }
    }

    private static void series(Json series, EventSink sink) {
        Map<String, Json> labels = series.at("metric").members();
        String service = service(labels);
        for (Json sample : series.at("values").items()) {
            if (sample instanceof Json.Items pair && pair.values().size() == 2) {
                sample(pair, labels, service, sink);
            }
        }
    }

    private static @Nullable String service(Map<String, Json> labels) {
        for (String label : SERVICE) {
            String value = labels.getOrDefault(label, Json.Nothing.ABSENT).word();
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static void sample(Json.Items pair, Map<String, Json> labels, @Nullable String service, EventSink sink) {
        Json.Span place = pair.span();
        Optional<Long> time = JsonTime.nanos(pair.values().getFirst());
        String value = pair.values().getLast().text();
        if (time.isEmpty() || value == null) {
            sink.reject(
                    IssueCode.NOT_A_RECORD,
                    "a sample without time or value",
                    place.offset(),
                    place.length(),
                    place.line());
            return;
        }
        EventDraft draft = sink.draft()
                .record(place.offset(), place.shortLength(), place.line())
                .kind(Kind.METRIC)
                .time(time.get(), TimeQuality.EXACT)
                .service(service)
                .name(labels.getOrDefault("__name__", Json.Nothing.ABSENT).word())
                .attribute(MetricTable.VALUE, MetricNumber.of(value));
        labels.forEach((label, text) -> {
            String word = text.word();
            if (word != null && !label.equals("__name__")) {
                draft.attribute(label, AttributeValue.of(word));
            }
        });
        sink.accept();
    }
}
