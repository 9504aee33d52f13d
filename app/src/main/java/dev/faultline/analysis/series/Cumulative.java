package dev.faultline.analysis.series;

import dev.faultline.model.AttributeValue;
import java.util.Map;

/** Whether a number only ever grows, so that what a person wants to see is how fast. */
final class Cumulative {
    private Cumulative() {}

    static boolean is(String metric, String figure, Map<String, AttributeValue> attributes) {
        if (text(attributes, "metric.temporality").equals("delta")) {
            return false;
        }
        return switch (text(attributes, "metric.type")) {
            case "histogram", "summary", "exponentialHistogram", "exponential_histogram" ->
                figure.equals("count") || figure.equals("sum") || metric.matches(".*_(?:count|sum|bucket)");
            case "counter" -> figure.equals(SeriesKey.VALUE);
            case "sum" -> text(attributes, "metric.monotonic").equals("true");
            default -> figure.equals(SeriesKey.VALUE) && metric.endsWith("_total");
        };
    }

    private static String text(Map<String, AttributeValue> attributes, String name) {
        AttributeValue value = attributes.get(name);
        return value == null ? "" : value.text();
    }
}
