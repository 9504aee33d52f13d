package dev.faultline.analysis.moment;

import dev.faultline.model.EventId;
import dev.faultline.model.Severity;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A time that matters.
 *
 * @param time nanoseconds since 1970 UTC
 * @param approximate whether the time is estimated rather than an event's own
 * @param severity of the event; unspecified where it says nothing
 * @param count events of the kind that this is the first of; 1 for a single one
 * @param sentence what happened, for a person
 * @param event the event that shows it
 */
public record Moment(
        long time,
        Type type,
        boolean approximate,
        @Nullable String service,
        Severity severity,
        long count,
        String sentence,
        EventId event) {
    /** Why a time matters. */
    public enum Type {
        /** The first error of its kind: template, operation or exception. */
        FIRST_ERROR,
        /** Errors of a service become more frequent. */
        ERROR_ONSET,
        /** Spans of a service become slow. */
        LATENCY_ONSET,
        /** A commit, deploy, flag or configuration edit. */
        CHANGE,
        ALERT;

        /** The word that JSON and the window use. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
