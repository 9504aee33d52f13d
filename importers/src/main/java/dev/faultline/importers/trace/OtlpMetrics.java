package dev.faultline.importers.trace;

import dev.faultline.importers.tree.Fields;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonTime;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What OTLP's metrics mean as events: one for every metric of an export, with its data points. A metric with one point
 * has that point's fields as attributes; one with several has them as a list.
 */
final class OtlpMetrics {
    private static final List<String> TYPES =
            List.of("gauge", "sum", "histogram", "exponentialHistogram", "exponential_histogram", "summary");
    private static final List<String> VALUES = List.of("asDouble", "as_double", "asInt", "as_int");
    private static final List<String> FIGURES =
            List.of("count", "sum", "min", "max", "scale", "zeroCount", "zero_count", "zeroThreshold");
    private static final List<String> LISTS = List.of(
            "bucketCounts",
            "bucket_counts",
            "explicitBounds",
            "explicit_bounds",
            "positive",
            "negative",
            "quantileValues",
            "quantile_values");
    private static final int MOST_SHOWN = 20;
    private static final Json.Span NOWHERE = new Json.Span(0, 0, 0);

    private OtlpMetrics() {}

    static void metric(Json metric, Map<String, Json> resource, @Nullable String scope, EventSink sink) {
        String type = TYPES.stream()
                .filter(name -> metric.at(name) instanceof Json.Members)
                .findFirst()
                .orElse("");
        Json data = metric.at(type);
        List<Json> points =
                OtlpRecords.either(data, "dataPoints", "data_points").items();
        EventDraft draft = OtlpRecords.begin(metric, sink).kind(Kind.METRIC);
        time(points, draft, metric, sink);
        trace(points, draft, metric, sink);
        String name = metric.at("name").word();
        draft.name(name);
        draft.message((name == null ? "" : name + " ")
                + points.stream().limit(MOST_SHOWN).map(OtlpMetrics::words).collect(Collectors.joining(", "))
                + (points.size() > MOST_SHOWN ? ", … " + points.size() + " points" : ""));
        Map<String, Json> own =
                points.size() == 1 ? OtlpValues.attributes(points.getFirst().at("attributes")) : Map.of();
        Fields fields = OtlpRecords.common(draft, own, resource, scope);
        fields.add("metric.type", new Json.Text(type));
        fields.add("metric.unit", metric.at("unit"));
        fields.add("metric.description", metric.at("description"));
        fields.add("metric.temporality", temporality(data));
        fields.add("metric.monotonic", OtlpRecords.either(data, "isMonotonic", "is_monotonic"));
        if (points.size() == 1) {
            figures(points.getFirst()).forEach(fields::add);
        } else if (!points.isEmpty()) {
            fields.add(
                    "points",
                    new Json.Items(points.stream().map(OtlpMetrics::point).toList(), NOWHERE));
        }
        fields.finish(sink, OtlpRecords.place(metric));
        sink.accept();
    }

    private static void time(List<Json> points, EventDraft draft, Json metric, EventSink sink) {
        Optional<Long> first = points.stream()
                .flatMap(point -> JsonTime.nanos(OtlpRecords.either(point, "timeUnixNano", "time_unix_nano")).stream())
                .min(Long::compare);
        if (first.isPresent()) {
            OtlpRecords.time(draft, first, metric, sink);
        } else {
            Json.Span place = OtlpRecords.place(metric);
            String detail = points.isEmpty() ? "a metric without data points" : "the data points have no usable time";
            sink.report(IssueCode.TIME_MISSING, detail, place.offset(), place.line());
        }
    }

    /** The trace of the first exemplar: the way from a figure to one request behind it. */
    private static void trace(List<Json> points, EventDraft draft, Json metric, EventSink sink) {
        for (Json point : points) {
            for (Json exemplar : point.at("exemplars").items()) {
                if (OtlpRecords.either(exemplar, "traceId", "trace_id").word() != null) {
                    OtlpRecords.ids(draft, exemplar, OtlpRecords.place(metric), sink);
                    return;
                }
            }
        }
    }

    private static Json temporality(Json data) {
        String text = OtlpRecords.either(data, "aggregationTemporality", "aggregation_temporality")
                .text();
        if (text == null) {
            return Json.Nothing.ABSENT;
        }
        return switch (text) {
            case "1", "AGGREGATION_TEMPORALITY_DELTA" -> new Json.Text("delta");
            case "2", "AGGREGATION_TEMPORALITY_CUMULATIVE" -> new Json.Text("cumulative");
            default -> new Json.Text(text);
        };
    }

    private static Map<String, Json> figures(Json point) {
        Map<String, Json> figures = new LinkedHashMap<>();
        for (String name : VALUES) {
            Json value = point.at(name);
            if (!value.isEmpty()) {
                boolean whole = name.endsWith("nt");
                String text = String.valueOf(value.text());
                figures.put("value", whole ? new Json.Numeral(text, true) : value);
            }
        }
        for (String name : FIGURES) {
            Json value = point.at(name);
            if (!value.isEmpty()) {
                figures.put(name, value);
            }
        }
        for (String name : LISTS) {
            if (!point.at(name).isEmpty()) {
                figures.put(name, point.at(name));
            }
        }
        if (!point.at("exemplars").isEmpty()) {
            figures.put("exemplars", point.at("exemplars"));
        }
        return figures;
    }

    private static Json point(Json point) {
        Map<String, Json> members = new LinkedHashMap<>(figures(point));
        Map<String, Json> attributes = OtlpValues.attributes(point.at("attributes"));
        if (!attributes.isEmpty()) {
            members.put("attributes", new Json.Members(attributes, NOWHERE));
        }
        return new Json.Members(members, NOWHERE);
    }

    private static String words(Json point) {
        Map<String, Json> figures = figures(point);
        Json value = figures.get("value");
        if (value != null) {
            return String.valueOf(value.text());
        }
        List<String> words = new ArrayList<>();
        for (String name : List.of("count", "sum", "min", "max")) {
            Json figure = figures.get(name);
            if (figure != null) {
                words.add(name + " " + figure.text());
            }
        }
        return String.join(" ", words);
    }
}
