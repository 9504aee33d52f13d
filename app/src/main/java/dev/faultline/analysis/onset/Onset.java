package dev.faultline.analysis.onset;

import dev.faultline.analysis.signal.Figures;
import dev.faultline.model.EventId;
import java.util.Locale;

/**
 * A change point: since then more of something fails, or is slow.
 *
 * @param time the first bad event of it, nanoseconds since 1970 UTC
 * @param until the last bad event of it
 * @param measure what became bad
 * @param service whose
 * @param subject which operation or template; empty for the whole service
 * @param badBefore bad events outside of it
 * @param allBefore all events outside of it
 * @param badSince bad events in it
 * @param allSince all events in it
 * @param strength how surprising, on the scale of a standard normal deviate
 * @param first the event at {@code time}
 * @param threshold for {@link Measure#SLOW_SPANS} the duration beyond which a span is slow, nanoseconds; else 0
 */
public record Onset(
        long time,
        long until,
        Measure measure,
        String service,
        String subject,
        long badBefore,
        long allBefore,
        long badSince,
        long allSince,
        double strength,
        EventId first,
        long threshold) {
    /** What is counted as bad. */
    public enum Measure {
        /** Spans that failed. */
        FAILED_SPANS("failing spans"),
        /** Log records that are errors. */
        ERRORS("error records"),
        /** Spans slower than nearly all others of their operation. */
        SLOW_SPANS("slow spans"),
        /** Records of one template that warns or reports an error. */
        PATTERN("records of one template");

        private final String words;

        Measure(String words) {
            this.words = words;
        }
    }

    /** What was counted, for a person. */
    public String sentence() {
        return String.format(
                Locale.ROOT,
                "%s of %s%s: %s since then, %s outside of it",
                measure.words,
                service.isEmpty() ? "unnamed services" : service,
                subject.isEmpty() ? "" : " " + subject,
                Figures.share(badSince, allSince),
                Figures.share(badBefore, allBefore));
    }
}
