package dev.faultline.analysis.pattern;

import dev.faultline.model.EventId;
import dev.faultline.model.Severity;
import java.util.List;
import java.util.Map;

/**
 * A log template and its life among the hits. All counts are exact.
 *
 * @param id the same in every segment and after every import into the case
 * @param template the most general form that any of the hits was given, {@code <*>} where it varies
 * @param count hits
 * @param first earliest time of a hit that has one, nanoseconds; {@link Long#MAX_VALUE} for none
 * @param last latest of those; {@link Long#MIN_VALUE} for none
 * @param severities hits by severity, the most severe first
 * @param services hits by service, the busiest first; hits without a service are in none
 * @param example the earliest hit
 * @param exampleMessage its message
 * @param trend hits per bucket of {@link Patterns#range()}; hits without a time are in none
 */
public record LogPattern(
        int id,
        String template,
        long count,
        long first,
        long last,
        Map<Severity, Long> severities,
        Map<String, Long> services,
        EventId example,
        String exampleMessage,
        List<Long> trend) {
    /** Copies the list. */
    public LogPattern {
        trend = List.copyOf(trend);
    }

    /** The most severe of its hits. */
    public Severity worst() {
        return severities.keySet().stream().max(Severity::compareTo).orElse(Severity.UNSPECIFIED);
    }
}
