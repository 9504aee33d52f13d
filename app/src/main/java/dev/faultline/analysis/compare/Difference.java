package dev.faultline.analysis.compare;

import dev.faultline.model.EventId;
import java.util.List;
import java.util.Locale;

/**
 * One thing that differs.
 *
 * @param what how
 * @param kind what it is: {@code service}, {@code operation}, {@code pattern}, {@code exception}
 * @param service whose
 * @param subject which one
 * @param before count before; for {@link What#SLOWER} and {@link What#FASTER} calls beyond the median before
 * @param allBefore what it is a share of
 * @param after count after
 * @param allAfter what it is a share of
 * @param probability of a difference at least as large by chance
 * @param sentence it, for a person
 * @param events some of the events, of after where there are any, else of before
 */
public record Difference(
        What what,
        String kind,
        String service,
        String subject,
        long before,
        long allBefore,
        long after,
        long allAfter,
        double probability,
        String sentence,
        List<EventId> events) {
    /** Copies the events. */
    public Difference {
        events = List.copyOf(events);
    }

    /** Whether it is new or gone: that needs no test. */
    boolean isFact() {
        return (what == What.NEW || what == What.GONE) && allBefore > 0 && allAfter > 0;
    }

    /** How it differs. */
    public enum What {
        NEW,
        GONE,
        MORE,
        LESS,
        SLOWER,
        FASTER;

        /** The word that JSON and the window use. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
