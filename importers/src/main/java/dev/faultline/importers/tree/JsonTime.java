package dev.faultline.importers.tree;

import dev.faultline.model.Timestamps;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Times in JSON documents: RFC 3339 text or numbers, told apart by their magnitude; exact, never by a double. */
public final class JsonTime {
    private static final BigDecimal SECONDS = BigDecimal.valueOf(100_000_000_000L);
    private static final BigDecimal MILLIS = BigDecimal.valueOf(100_000_000_000_000L);
    private static final BigDecimal MICROS = BigDecimal.valueOf(100_000_000_000_000_000L);
    private static final int LONGEST = 40;

    private JsonTime() {}

    /** Nanoseconds since 1970 UTC; nothing where it is no time or a {@code long} cannot hold it. */
    public static Optional<Long> nanos(Json value) {
        String text = value.word();
        if (text == null || text.length() > LONGEST || value instanceof Json.Flag) {
            return Optional.empty();
        }
        boolean number = text.chars().allMatch(c -> c >= '0' && c <= '9' || "+-.eE".indexOf(c) >= 0);
        return number && text.indexOf('-', 1) < 0 ? ofNumber(text) : ofText(text.strip());
    }

    /** Text without a zone is UTC, as the tools that leave it out document. */
    private static Optional<Long> ofText(String text) {
        String iso = text.length() > 10 && text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text;
        return Timestamps.parse(iso).or(() -> Timestamps.parse(iso + "Z"));
    }

    private static Optional<Long> ofNumber(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            if (number.precision() - number.scale() > LONGEST || number.scale() > LONGEST * 2) {
                return Optional.empty();
            }
            return Optional.of(number.movePointRight(decimals(number))
                    .setScale(0, RoundingMode.FLOOR)
                    .longValueExact());
        } catch (ArithmeticException | NumberFormatException outOfRange) {
            return Optional.empty();
        }
    }

    private static int decimals(BigDecimal number) {
        BigDecimal magnitude = number.abs();
        if (number.scale() > 0 || magnitude.compareTo(SECONDS) < 0) {
            return 9;
        }
        if (magnitude.compareTo(MILLIS) < 0) {
            return 6;
        }
        return magnitude.compareTo(MICROS) < 0 ? 3 : 0;
    }
}
