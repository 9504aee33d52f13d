package dev.faultline.importers.log;

import dev.faultline.importers.Line;
import dev.faultline.importers.SourceContext;
import dev.faultline.model.IssueCode;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.Timestamps;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.nio.charset.StandardCharsets;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * Reads the time stamps of logs from bytes. One call tries all forms at one place; the first byte rules most of them
 * out. Times without a zone are in the source's zone, times without a year in the year before the source was last
 * written.
 */
public final class TimeParser {
    private static final long SECOND = 1_000_000_000L;
    /** Seconds from 1970 that nanoseconds can say, whatever the zone. */
    private static final long FARTHEST = Long.MAX_VALUE / SECOND - 86_400;

    private static final byte[][] MONTHS = {
        ascii("jan"),
        ascii("feb"),
        ascii("mar"),
        ascii("apr"),
        ascii("may"),
        ascii("jun"),
        ascii("jul"),
        ascii("aug"),
        ascii("sep"),
        ascii("oct"),
        ascii("nov"),
        ascii("dec"),
    };
    /** Abbreviations that mean one thing; CST, IST and the like do not and stay assumed. Seconds east of UTC. */
    private static final Map<String, Integer> ZONES = Map.ofEntries(
            Map.entry("UTC", 0),
            Map.entry("GMT", 0),
            Map.entry("Z", 0),
            Map.entry("WET", 0),
            Map.entry("CET", 3600),
            Map.entry("CEST", 7200),
            Map.entry("EET", 7200),
            Map.entry("EEST", 10800),
            Map.entry("MSK", 10800),
            Map.entry("EST", -18000),
            Map.entry("EDT", -14400),
            Map.entry("CDT", -18000),
            Map.entry("MST", -25200),
            Map.entry("MDT", -21600),
            Map.entry("PST", -28800),
            Map.entry("PDT", -25200),
            Map.entry("JST", 32400),
            Map.entry("AEST", 36000),
            Map.entry("AEDT", 39600));

    private final LocalClock clock;
    private final long modified;
    private byte[] bytes = {};
    private int at;
    private int end;
    private long nanos;
    private TimeQuality quality = TimeQuality.NONE;
    private boolean leap;
    private boolean noDay;
    private boolean daysFirst;

