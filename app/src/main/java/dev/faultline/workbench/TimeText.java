package dev.faultline.workbench;

import dev.faultline.model.Timestamps;
import java.util.Locale;
import java.util.OptionalLong;

/** Times for the window: absolute in UTC, or as a distance from T0. */
final class TimeText {
    private static final long SECOND = 1_000_000_000L;

    private TimeText() {}

    /** {@code 19:49:29.420009} of the day, in UTC. */
    static String clock(long nanos) {
        return Timestamps.format(nanos).substring(11, 26);
    }

    static String full(long nanos) {
        return Timestamps.format(nanos).replace('T', ' ');
    }

    /** {@code 11-20 19:49:29.420}: for cases of several days. */
    static String dated(long nanos) {
        return Timestamps.format(nanos).substring(5, 23).replace('T', ' ');
    }

    static String of(long nanos, OptionalLong zero, boolean days) {
        return zero.isEmpty() && days ? dated(nanos) : of(nanos, zero);
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
            return String.format(Locale.ROOT, "%.0f µs", nanos / 1e3);
        }
        if (nanos < 1_000_000_000L) {
            return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
        }
        if (nanos < 60 * SECOND) {
            return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
        }
        long minutes = nanos / SECOND / 60;
        if (minutes < 60) {
            return String.format(Locale.ROOT, "%d min %d s", minutes, nanos / SECOND % 60);
        }
        return minutes < 48 * 60
                ? String.format(Locale.ROOT, "%d h %d min", minutes / 60, minutes % 60)
                : String.format(Locale.ROOT, "%.1f days", minutes / 1440.0);
    }
}
