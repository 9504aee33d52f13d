package dev.faultline.importers.log;

import java.util.Optional;

/** The forms of times in JSON that need no second opinion. */
final class IsoTime {
    private static final String DATE = "dddd-dd-ddTdd:dd:dd";
    private static final long NANOS = 1_000_000_000L;
    private static final int MOST_DIGITS = 18;

    private IsoTime() {}

    /**
     * Whether this is a time of RFC 3339 with at most nine decimals, in a year that nanoseconds since 1970 can say, so
     * that every way of reading it gives the same.
     */
    static boolean isPlain(byte[] bytes, int from, int to) {
        int zone = from + DATE.length();
        if (to - from <= DATE.length() || !matches(bytes, from, DATE)) {
            return false;
        }
        boolean century = bytes[from] == '1' && bytes[from + 1] == '9' && bytes[from + 2] >= '7'
                || bytes[from] == '2' && bytes[from + 1] <= '1';
        // 24:00 and leap seconds are read in more than one way.
        if (!century || pair(bytes, from + 11) > 23 || pair(bytes, from + 14) > 59 || pair(bytes, from + 17) > 59) {
            return false;
        }
        if (bytes[zone] == '.') {
            int digits = zone + 1;
            while (digits < to && bytes[digits] >= '0' && bytes[digits] <= '9') {
                digits++;
            }
            if (digits == zone + 1 || digits > zone + 10) {
                return false;
            }
            zone = digits;
        }
        if (to - zone == 1) {
            return bytes[zone] == 'Z';
        }
        boolean signed = to - zone == 6 && (bytes[zone] == '+' || bytes[zone] == '-');
        return signed && matches(bytes, zone + 1, "dd:dd") && pair(bytes, zone + 1) < 18 && pair(bytes, zone + 4) < 60;
    }

    private static boolean matches(byte[] bytes, int from, String form) {
        for (int i = 0; i < form.length(); i++) {
            char wanted = form.charAt(i);
            byte b = bytes[from + i];
            if (wanted == 'd' ? b < '0' || b > '9' : b != wanted) {
                return false;
            }
        }
        return true;
    }

    private static int pair(byte[] bytes, int at) {
        return (bytes[at] - '0') * 10 + bytes[at + 1] - '0';
    }

    /** Whole seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their magnitude. */
    static Optional<Long> epoch(byte[] bytes, int from, int to) {
        if (to - from > MOST_DIGITS) {
            return Optional.empty();
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return Optional.empty();
            }
            value = value * 10 + bytes[i] - '0';
        }
        if (value < 9_000_000_000L) {
            return Optional.of(value * NANOS);
        }
        if (value < 100_000_000_000L) {
            return Optional.empty();
        }
        if (value < 9_000_000_000_000L) {
            return Optional.of(value * 1_000_000);
        }
        if (value < 100_000_000_000_000L) {
            return Optional.empty();
        }
        return value < 9_000_000_000_000_000L ? Optional.of(value * 1000) : Optional.empty();
    }
}
