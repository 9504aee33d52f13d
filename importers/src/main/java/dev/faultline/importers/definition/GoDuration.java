package dev.faultline.importers.definition;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations that name their units, as Go prints them: {@code 1m2.5s}, {@code 505.317µs}. */
final class GoDuration {
    private static final int LONGEST = 40;
    private static final BigDecimal NONE = BigDecimal.ONE.negate();
    // The micro sign of UTF-8 is two characters where bytes are read as ISO 8859-1.
    private static final Pattern PART =
            Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(h|ms|m|s|us|\u00b5s|\u00c2\u00b5s|ns) ?");
    private static final Map<String, Long> NANOS = Map.of(
            "h", 3_600_000_000_000L,
            "m", 60_000_000_000L,
            "s", 1_000_000_000L,
            "ms", 1_000_000L,
            "us", 1_000L,
            "\u00b5s", 1_000L,
            "\u00c2\u00b5s", 1_000L,
            "ns", 1L);

    private GoDuration() {}

    /** Nanoseconds; negative where the text is no duration. */
    static BigDecimal nanos(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return NONE;
        }
        Matcher part = PART.matcher(text);
        BigDecimal sum = BigDecimal.ZERO;
        int at = 0;
        while (at < text.length() && part.region(at, text.length()).lookingAt()) {
            long unit = NANOS.getOrDefault(part.group(2), 0L);
            sum = sum.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit)));
            at = part.end();
        }
        return at == text.length() ? sum : NONE;
    }
}
