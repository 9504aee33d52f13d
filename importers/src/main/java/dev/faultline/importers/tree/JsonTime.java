package dev.faultline.importers.tree;

import dev.faultline.model.Timestamps;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Times in JSON documents: RFC 3339 text or numbers, told apart by their magnitude; exact, never by a double. */
public final class JsonTime {
    private static final BigDecimal SECONDS = BigDecimal.valueOf(100_000_000_000L);
    private static final BigDecimal MILLIS = BigDecimal.valueOf(100_000_000_000_000L);
    private static final BigDecimal MICROS = BigDecimal.valueOf(100_000_000_000_000_000L);
    private static final int LONGEST = 40;

    private JsonTime() {}

    /** Nanoseconds since 1970 UTC; nothing where it is no time or a {@code long} cannot hold it. */
    public static Optional<Long> nanos(Json value) {
        if (value instanceof Json.Members parts) {
            return ofParts(parts);
        }
        String text = value.word();
        if (text == null || text.length() > LONGEST || value instanceof Json.Flag) {
            return Optional.empty();
        }
        boolean number = text.chars().allMatch(c -> c >= '0' && c <= '9' || "+-.eE".indexOf(c) >= 0);
        return number && text.indexOf('-', 1) < 0 ? ofNumber(text) : ofText(text.strip());
    }

    /**
     * Times in parts: Log4j's instant, protobuf's timestamp, MongoDB's {@code $date}, and the dates of PHP, whose zone stands
     * beside them.
     */
    private static Optional<Long> ofParts(Json.Members parts) {
        Json seconds = parts.at("epochSecond").isEmpty() ? parts.at("seconds") : parts.at("epochSecond");
        if (!seconds.isEmpty()) {
            String nanos = (parts.at("nanoOfSecond").isEmpty() ? parts.at("nanos") : parts.at("nanoOfSecond")).word();
            boolean digits = nanos != null && nanos.matches("\\d{1,9}");
            return nanos(seconds).map(whole -> digits ? whole + Long.parseLong(nanos) : whole);
        }
        Json date = parts.at("$date");
        if (!date.isEmpty()) {
            Json number = date.at("$numberLong");
            return nanos(number.isEmpty() ? date : number);
        }
        return ofDate(parts.at("date").word(), parts.at("timezone").word());
    }

    private static Optional<Long> ofDate(@Nullable String date, @Nullable String zone) {
        if (date == null || zone == null || date.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            LocalDateTime local = LocalDateTime.parse(date.replaceFirst(" ", "T"));
            return Timestamps.toNanos(local.atZone(ZoneId.of(zone)).toInstant());
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
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
