package dev.faultline.importers.definition;

import dev.faultline.importers.SourceContext;
import dev.faultline.importers.log.TimeParser;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.Timestamps;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Optional;

/** Reads the times of one format's records. */
final class DefinedTime {
    private static final int LONGEST = 60;
    private static final long DAY = 86_400_000_000_000L;
    /** A file system keeps the time of the last write less exactly than a logger does its own. */
    private static final long MINUTE = 60_000_000_000L;

    private final Definition.Time form;
    private final TimeParser known;
    private final SourceContext context;
    private long nanos;
    private TimeQuality quality = TimeQuality.NONE;

    DefinedTime(Definition.Time form, SourceContext context) {
        this.form = form;
        this.known = new TimeParser(context);
        this.context = context;
    }

    void daysFirst() {
        known.daysFirst();
    }

    long nanos() {
        return nanos;
    }

    TimeQuality quality() {
        return quality;
    }

    /** Whether the bytes are a time of this format; an empty one is where the time before it holds on. */
    boolean read(byte[] bytes, int from, int to) {
        if (from == to) {
            return form.carry();
        }
        if (to - from > LONGEST) {
            return false;
        }
        return switch (form.form()) {
            case KNOWN -> {
                boolean read = known.parse(bytes, from, to);
                if (read) {
                    nanos = known.nanos();
                    quality = known.quality();
                }
                yield read || floating(bytes, from, to);
            }
            case UPTIME -> uptime(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1).strip());
            case PATTERN -> pattern(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        };
    }

    /** zap's seconds since 1970 as a floating point number: {@code 1.795204964655e+09}. */
    private boolean floating(byte[] bytes, int from, int to) {
        if (to - from < 6 || to - from > 24 || bytes[to - 4] != 'e') {
            return false;
        }
        String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        if (!text.matches("\\d\\.\\d{1,17}e\\+09")) {
            return false;
        }
        nanos = new BigDecimal(text).movePointRight(9).longValue();
        quality = TimeQuality.EXACT;
        return true;
    }

    private boolean uptime(String text) {
        if (text.length() > 20 || !text.matches("\\d{1,10}(\\.\\d{1,9})?")) {
            return false;
        }
        nanos = new BigDecimal(text).movePointRight(9).longValue();
        quality = TimeQuality.RELATIVE;
        return true;
    }

    private boolean pattern(String text) {
        DateTimeFormatter formatter = form.pattern();
        if (formatter == null) {
            return false;
        }
        try {
            TemporalAccessor read = formatter.parse(text);
            LocalTime time =
                    Optional.ofNullable(read.query(TemporalQueries.localTime())).orElse(LocalTime.MIDNIGHT);
            LocalDate date = read.query(TemporalQueries.localDate());
            ZoneId zone = read.query(TemporalQueries.zone());
            quality = zone == null ? TimeQuality.ZONE_ASSUMED : TimeQuality.EXACT;
            ZoneId used = zone == null ? context.zone() : zone;
            if (date == null) {
                quality = TimeQuality.YEAR_ASSUMED;
                date = dateBefore(read, time, used);
            }
            Optional<Long> found =
                    Timestamps.toNanos(date.atTime(time).atZone(used).toInstant());
            nanos = found.orElse(nanos);
            return found.isPresent();
        } catch (DateTimeException notOne) {
            return false;
        }
    }

    /**
     * A date without a year, or a time without a date, is the last one before the source was written. The day that a date
     * may be later, because its zone is assumed, would be a wrong day for a time.
     */
    private LocalDate dateBefore(TemporalAccessor read, LocalTime time, ZoneId zone) {
        boolean dated = read.isSupported(ChronoField.MONTH_OF_YEAR) && read.isSupported(ChronoField.DAY_OF_MONTH);
        long latest = Math.min(context.modified(), Long.MAX_VALUE / 4) + (dated ? DAY : MINUTE);
        LocalDate written = Timestamps.toInstant(latest).atZone(zone).toLocalDate();
        LocalDate date;
        if (dated) {
            int month = read.get(ChronoField.MONTH_OF_YEAR);
            int day = Math.min(read.get(ChronoField.DAY_OF_MONTH), 28);
            int over = read.get(ChronoField.DAY_OF_MONTH) - day;
            date = LocalDate.of(written.getYear(), month, day).plusDays(over);
            return isAfter(date, time, zone, latest) ? date.minusYears(1) : date;
        }
        date = written;
        return isAfter(date, time, zone, latest) ? date.minusDays(1) : date;
    }

    private static boolean isAfter(LocalDate date, LocalTime time, ZoneId zone, long latest) {
        return Timestamps.toNanos(date.atTime(time).atZone(zone).toInstant()).orElse(Long.MAX_VALUE) > latest;
    }
}
