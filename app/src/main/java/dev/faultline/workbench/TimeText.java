package dev.faultline.workbench;

import dev.faultline.analysis.signal.Figures;
import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Times for the window: absolute in the zone that a person reads them in, or as a distance from T0. There is one window and
 * one zone, so that no view can show a time in another one by mistake.
 */
final class TimeText {
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;
    private static final long YEAR = 365 * DAY;
    private static final int FRACTION_END = 29;

    private static volatile ZoneId zone = ZoneOffset.UTC;

    private TimeText() {}

    /** From now on times are read in this zone; who shows some has to show them anew. */
    static void readIn(ZoneId other) {
        zone = other.normalized().equals(ZoneOffset.UTC) ? ZoneOffset.UTC : other;
    }

    static ZoneId zone() {
        return zone;
    }

    /** {@code UTC}, or the zone's own name. */
    static String zoneName() {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    /** {@code 19:49:29.420009} of the day. */
    static String clock(long nanos) {
        return full(nanos).substring(11, 26);
    }

    /** With its offset at the end, which is {@code Z} in UTC; an hour that summer time repeats is told apart by it. */
    static String full(long nanos) {
        ZoneId read = zone;
        long shift = read.getRules().getOffset(Timestamps.toInstant(nanos)).getTotalSeconds() * SECOND;
        // At the ends of what a long can hold there is no room to shift.
        boolean room = shift > 0 ? nanos < Long.MAX_VALUE - shift : nanos > Long.MIN_VALUE - shift;
        if (shift == 0 && read.equals(ZoneOffset.UTC) || !room) {
            return Timestamps.format(nanos).replace('T', ' ');
        }
        String local =
                Timestamps.format(nanos + shift).substring(0, FRACTION_END).replace('T', ' ');
        return local + ZoneOffset.ofTotalSeconds((int) (shift / SECOND)).getId();
    }

    /** {@code 11-20 19:49:29.420}: for cases of several days. */
    static String dated(long nanos) {
        return full(nanos).substring(5, 23);
    }

    static String of(long nanos, OptionalLong zero, boolean days) {
        return zero.isEmpty() && days ? dated(nanos) : of(nanos, zero);
    }

    /** A stretch of time, with its date where the case has other days, and with its year where it has other years. */
    static String stretch(TimeRange range, TimeRange among) {
        return end(range.from(), among, Words.of("common.start")) + " – "
                + end(range.to(), among, Words.of("common.end"));
    }

    private static String end(long nanos, TimeRange among, String open) {
        if (nanos == Long.MIN_VALUE || nanos == Long.MAX_VALUE) {
            return open;
        }
        String day = full(nanos).substring(0, 10);
        boolean only = day.equals(full(among.from()).substring(0, 10))
                && day.equals(full(among.to()).substring(0, 10));
        return only ? clock(nanos) : hasYears(among) ? full(nanos).substring(0, 23) : dated(nanos);
    }

    /** With what tells it from others of a range: the year where that goes over several, the day over some days. */
    static String within(TimeRange range, long nanos, OptionalLong zero) {
        return zero.isEmpty() && hasYears(range) ? full(nanos).substring(0, 16) : of(nanos, zero, range.length() > DAY);
    }

    /** Whether a time without its year could be of several. */
    static boolean hasYears(TimeRange range) {
        return !full(range.from()).substring(0, 4).equals(full(range.to()).substring(0, 4));
    }

    static String of(long nanos, OptionalLong zero) {
        return zero.isPresent() ? distance(nanos - zero.getAsLong()) : clock(nanos);
    }

    /** {@code T0−00:02.314}. */
    static String distance(long nanos) {
        long millis = Math.abs(nanos) / 1_000_000;
        String sign = nanos < 0 ? "−" : "+";
        long hours = millis / 3_600_000;
        return "T0" + sign + (hours > 0 ? hours + ":" : "")
                + String.format(Locale.ROOT, "%02d:%02d.%03d", millis / 60_000 % 60, millis / 1000 % 60, millis % 1000);
    }

    static String duration(long nanos) {
        if (nanos < 0) {
            return "";
        }
        if (nanos < 1_000_000) {
            return Words.number(nanos / 1e3, 0) + " µs";
        }
        if (nanos < 1_000_000_000L) {
            return Words.number(nanos / 1e6, 1) + " ms";
        }
        if (nanos < 60 * SECOND) {
            return Words.number(nanos / 1e9, 2) + " s";
        }
        if (nanos < YEAR) {
            return Figures.duration(nanos);
        }
        return Words.of("time.years", nanos / YEAR, nanos % YEAR / DAY);
    }
}
