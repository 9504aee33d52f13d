package dev.faultline.analysis.series;

import java.util.List;

/**
 * Names one series: two samples belong together only where all of this is the same.
 *
 * @param service whose; empty where the metric does not say
 * @param metric its name
 * @param figure which of its numbers: {@code value}, or {@code count}, {@code sum}, {@code min}, {@code max}
 * @param labels {@code name=value}, sorted
 */
public record SeriesKey(String service, String metric, String figure, List<String> labels) {
    /** The number of a metric that has only one. */
    static final String VALUE = "value";

    /** Copies the labels. */
    public SeriesKey {
        labels = List.copyOf(labels);
    }

    /** The series in words, with those labels that are not said elsewhere. */
    public String name(List<String> shown) {
        return (service.isEmpty() ? "" : service + " ")
                + metric
                + (figure.equals(VALUE) ? "" : " " + figure)
                + (shown.isEmpty() ? "" : " {" + String.join(", ", shown) + "}");
    }
}
