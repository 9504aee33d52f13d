package dev.faultline.workbench;

import dev.faultline.model.Timestamps;
import java.util.Locale;
import java.util.OptionalLong;

/** Times for the window: absolute in UTC, or as a distance from T0. */
final class TimeText {
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
        return nanos < 1_000_000_000L
                ? String.format(Locale.ROOT, "%.1f ms", nanos / 1e6)
                : String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
    }
}
