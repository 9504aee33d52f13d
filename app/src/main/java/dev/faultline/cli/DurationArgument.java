package dev.faultline.cli;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time on the command line, such as {@code -1.8s}. */
final class DurationArgument {
    private static final Pattern FORM = Pattern.compile("([+-]?\\d{1,12}(?:\\.\\d{1,9})?)(ns|us|ms|s|m|h|d)");
    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L,
            "d", 86_400_000_000_000L);

    private DurationArgument() {}

    /** Nanoseconds. */
    static long parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            BigDecimal unit = BigDecimal.valueOf(NANOS.getOrDefault(matcher.group(2), 1L));
            try {
                return new BigDecimal(matcher.group(1)).multiply(unit).longValueExact();
            } catch (ArithmeticException tooFineOrTooLong) {
                throw new CommandException(ExitCode.USAGE, "\"" + text + "\" does not fit nanoseconds");
            }
        }
        throw new CommandException(ExitCode.USAGE, "\"" + text + "\" is no duration; try -1.8s, 250ms or 1h");
    }
}
