package dev.faultline.importers.metric;

import dev.faultline.importers.Head;
import dev.faultline.importers.Input;
import dev.faultline.importers.NamelessService;
import dev.faultline.importers.tree.Fields;
import dev.faultline.importers.tree.HeadKeys;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonElements;
import dev.faultline.importers.tree.JsonTime;
import dev.faultline.model.AttributeValue;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.Timestamps;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers of Prometheus to {@code query_range} and {@code query}: a series is an event from its first sample to its last
 * one, whose message says where it lay and when it changed. Specified by Prometheus' "HTTP API", "Range queries".
 *
 * <p>Traps: a sample is seconds as a number and the value as text, which may be NaN or +Inf; series may have gaps; a
 * series of an expression has no name; thousands of samples that say the same are not thousands of events: the samples
 * are kept together in the attribute {@code metric.samples}. Samples: {@code metrics/prometheus-query_range_*.json}.
 */
public final class PrometheusRange implements NamelessService {
    private static final String RESULT = "data.result[]";
    private static final int MOST_CHANGES = 12;
    private static final int MOST_SAMPLES = 2_000;

    @Override
    public String format() {
        return "prometheus";
    }

    @Override
    public double recognises(Head head) {
        HeadKeys keys = HeadKeys.of(head);
        boolean samples = keys.has(RESULT + ".values") || keys.has(RESULT + ".value");
        return samples && keys.has(RESULT + ".metric") ? 0.97 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        new JsonElements(sink, Set.of(RESULT), (series, path) -> series(series, sink)).read(input);
    }

    private record Sample(long nanos, String value) {}

    private static void series(Json.Members series, EventSink sink) {
        Json.Span place = series.span();
        List<Sample> samples = new ArrayList<>();
        for (Json each : series.at("values").items()) {
            sample(each).ifPresent(samples::add);
        }
        sample(series.at("value")).ifPresent(samples::add);
        if (samples.isEmpty()) {
            sink.reject(
                    IssueCode.NOT_A_RECORD, "a series without samples", place.offset(), place.length(), place.line());
            return;
        }
        long bad = series.at("values").items().size() - samples.size();
        if (bad > 0) {
            sink.report(IssueCode.BAD_RECORD, bad + " samples are no time and value", place.offset(), place.line());
        }
        EventDraft draft = sink.draft()
                .record(place.offset(), place.shortLength(), place.line())
                .kind(Kind.METRIC);
        long start = samples.getFirst().nanos();
        draft.time(start, TimeQuality.EXACT);
        draft.duration(samples.getLast().nanos() - start);
        Json labels = series.at("metric");
        draft.name(labels.at("__name__").word()).service(MetricLabels.service(labels));
        draft.message(MetricLabels.text(labels) + " " + summary(samples));
        attributes(labels, samples, draft, sink, place);
        sink.accept();
    }

    private static Optional<Sample> sample(Json pair) {
        List<Json> parts = pair.items();
        String value = parts.size() < 2 ? null : parts.get(1).text();
        return value == null
                ? Optional.empty()
                : JsonTime.nanos(seconds(parts.get(0))).map(nanos -> new Sample(nanos, value));
    }

    /** Seconds, also where they are few: only then would their magnitude not say so. */
    private static Json seconds(Json time) {
        String text = time.text();
        return text != null && text.length() < 12 && text.indexOf('.') < 0 ? new Json.Text(text + ".0") : time;
    }

    private static String summary(List<Sample> samples) {
        StringBuilder out = new StringBuilder();
        out.append(samples.size()).append(samples.size() == 1 ? " sample: " : " samples: ");
        out.append(samples.getFirst().value());
        int changes = 0;
        String before = samples.getFirst().value();
        for (Sample sample : samples) {
            if (!sample.value().equals(before)) {
                before = sample.value();
                if (++changes <= MOST_CHANGES) {
                    out.append(", ").append(before).append(" at ").append(clock(sample.nanos()));
                }
            }
        }
        if (changes > MOST_CHANGES) {
            out.append(", … ")
                    .append(before)
                    .append(" at the end, ")
                    .append(changes)
                    .append(" changes");
        }
        return out.toString();
    }

    private static String clock(long nanos) {
        return Timestamps.format(nanos).substring(11, 19) + "Z";
    }

    private static void attributes(
            Json labels, List<Sample> samples, EventDraft draft, EventSink sink, Json.Span place) {
        Fields fields = new Fields(draft);
        for (Map.Entry<String, Json> label : labels.members().entrySet()) {
            if (!label.getKey().equals("__name__")) {
                fields.add("label." + label.getKey(), label.getValue());
            }
        }
        draft.attribute("metric.count", samples.size());
        number(draft, "metric.first", samples.getFirst().value());
        number(draft, "metric.last", samples.getLast().value());
        number(draft, "metric.min", extreme(samples, -1));
        number(draft, "metric.max", extreme(samples, 1));
        StringBuilder all = new StringBuilder("[");
        for (Sample sample : samples.subList(0, Math.min(MOST_SAMPLES, samples.size()))) {
            all.append(all.length() > 1 ? "," : "")
                    .append("[\"")
                    .append(Timestamps.format(sample.nanos()))
                    .append("\",\"")
                    .append(sample.value().replace("\"", ""))
                    .append("\"]");
        }
        draft.attribute(
                "metric.samples",
                new AttributeValue(AttributeValue.Type.JSON, all.append(']').toString()));
        if (samples.size() > MOST_SAMPLES) {
            String detail = "the series has " + samples.size() + " samples; the first " + MOST_SAMPLES + " are listed";
            sink.report(IssueCode.TOO_MANY_FIELDS, detail, place.offset(), place.line());
        }
        fields.finish(sink, place);
    }

    private static @Nullable String extreme(List<Sample> samples, int sign) {
        String best = null;
        double most = 0;
        for (Sample sample : samples) {
            double value = MetricLabels.number(sample.value());
            if (!Double.isNaN(value) && (best == null || Double.compare(value, most) * sign > 0)) {
                best = sample.value();
                most = value;
            }
        }
        return best;
    }

    private static void number(EventDraft draft, String name, @Nullable String value) {
        if (value != null) {
            draft.attribute(name, MetricLabels.attribute(value));
        }
    }
}
