package dev.faultline.playbook;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as playbooks write them, in nanoseconds. */
final class Nanos {
    static final long SECOND = 1_000_000_000L;

    private static final Pattern FORM = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,9})?)(ns|us|ms|s|m|h|d)");
    private static final Map<String, Long> UNITS = Map.of(
            "ns",
            1L,
            "us",
            1_000L,
            "ms",
            1_000_000L,
            "s",
            SECOND,
            "m",
            60 * SECOND,
            "h",
            3_600 * SECOND,
            "d",
            86_400 * SECOND);

    private Nanos() {}

    static long parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no duration; try 250ms, 5m or 24h");
        }
        return new BigDecimal(matcher.group(1))
                .multiply(BigDecimal.valueOf(UNITS.getOrDefault(matcher.group(2), 1L)))
                .min(BigDecimal.valueOf(Long.MAX_VALUE))
                .longValue();
    }

    /** A length for a person, such as {@code 2.5s} or {@code 3h12m}. */
    static String text(long nanos) {
        if (nanos < 0) {
            return "-" + text(-nanos);
        }
        if (nanos < 1_000) {
            return nanos + "ns";
        }
        if (nanos < SECOND) {
            return trimmed(nanos / 1e6) + "ms";
        }
        long seconds = nanos / SECOND;
        if (seconds < 60) {
            return trimmed(nanos / 1e9) + "s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + "m" + rest(seconds % 60, "s");
        }
        return seconds < 86_400
                ? seconds / 3_600 + "h" + rest(seconds % 3_600 / 60, "m")
                : seconds / 86_400 + "d" + rest(seconds % 86_400 / 3_600, "h");
    }

    private static String rest(long value, String unit) {
        return value == 0 ? "" : value + unit;
    }

    private static String trimmed(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.replaceAll("\\.?0+$", "");
    }
}
