package dev.faultline.analysis.gap;

import dev.faultline.model.EventId;
import dev.faultline.model.TimeRange;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that the evidence does not show.
 *
 * @param subject the service, place or source that it is about
 * @param count how many events, spans or values it concerns
 * @param sentence for a person, with its denominator
 * @param range when; null where it is not about a time
 * @param events events that show that something is missing, at most ten
 * @param plan the capture that would close it
 */
public record Gap(
        Type type,
        String subject,
        long count,
        String sentence,
        @Nullable TimeRange range,
        List<EventId> events,
        CapturePlan plan) {
    /** Copies the events. */
    public Gap {
        events = List.copyOf(events);
    }

    /** Kinds of gaps. */
    public enum Type {
        /** A service is on traces, and the case holds no log record of it. */
        UNLOGGED_SERVICE,
        /** A service logs, and the case holds no span of it, though it holds spans of others. */
        UNTRACED_SERVICE,
        /** Records name traces of which no span is here. */
        TRACES_WITHOUT_SPANS,
        /** A service has spans and logs, but its logs do not say which trace they belong to. */
        LOGS_WITHOUT_TRACE,
        /** Spans name parents that are not here. */
        MISSING_PARENTS,
        /** A service says nothing while the others go on. */
        SILENT_PERIOD,
        /** Code throws, and no snapshot shows its variables. */
        NO_SNAPSHOT,
        /** A tool cut values off. */
        TRUNCATED_VALUES,
        /** Clocks of two services contradict each other. */
        CLOCKS,
        /** Times without a zone. */
        UNKNOWN_ZONE,
        /** Records that could not be read whole. */
        LOST_RECORDS,
        /** The case holds no commit, deploy or other change. */
        NO_CHANGES;

        /** The word that JSON and the window use. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
