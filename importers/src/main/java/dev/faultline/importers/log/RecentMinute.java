package dev.faultline.importers.log;

import dev.faultline.store.Swar;

/**
 * The minute of the time read last: the lines of a log follow each other so closely that of the next time nearly always only
 * seconds and their fraction are new, in a text of the same form and zone.
 */
final class RecentMinute {
    private static final int SECONDS = "dddd-dd-ddTdd:dd:".length();
    private static final int FRACTION = SECONDS + 3;
    private static final long NANOS = 1_000_000_000L;

    private byte[] text = {};
    /** Where in the text the zone begins. */
    private int zone;

    private long minute;
    private long nanos;

    /** Notes a text for which {@link IsoTime#isPlain} holds, and the time that it says. */
    void note(byte[] bytes, int from, int to, long time) {
        if (text.length != to - from) {
            text = new byte[to - from];
        }
        System.arraycopy(bytes, from, text, 0, text.length);
        zone = SECONDS + 2;
        if (text[zone] == '.') {
            do {
                zone++;
            } while (isDigit(text[zone]));
        }
        minute = time - within(text, 0, zone);
    }

    /** Whether this is such a time of the same minute, in the same form; then {@link #nanos} is what it says. */
    boolean reads(byte[] bytes, int from, int to) {
        if (to - from != text.length || to == from || !isSame(bytes, from)) {
            return false;
        }
        long within = within(bytes, from, zone);
        nanos = minute + within;
        return within >= 0;
    }

    long nanos() {
        return nanos;
    }

    private boolean isSame(byte[] bytes, int from) {
        int to = from + text.length;
        // The last eight of the seventeen before the seconds overlap those before them.
        boolean same = Swar.word(bytes, from, to) == Swar.word(text, 0, text.length)
                && Swar.word(bytes, from + 8, to) == Swar.word(text, 8, text.length)
                && bytes[from + SECONDS - 1] == text[SECONDS - 1];
        for (int i = zone; same && i < text.length; i++) {
            same = bytes[from + i] == text[i];
        }
        return same;
    }

    /** Nanoseconds since the minute began; -1 where seconds and fraction are not of this form. */
    private static long within(byte[] bytes, int from, int zone) {
        int tens = bytes[from + SECONDS] - '0';
        int ones = bytes[from + SECONDS + 1] - '0';
        if (tens < 0 || tens > 5 || ones < 0 || ones > 9) {
            return -1;
        }
        long fraction = 0;
        long unit = NANOS;
        if (zone > FRACTION) {
            if (bytes[from + FRACTION - 1] != '.') {
                return -1;
            }
            for (int i = from + FRACTION; i < from + zone; i++) {
                if (!isDigit(bytes[i])) {
                    return -1;
                }
                fraction = fraction * 10 + bytes[i] - '0';
                unit /= 10;
            }
        }
        return (tens * 10 + ones) * NANOS + fraction * unit;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
