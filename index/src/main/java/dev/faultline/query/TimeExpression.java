package dev.faultline.query;

import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

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
        return clock(trimmed).flatMap(clock -> on(day(range.from()), clock)).orElseGet(() -> FieldValues.time(trimmed));
    }

    /**
     * The same beside a case. Of several days a clock is taken of the one on which it lies nearest to the event in the
     * middle; changes are left aside, which may go back for years.
     */
    public static long parse(String text, CaseReader reader) throws IOException {
        TimeRange range = reader.range().orElse(TimeRange.ALL);
        Optional<LocalTime> clock = clock(text.strip());
        if (clock.isEmpty() || day(range.from()).equals(day(range.to()))) {
            return parse(text, range);
        }
        Hits evidence = Search.run(reader, new Query.Not(new Query.Term("kind", "change")), TimeRange.ALL, () -> false);
        long middle = evidence.count() == 0
                ? range.from()
                : evidence.page(evidence.count() / 2, 1).getFirst().time();
        return Stream.of(-1, 0, 1)
                .flatMap(days -> on(day(middle).plusDays(days), clock.get()).stream())
                .min(Comparator.comparingLong((Long time) -> Math.abs(time - middle)))
                .orElseThrow();
    }

    private static LocalDate day(long time) {
        return Timestamps.toInstant(time).atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static Optional<Long> on(LocalDate day, LocalTime clock) {
        return Timestamps.toNanos(day.atTime(clock).toInstant(ZoneOffset.UTC));
    }

    private static Optional<LocalTime> clock(String text) {
        try {
            return Optional.of(LocalTime.parse(text));
        } catch (DateTimeException noClock) {
            return Optional.empty();
        }
    }
}
