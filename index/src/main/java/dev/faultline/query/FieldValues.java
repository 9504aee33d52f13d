package dev.faultline.query;

import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.Timestamps;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values in queries: which ones a field takes, and what they are as numbers. */
final class FieldValues {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)(ns|us|µs|ms|s|m|min|h|d)?");
    private static final Map<String, Long> UNITS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "min", 60_000_000_000L,
            "h", 3_600_000_000_000L,
            "d", 86_400_000_000_000L);

    private FieldValues() {}

    /** Throws with words for a person where a value cannot be one of the field. */
    static void check(String field, Query query) {
        Optional<Field> known = Field.of(field);
        if (known.isEmpty()) {
            return;
        }
        switch (query) {
            case Query.Term term -> check(known.get(), term.text());
            case Query.Range range -> {
                if (known.get().type() == Field.Type.TEXT) {
                    throw new IllegalArgumentException(field + " holds words; a range needs numbers or times");
                }
                check(known.get(), range.from());
                check(known.get(), range.to());
            }
            default -> {}
        }
    }

    private static void check(Field field, @Nullable String value) {
        if (value == null) {
            return;
        }
        switch (field.type()) {
            case SEVERITY -> severity(value);
            case TIME -> time(value);
            case DURATION -> duration(value);
            case NUMBER -> {
                if (number(value).isEmpty()) {
                    throw new IllegalArgumentException("a number was expected, not \"" + value + "\"");
                }
            }
            case KEYWORD -> {
                if (field == Field.KIND && Kind.of(value).isEmpty()) {
                    throw new IllegalArgumentException("\"" + value
                            + "\" is no kind; there are log, span, snapshot, change, alert, metric, profile");
                }
            }
            case TEXT -> {}
        }
    }

    static Severity severity(String value) {
        return Severity.of(value)
                .or(() -> value.equalsIgnoreCase("warning") ? Optional.of(Severity.WARN) : Optional.empty())
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + value + "\" is no severity; there are " + QueryParser.severities()));
    }

    /** Nanoseconds. */
    static long duration(String value) {
        Matcher matcher = DURATION.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + value + "\" is no duration; try 250ms, 5s or 2m");
        }
        String unit = matcher.group(2) == null ? "ms" : matcher.group(2);
        return new BigDecimal(matcher.group(1))
                .multiply(BigDecimal.valueOf(UNITS.getOrDefault(unit, 1L)))
                .min(BigDecimal.valueOf(Long.MAX_VALUE))
                .longValue();
    }

    /** Nanoseconds since 1970 UTC. */
    static long time(String value) {
        return Timestamps.parse(value)
                .or(() -> localTime(value))
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + value + "\" is no time; try 2026-03-05T14:02:00Z or \"2026-03-05 14:02\""));
    }

    private static Optional<Long> localTime(String value) {
        try {
            String text = value.strip().replace(' ', 'T');
            int split = text.indexOf('T');
            LocalDate date = LocalDate.parse(split < 0 ? text : text.substring(0, split));
            LocalTime time = split < 0 ? LocalTime.MIDNIGHT : LocalTime.parse(text.substring(split + 1));
            return Timestamps.toNanos(LocalDateTime.of(date, time).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /** A number of any size without rounding; bounded, so that no exponent costs time. */
    static Optional<BigDecimal> number(String value) {
        if (value.isEmpty() || value.length() > 400) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(value);
            return Math.abs((long) number.scale()) > 10_000 ? Optional.empty() : Optional.of(number);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