    /** Assumes what the context says where a time is silent. */
    public TimeParser(SourceContext context) {
        this.clock = new LocalClock(context.zone());
        this.modified = context.modified();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The time read last, nanoseconds since 1970 UTC. */
    public long nanos() {
        return nanos;
    }

    /** How much of it the evidence says. */
    public TimeQuality quality() {
        return quality;
    }

    /** First byte behind the time read last. */
    public int end() {
        return at;
    }

    /** Whether the local time happened twice or never, or was a leap second. */
    public boolean wasAmbiguous() {
        return leap || quality == TimeQuality.ZONE_ASSUMED && clock.wasAmbiguous();
    }

    /** Whether it is a day that no calendar has, or too far from 1970 for nanoseconds; then there is no time. */
    public boolean wasImpossible() {
        return quality == TimeQuality.NONE;
    }

    /** Gives the record of a line the time read last, or says that it has none. */
    public EventDraft stamp(EventDraft draft, Line line, EventSink sink) {
        if (wasImpossible()) {
            reportImpossible(line.offset, line.number, sink);
        }
        return draft.time(nanos, quality);
    }

    static void reportImpossible(long offset, long line, EventSink sink) {
        sink.report(
                IssueCode.TIME_RANGE,
                "no calendar has this day, or it is too far from 1970 to be kept; the record has no time",
                offset,
                line);
    }

    /** From now on a date between slashes that may be read in two ways has the day in front. */
    public void daysFirst() {
        daysFirst = true;
    }

    /** Whether a time stands at {@code from}. */
    public boolean parse(byte[] text, int from, int to) {
        bytes = text;
        at = from;
        end = to;
        leap = false;
        if (from >= to) {
            return false;
        }
        byte first = text[from];
        if (first >= '0' && first <= '9') {
            return isoOrSlashes(from)
                    || again(from) && dayMonth(from)
                    || again(from) && compact(from)
                    || again(from) && monthDay(from)
                    || again(from) && numbers()
                    || again(from) && epoch(from);
        }
        if (first == '@') {
            return tai64(from);
        }
        return weekdayOrMonth(from);
    }

    private boolean again(int from) {
        at = from;
        return true;
    }

    /** Exactly {@code count} digits as a number; -1 without moving where there are none. */
    private int digits(int count) {
        if (at + count > end) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < count; i++) {
            int digit = bytes[at + i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        at += count;
        return value;
    }

    private boolean sign(char c) {
        if (at < end && bytes[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    private boolean isDigit(int position) {
        return position < end && bytes[position] >= '0' && bytes[position] <= '9';
    }

    /** {@code 2026-11-20T19:49:28.544Z} and relatives; {@code 2026/11/20 20:02:40}. */
    private boolean isoOrSlashes(int from) {
        int year = digits(4);
        if (year < 1000 || at >= end) {
            return false;
        }
        byte separator = bytes[at];
        if (separator != '-' && separator != '/' && separator != '.') {
            return false;
        }
        at++;
        int month = digits(2);
        if (!sign((char) separator)) {
            return false;
        }
        int day = digits(2);
        if (!date(year, month, day) || at >= end || !isBetween(bytes[at])) {
            return false;
        }
        if (separator == '-' && bytes[at] == '-') {
            return db2(year, month, day);
        }
        if (bytes[at++] == ' ') {
            // apt writes two.
            sign(' ');
        }
        return time(year, month, day) && at > from;
    }

    /** What stands between a date and a time of day; runit's svlogd writes an underscore, Db2 a dash. */
    private static boolean isBetween(byte b) {
        return b == 'T' || b == ' ' || b == 't' || b == '_' || b == '-';
    }

    /** {@code 2026-11-20-20.02.44.655123-300}, as Db2's: the zone is in minutes. */
    private boolean db2(int year, int month, int day) {
        at++;
        int hour = digits(2);
        boolean dots = sign('.');
        int minute = digits(2);
        dots &= sign('.');
        int second = digits(2);
        if (!dots || hour < 0 || hour > 24 || minute < 0 || minute > 59 || second < 0 || second > 60) {
            return false;
        }
        int fraction = fraction();
        long local = LocalClock.seconds(year, month, day, hour, minute, second);
        boolean zoned = at + 3 < end && (bytes[at] == '+' || bytes[at] == '-');
        int sign = zoned && bytes[at] == '-' ? -1 : 1;
        int start = at++;
        int minutes = zoned ? digits(3) : -1;
        if (minutes < 0 || noDay || Math.abs(local) > FARTHEST) {
            at = start;
            finish(local, fraction);
            return true;
        }
        nanos = (local - sign * 60L * minutes) * SECOND + fraction;
        quality = TimeQuality.EXACT;
        return true;
    }

    private boolean date(int year, int month, int day) {
        boolean looksLikeOne = year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
        noDay = looksLikeOne && day > 28 && day > YearMonth.of(year, month).lengthOfMonth();
        return looksLikeOne;
    }

    /** The time of day behind a date, with fraction and zone. */
    private boolean time(int year, int month, int day) {
        int hour = digits(2);
        if (hour < 0 && at + 1 < end && bytes[at + 1] == ':') {
            // MariaDB puts a blank where the hour has one digit.
            hour = digits(1);
        }
        // 24:00 is how ISO 8601 once wrote the end of a day.
        if (hour < 0 || hour > 24 || !sign(':')) {
            return false;
        }
        int minute = digits(2);
        if (minute < 0 || minute > 59) {
            return false;
        }
        int second = 0;
        int fraction = 0;
        if (sign(':')) {
            second = digits(2);
            if (second < 0 || second > 60) {
                return false;
            }
            leap = second == 60;
            fraction = fraction();
        }
        finish(LocalClock.seconds(year, month, day, hour, minute, second), fraction);
        return true;
    }

    private int fraction() {
        boolean separated = at + 1 < end && (bytes[at] == '.' || bytes[at] == ',') && isDigit(at + 1);
        if (!separated) {
            return 0;
        }
        at++;
        int value = 0;
        int scale = 100_000_000;
        while (isDigit(at)) {
            value += (bytes[at] - '0') * scale;
            scale /= 10;
            at++;
        }
        return value;
    }

    private void finish(long localSeconds, int fraction) {
        int offset = zone();
        if (noDay || Math.abs(localSeconds) > FARTHEST) {
            nanos = 0;
            quality = TimeQuality.NONE;
        } else if (offset == Integer.MIN_VALUE) {
            nanos = clock.toUtc(localSeconds, fraction);
            quality = TimeQuality.ZONE_ASSUMED;
        } else {
            nanos = (localSeconds - offset) * SECOND + fraction;
            quality = TimeQuality.EXACT;
        }
    }

    /** Seconds east of UTC; {@link Integer#MIN_VALUE}, without moving, where no zone stands here. */
    private int zone() {
        if (at >= end) {
            return Integer.MIN_VALUE;
        }
        byte b = bytes[at];
        if ((b == 'Z' || b == 'z') && !isLetter(at + 1)) {
            at++;
            return 0;
        }
        int start = at;
        if (b == ' ' && at + 1 < end) {
            at++;
            b = bytes[at];
        }
        int offset = b == '+' || b == '-' ? numericZone() : b >= 'A' && b <= 'Z' ? namedZone() : Integer.MIN_VALUE;
        if (offset == Integer.MIN_VALUE) {
            at = start;
        } else if (offset == 0 && at < end && (bytes[at] == '+' || bytes[at] == '-') && isDigit(at + 1)) {
            // JavaScript's GMT+0100.
            offset = numericZone();
        }
        return offset;
    }

    private int numericZone() {
        int sign = bytes[at++] == '-' ? -1 : 1;
        int hours = digits(2);
        if (hours < 0 || hours > 18) {
            return Integer.MIN_VALUE;
        }
        sign(':');
        int minutes = isDigit(at) ? digits(2) : 0;
        if (minutes < 0 || minutes > 59 || isDigit(at)) {
            return Integer.MIN_VALUE;
        }
        return sign * (hours * 3600 + minutes * 60);
    }

    private boolean isLetter(int position) {
        return position < end
                && (bytes[position] >= 'A' && bytes[position] <= 'Z'
                        || bytes[position] >= 'a' && bytes[position] <= 'z');
    }

    private int namedZone() {
        int letters = 0;
        while (letters < 6 && isLetter(at + letters)) {
            letters++;
        }
        if (letters > 4 || isDigit(at + letters)) {
            return Integer.MIN_VALUE;
        }
        Integer offset = ZONES.get(new String(bytes, at, letters, StandardCharsets.US_ASCII));
        if (offset == null) {
            return Integer.MIN_VALUE;
        }
        at += letters;
        return offset;
    }

    /** {@code 20/Nov/2026:20:02:41 +0000}, {@code 20 Nov 2026 20:02:37.282}. */
    private boolean dayMonth(int from) {
        int day = isDigit(from + 1) ? digits(2) : digits(1);
        if (at >= end || bytes[at] != '/' && bytes[at] != ' ' && bytes[at] != '-') {
            return false;
        }
        char separator = (char) bytes[at++];
        int month = month();
        if (month == 0 || !sign(separator)) {
            return false;
        }
        int year = digits(4);
        if (!date(year, month, day) || !sign(':') && !sign(' ')) {
            return false;
        }
        return time(year, month, day);
    }

    /** Number of the month whose three letters stand here; 0 for none. */
    private int month() {
        for (int i = 0; i < MONTHS.length && at + 3 <= end; i++) {
            byte[] name = MONTHS[i];
            if ((bytes[at] | 0x20) == name[0]
                    && (bytes[at + 1] | 0x20) == name[1]
                    && (bytes[at + 2] | 0x20) == name[2]) {
                at += 3;
                return i + 1;
            }
        }
        return 0;
    }

    /** {@code 081109 203615}, as Hadoop's, and {@code 20081109 203615}. */
    private boolean compact(int from) {
        int count = 0;
        while (isDigit(from + count)) {
            count++;
        }
        if (count != 6 && count != 8) {
            return false;
        }
        int year = count == 8 ? digits(4) : 2000 + digits(2);
        int month = digits(2);
        int day = digits(2);
        if (!date(year, month, day) || !sign(' ')) {
            return false;
        }
        int hour = digits(2);
        if (hour < 0) {
            sign(' ');
            hour = digits(1);
        }
        sign(':');
        int minute = digits(2);
        sign(':');
        int second = digits(2);
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60 || isDigit(at)) {
            return false;
        }
        finish(LocalClock.seconds(year, month, day, hour, minute, second), fraction());
        return true;
    }

    /** {@code 01-31 13:02:03.123}, as Android's: without a year. */
    private boolean monthDay(int from) {
        int month = digits(2);
        if (month < 1 || !sign('-')) {
            return false;
        }
        int day = digits(2);
        return date(2000, month, day) && sign(' ') && yearless(month, day) && at > from;
    }

    private boolean yearless(int month, int day) {
        int year =
                withDay(Timestamps.toInstant(modified).atOffset(ZoneOffset.UTC).getYear(), month, day);
        int start = at;
        if (!time(year, month, day)) {
            return false;
        }
        if (nanos > modified + 86_400L * SECOND) {
            at = start;
            time(withDay(year - 1, month, day), month, day);
        }
        quality = wasImpossible() ? TimeQuality.NONE : TimeQuality.YEAR_ASSUMED;
        return true;
    }

    /** The year, or the last one before it, that has this day: the 29th of February is of a leap year. */
    private static int withDay(int year, int month, int day) {
        int found = year;
        while (month == 2 && day == 29 && !Year.isLeap(found)) {
            found--;
        }
        return found;
    }

    /** Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their magnitude. */
    private boolean epoch(int from) {
        int count = 0;
        while (isDigit(from + count)) {
            count++;
        }
        boolean ended = from + count == end || !isLetter(from + count) && bytes[from + count] != ':';
        if (!ended || count != 10 && count != 13 && count != 16 && count != 19) {
            return false;
        }
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value * 10 + bytes[from + i] - '0';
        }
        at = from + count;
        long unit = count == 10 ? SECOND : count == 13 ? 1_000_000 : count == 16 ? 1000 : 1;
        if (value < 0 || value > Long.MAX_VALUE / unit - 1 || value * unit < 300_000_000L * SECOND) {
            return false;
        }
        nanos = value * unit + (count == 10 ? fraction() : 0);
        quality = TimeQuality.EXACT;
        return true;
    }

    /** {@code Nov 20 20:02:44}, {@code Sun Dec 04 04:47:44 2005}, {@code Nov 20, 2026 7:49:29 PM}. */
    private boolean weekdayOrMonth(int from) {
        if (!isLetter(from) || !isLetter(from + 2)) {
            return false;
        }
        int month = month();
        if (month == 0) {
            at = from + 3;
            sign(',');
            if (!sign(' ')) {
                return false;
            }
            if (isDigit(at)) {
                return dayMonth(at);
            }
            month = month();
        }
        if (month == 0 || !sign(' ')) {
            return false;
        }
        sign(' ');
        int day = isDigit(at + 1) ? digits(2) : digits(1);
        if (!date(2000, month, day)) {
            return false;
        }
        if (sign(',')) {
            return twelveHours(month, day);
        }
        return sign(' ') && trailingYear(month, day);
    }

    private boolean trailingYear(int month, int day) {
        int leadingYear = isDigit(at + 3) ? digits(4) : -1;
        if (leadingYear > 0) {
            return sign(' ') && time(leadingYear, month, day);
        }
        int start = at;
        if (!yearless(month, day)) {
            return false;
        }
        int behind = at;
        if (sign(' ')) {
            int year = digits(4);
            if (year > 1900 && !isDigit(at)) {
                int last = at;
                at = start;
                end = behind;
                time(year, month, day);
                at = last;
                return true;
            }
        }
        at = behind;
        return true;
    }

    private boolean twelveHours(int month, int day) {
        sign(' ');
        int year = digits(4);
        sign(',');
        return year >= 0 && sign(' ') && anyHours(year, month, day);
    }

    /**
     * {@code 26/11/20 20:02:44}, as Spark's; {@code 11/20/2026, 8:02:44 PM}; {@code 20.11.2026 20:02:44,655}. What is above
     * twelve is no month. Where both may be, dots and dashes have the day in front and slashes the month, as .NET's
     * invariant culture; of two years with two digits that count which is nearer to when the source was written.
     */
    private boolean numbers() {
        int first = isDigit(at + 1) ? digits(2) : digits(1);
        char separator = at < end ? (char) bytes[at] : ' ';
        if (separator != '/' && separator != '.' && separator != '-' || !isDigit(++at)) {
            return false;
        }
        int second = isDigit(at + 1) ? digits(2) : digits(1);
        if (!sign(separator)) {
            return false;
        }
        int start = at;
        int last = digits(4);
        boolean isShort = last < 0 && separator == '/';
        if (isShort) {
            at = start;
            last = digits(2);
        }
        if (last < 0 || isDigit(at)) {
            return false;
        }
        int year = Timestamps.toInstant(modified).atOffset(ZoneOffset.UTC).getYear();
        int written = year < 2000 ? 99 : year - 2000;
        boolean leading = isShort
                && date(first, second, last)
                && first <= written
                && (last > written || written - first <= written - last);
        boolean dayFirst = first > 12 || (daysFirst || separator != '/') && second <= 12;
        year = leading ? 2000 + first : isShort ? 2000 + last : last;
        int month = leading || dayFirst ? second : first;
        int day = leading ? last : dayFirst ? first : second;
        sign(',');
        boolean apart = at < end && (bytes[at] == ' ' || bytes[at] == 'T');
        at++;
        // IBM's MQ writes two.
        sign(' ');
        return apart && date(year, month, day) && year >= 1970 && anyHours(year, month, day);
    }

    /** The time of day with one digit or two for the hour, before or after noon. */
    private boolean anyHours(int year, int month, int day) {
        int hour = isDigit(at + 1) ? digits(2) : digits(1);
        if (hour < 0 || !sign(':')) {
            return false;
        }
        int minute = digits(2);
        if (!sign(':')) {
            return false;
        }
        int second = digits(2);
        // WebSphere writes a colon.
        boolean colon = at + 3 < end && bytes[at] == ':' && isDigit(at + 1) && isDigit(at + 3);
        if (colon) {
            at++;
        }
        int fraction = colon ? digits(3) * 1_000_000 : fraction();
        int behind = at;
        sign(' ');
        boolean afternoon = at < end && (bytes[at] == 'P' || bytes[at] == 'p');
        boolean half = afternoon || at < end && (bytes[at] == 'A' || bytes[at] == 'a');
        if (half && at + 1 < end && (bytes[at + 1] == 'M' || bytes[at + 1] == 'm') && !isLetter(at + 2)) {
            hour = hour % 12 + (afternoon ? 12 : 0);
            at += 2;
        } else {
            at = behind;
        }
        if (hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
            return false;
        }
        finish(LocalClock.seconds(year, month, day, hour, minute, second), fraction);
        return true;
    }

    /** {@code @400000004332258330d8a4f4}: TAI64N, D. J. Bernstein; ten seconds ahead of UTC as the tools write it. */
    private boolean tai64(int from) {
        if (from + 25 > end) {
            return false;
        }
        long seconds = 0;
        for (int i = from + 1; i < from + 25; i++) {
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                return false;
            }
            if (i == from + 17) {
                nanos = seconds;
                seconds = 0;
            }
            seconds = seconds << 4 | digit;
        }
        long label = nanos - 0x4000000000000000L - 10;
        if (label < 0 || label > 9_000_000_000L || seconds >= SECOND) {
            return false;
        }
        nanos = label * SECOND + seconds;
        quality = TimeQuality.EXACT;
        at = from + 25;
        return true;
    }

    /** The date of glog: month and day behind the letter of the level, {@code I0517 15:04:22.619642}. */
    boolean parseGlog(byte[] text, int from, int to) {
        bytes = text;
        at = from;
        end = to;
        leap = false;
        int month = digits(2);
        int day = digits(2);
        return date(2000, month, day) && sign(' ') && yearless(month, day);
    }
}
