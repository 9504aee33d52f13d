package dev.faultline.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Anything with a time: a log record, a span, a snapshot, a change. Ids are lower hex, 32 and 16 digits.
 *
 * @param id its name in the case
 * @param kind what it is
 * @param time nanoseconds since 1970 UTC; with {@link TimeQuality#NONE} only its place among its neighbours
 * @param timeQuality how much of the time the evidence says
 * @param duration nanoseconds; -1 for an event without one
 * @param severityNumber OpenTelemetry's 1 to 24; 0 where the evidence says nothing
 * @param service {@code service.name}
 * @param name operation of a span, title of a change, name of a metric
 * @param message text of a log record, message of a status; never null, possibly empty
 * @param traceId trace
 * @param spanId span (its own for a span, the current one for a log record)
 * @param parentId parent span
 * @param thread thread name
 * @param logger logger, category or tag
 * @param exception exception with its frames
 * @param attributes all other fields in their order, nested ones with dotted names
 * @param detail variables of a snapshot, files of a change
 * @param pattern id of the log template; -1 for an event that has none
 * @param location the way back to the bytes
 */
public record Event(
        EventId id,
        Kind kind,
        long time,
        TimeQuality timeQuality,
        long duration,
        int severityNumber,
        @Nullable String service,
        @Nullable String name,
        String message,
        @Nullable String traceId,
        @Nullable String spanId,
        @Nullable String parentId,
        @Nullable String thread,
        @Nullable String logger,
        @Nullable StackTrace exception,
        Map<String, AttributeValue> attributes,
        @Nullable Detail detail,
        int pattern,
        Location location) {
    /** Copies the attributes in their order. */
    public Event {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** The range that the severity number lies in. */
    public Severity severity() {
        return Severity.ofNumber(severityNumber);
    }

    /** Whether the evidence gave it a time at all. */
    public boolean hasTime() {
        return timeQuality != TimeQuality.NONE;
    }
}
