package dev.faultline.importers.container;

import dev.faultline.model.TimeQuality;

/**
 * The zone of a logger that does not name it, from the time at which the container's tool took the line: a line is taken
 * within moments of being written, so what lies between both times in whole quarters of an hour is the zone, and the day.
 */
final class TakenZone {
    private static final long SECOND = 1_000_000_000L;
    private static final long QUARTER = 900 * SECOND;
    private static final long DAY = 96 * QUARTER;
    /** The furthest that zones lie from each other, such as one assumed and one meant. */
    private static final long FURTHEST = 26 * 4 * QUARTER;
    /** What a line may wait until it is taken. */
    private static final long LATEST = 60 * SECOND;
    /** A logger's digits may end where the tool's go on, and its clock be read after the line is taken. */
    private static final long EARLIEST = -2 * SECOND;

    private static final long UNKNOWN = Long.MIN_VALUE;

    private boolean asked;
    /** What the first time of the stream says, without the days: a later one may agree by chance. */
    private long zone = UNKNOWN;

    /** Takes the next time of the stream; what is to be added to it, or {@link Long#MIN_VALUE} where nothing is known. */
    long shift(long time, TimeQuality quality, long taken) {
        boolean dated = quality == TimeQuality.ZONE_ASSUMED;
        if (taken == UNKNOWN || !dated && quality != TimeQuality.YEAR_ASSUMED) {
            return UNKNOWN;
        }
        long apart = taken - time;
        if (!asked) {
            asked = true;
            long whole = Math.floorDiv(apart - EARLIEST, QUARTER) * QUARTER;
            if (apart - whole <= LATEST && (!dated || Math.abs(whole) <= FURTHEST)) {
                zone = dated ? whole : Math.floorMod(whole, DAY);
            }
        }
        if (zone == UNKNOWN || dated) {
            return zone;
        }
        // The day, or the year, is the tool's.
        return zone + Math.floorDiv(apart - zone - EARLIEST, DAY) * DAY;
    }
}
