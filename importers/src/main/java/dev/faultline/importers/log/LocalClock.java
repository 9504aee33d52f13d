package dev.faultline.importers.log;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;

/** Turns local times into UTC without making anything per event: the offset of an hour is looked up once. */
final class LocalClock {
    private static final long SECOND = 1_000_000_000L;

    private final ZoneRules rules;
    private long hour = Long.MIN_VALUE;
    private long hourOffset;
    private boolean hourAmbiguous;
    private boolean ambiguous;

    LocalClock(ZoneId zone) {
        this.rules = zone.getRules();
    }

    /** Seconds since 1970 of a civil date and time of day; the date by Howard Hinnant's days_from_civil. */
    static long seconds(int year, int month, int day, int hour, int minute, int second) {
        long y = month <= 2 ? year - 1L : year;
        long era = Math.floorDiv(y, 400L);
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return (era * 146097 + dayOfEra - 719468) * 86400 + hour * 3600L + minute * 60L + second;
    }

    /** Nanoseconds since 1970 UTC of a local time that is given as seconds as if it were UTC. */
    long toUtc(long localSeconds, int nanos) {
        if (rules.isFixedOffset()) {
            ambiguous = false;
            return (localSeconds - rules.getOffset(Instant.EPOCH).getTotalSeconds()) * SECOND + nanos;
        }
        long wanted = Math.floorDiv(localSeconds, 1800);
        if (wanted != hour) {
            lookUp(localSeconds);
            hour = wanted;
        }
        ambiguous = hourAmbiguous;
        return (localSeconds - hourOffset) * SECOND + nanos;
    }

    private void lookUp(long localSeconds) {
        LocalDateTime local = LocalDateTime.ofEpochSecond(localSeconds, 0, ZoneOffset.UTC);
        List<ZoneOffset> valid = rules.getValidOffsets(local);
        hourAmbiguous = valid.size() != 1;
        hourOffset = (valid.isEmpty() ? rules.getOffset(local) : valid.getFirst()).getTotalSeconds();
    }

    /** Whether the last local time happened twice, or never, because the clocks changed. */
    boolean wasAmbiguous() {
        return ambiguous;
    }
}
