package dev.faultline.query;

import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** A time as a person writes it beside a case: in full, as the clock of the case's day, or relative to its ends. */
public final class TimeExpression {
    private TimeExpression() {}

    /**
     * Nanoseconds since 1970 UTC.
     *
     * @param text RFC 3339, {@code 2026-03-05 14:02}, {@code 14:02} (the day on which the range begins), {@code -15m}
     *     (before its end), {@code start}, {@code end}
     * @param range the span of the case
     * @throws IllegalArgumentException with words for a person
     */
    public static long parse(String text, TimeRange range) {
        String trimmed = text.strip();
        if (trimmed.equals("start")) {
            return range.from();
        }
        if (trimmed.equals("end")) {
            return range.to();
        }
        if (trimmed.startsWith("-")) {
            return range.to() - FieldValues.duration(trimmed.substring(1));
        }
        return clock(trimmed, range).orElseGet(() -> FieldValues.time(trimmed));
    }

    private static Optional<Long> clock(String text, TimeRange range) {
        try {
            LocalTime time = LocalTime.parse(text);
            LocalDate day =
                    Timestamps.toInstant(range.from()).atOffset(ZoneOffset.UTC).toLocalDate();
            return Timestamps.toNanos(day.atTime(time).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException noClock) {
            return Optional.empty();
        }
    }
}
