package dev.faultline.analysis.signal;

import java.util.Locale;

/** Numbers as a sentence says them. */
public final class Figures {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long YEAR = 365 * DAY;

    private Figures() {}

    /** A length of time in the units that suit it, two of them at most; a year is 365 days. */
    public static String duration(long nanos) {
        double magnitude = Math.abs((double) nanos);
        if (magnitude < 1e6) {
            return String.format(Locale.ROOT, "%.0f µs", nanos / 1e3);
        }
        if (magnitude < 1e9) {
            return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
        }
        long seconds = Math.abs(nanos / 1_000_000_000L);
        if (seconds < MINUTE) {
            return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
        }
        String sign = nanos < 0 ? "-" : "";
        if (seconds < HOUR) {
            return sign + both(seconds, MINUTE, "min", 1, "s");
        }
        if (seconds < 2 * DAY) {
            return sign + both(seconds, HOUR, "h", MINUTE, "min");
        }
        return sign + (seconds < YEAR ? both(seconds, DAY, "d", HOUR, "h") : both(seconds, YEAR, "y", DAY, "d"));
    }

    private static String both(long seconds, long large, String largeName, long small, String smallName) {
        long rest = seconds % large / small;
        return seconds / large + " " + largeName + (rest == 0 ? "" : " " + rest + " " + smallName);
    }

    /** A share with its counts, such as {@code 6 of 22 (27 %)}. */
    public static String share(long part, long all) {
        return all == 0
                ? "0 of 0"
                : String.format(Locale.ROOT, "%,d of %,d (%s %%)", part, all, percent(100.0 * part / all));
    }

    private static String percent(double value) {
        return value != 0 && value < 1 ? String.format(Locale.ROOT, "%.2g", value) : Math.round(value) + "";
    }
}
