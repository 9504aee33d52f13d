package dev.faultline.analysis.signal;

import dev.faultline.model.EventId;
import java.util.List;

/**
 * One thing that differs between incident and baseline.
 *
 * @param signal what kind of evidence
 * @param service whom it concerns
 * @param subject what inside the service: an operation, an exception, a template, a host; empty for all of it
 * @param strength how surprising, on the scale of a standard normal deviate
 * @param sentence what was counted, with its denominators
 * @param events some of the events that show it, the earliest first
 * @param first the earliest of them, nanoseconds; {@link Long#MAX_VALUE} without any
 * @param disproof what would speak against it
 */
public record Finding(
        Signal signal,
        String service,
        String subject,
        double strength,
        String sentence,
        List<EventId> events,
        long first,
        String disproof) {
    /** Copies the events. */
    public Finding {
        events = List.copyOf(events);
    }
}
