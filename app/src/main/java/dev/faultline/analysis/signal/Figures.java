package dev.faultline.analysis.signal;

import java.util.Locale;

/** Numbers as a sentence says them. */
public final class Figures {
    private Figures() {}

    /** A length of time in the unit that suits it. */
    public static String duration(long nanos) {
        double magnitude = Math.abs((double) nanos);
        if (magnitude < 1e6) {
            return String.format(Locale.ROOT, "%.0f µs", nanos / 1e3);
        }
        return magnitude < 1e9
                ? String.format(Locale.ROOT, "%.1f ms", nanos / 1e6)
                : String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
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
