package dev.faultline.analysis.signal;

import dev.faultline.model.AttributeValue;
import dev.faultline.model.Timestamps;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A series that was exported whole is one event; its samples stand in an attribute, as pairs of time and value. */
public final class MetricSamples {
    private static final String ATTRIBUTE = "metric.samples";
    private static final Pattern PAIR = Pattern.compile("\\[\"([^\"]{20,40})\",\"([^\"]{1,40})\"]");

    private MetricSamples() {}

    /** Values by their time, nanoseconds since 1970 UTC; empty where the event is no series. */
    public static Map<Long, Double> of(Map<String, AttributeValue> attributes) {
        Map<Long, Double> samples = new LinkedHashMap<>();
        AttributeValue all = attributes.get(ATTRIBUTE);
        if (all == null || all.type() != AttributeValue.Type.JSON) {
            return samples;
        }
        Matcher pairs = PAIR.matcher(all.text());
        while (pairs.find()) {
            Optional<Long> time = Timestamps.parse(pairs.group(1));
            try {
                double value = Double.parseDouble(pairs.group(2));
                if (time.isPresent() && Double.isFinite(value)) {
                    samples.put(time.get(), value);
                }
            } catch (NumberFormatException noNumber) {
                // Prometheus has more words for "none" than one.
            }
        }
        return samples;
    }
}
