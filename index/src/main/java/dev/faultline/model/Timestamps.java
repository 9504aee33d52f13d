package dev.faultline.model;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Nanoseconds since 1970 UTC as RFC 3339 text and back. A {@code long} reaches from 1677 to 2262. */
public final class Timestamps {
    /**
     * Nanoseconds since 1970 of what can be a day: times before it, in the year 1970, count from a start that nobody told, as
     * those of a kernel's ring buffer or of a garbage collection log with the uptime alone.
     */
    public static final long FIRST_DATED = 365L * 86_400_000_000_000L;

    private static final long SECOND = 1_000_000_000L;

    private Timestamps() {}

    /** The time in UTC with nine decimals, such as {@code 2026-11-20T19:49:29.420009401Z}. */
    public static String format(long nanos) {
        OffsetDateTime time = toInstant(nanos).atOffset(ZoneOffset.UTC);
        char[] text = "0000-00-00T00:00:00.000000000Z".toCharArray();
        digits(text, 0, 4, time.getYear());
        digits(text, 5, 2, time.getMonthValue());
        digits(text, 8, 2, time.getDayOfMonth());
        digits(text, 11, 2, time.getHour());
        digits(text, 14, 2, time.getMinute());
        digits(text, 17, 2, time.getSecond());
        digits(text, 20, 9, time.getNano());
        return new String(text);
    }

    /** The instant of this many nanoseconds since 1970. */
    public static Instant toInstant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }

    /** Nanoseconds since 1970, or nothing where a {@code long} cannot hold them. */
    public static Optional<Long> toNanos(Instant instant) {
        try {
            return Optional.of(
                    Math.addExact(Math.multiplyExact(instant.getEpochSecond(), SECOND), (long) instant.getNano()));
        } catch (ArithmeticException outOfRange) {
            return Optional.empty();
        }
    }

    /** Parses RFC 3339 with any offset. */
    public static Optional<Long> parse(String text) {
        try {
            return toNanos(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }

    private static void digits(char[] text, int from, int count, int value) {
        int rest = value;
        for (int i = from + count - 1; i >= from; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
