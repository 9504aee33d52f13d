package dev.faultline.importers.log;

import dev.faultline.model.Severity;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The words by which logs say how bad something is, and the scales of numbers that stand for them. */
public final class Levels {
    private static final Map<String, Integer> WORDS = new HashMap<>();
    private static final int LONGEST = 13;

    static {
        put(Severity.TRACE, "trace", "finest", "finer", "silly", "verbose", "v", "trc");
        put(
                Severity.DEBUG,
                "debug",
                "fine",
                "d",
                "dbg",
                "dbug",
                "debg",
                "debu",
                "debug1",
                "debug2",
                "debug3",
                "debug4",
                "debug5");
        put(
                Severity.INFO,
                "info",
                "information",
                "informational",
                "config",
                "i",
                "log",
                "default",
                "http",
                "inf",
                "note");
        WORDS.put("notice", 10);
        put(Severity.WARN, "warn", "warning", "w", "wrn", "deprecation");
        put(Severity.ERROR, "error", "severe", "err", "e", "eror", "erro", "failure", "fail");
        put(Severity.FATAL, "fatal", "critical", "crit", "alert", "emerg", "emergency", "panic", "f", "dpanic", "fata");
    }

    private Levels() {}

    private static void put(Severity severity, String... words) {
        for (String word : words) {
            WORDS.put(word, severity.number());
        }
    }

    /** OpenTelemetry's number for a level word, whatever its case; 0 for another word. */
    public static int ofWord(String word) {
        return WORDS.getOrDefault(word.toLowerCase(Locale.ROOT), 0);
    }

    /** The same for bytes. The words that nearly all logs use are told by their first letter and length. */
    static int ofWord(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length < 1 || length > LONGEST) {
            return 0;
        }
        int first = bytes[from] & 0xDF;
        if (first < 'A' || first > 'Z') {
            return 0;
        }
        if (length == 4 && first == 'I' && equal(bytes, from, "INFO")) {
            return 9;
        }
        if (length == 4 && first == 'W' && equal(bytes, from, "WARN")) {
            return 13;
        }
        if (length == 5 && first == 'E' && equal(bytes, from, "ERROR")) {
            return 17;
        }
        if (length == 5 && first == 'D' && equal(bytes, from, "DEBUG")) {
            return 5;
        }
        for (int i = from; i < to; i++) {
            int letter = bytes[i] | 0x20;
            if ((letter < 'a' || letter > 'z') && (bytes[i] < '0' || bytes[i] > '9')) {
                return 0;
            }
        }
        return length == 1 ? 0 : ofWord(new String(bytes, from, length, StandardCharsets.US_ASCII));
    }

    private static boolean equal(byte[] bytes, int from, String upper) {
        for (int i = 0; i < upper.length(); i++) {
            if ((bytes[from + i] & 0xDF) != upper.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** A level in capitals that a message begins with, as {@code ERROR: …} or {@code [WARN] …}; 0 where none does. */
    static int leading(byte[] bytes, int from, int to) {
        int start = from < to && bytes[from] == '[' ? from + 1 : from;
        int end = start;
        while (end < to && bytes[end] >= 'A' && bytes[end] <= 'Z') {
            end++;
        }
        boolean ended = end == to || bytes[end] == ' ' || bytes[end] == ':' || bytes[end] == ']';
        return ended && end - start > 2 ? ofWord(bytes, start, end) : 0;
    }

    /** The level of glog, klog and logcat: one letter; 0 for another one. */
    public static int ofLetter(byte letter) {
        return switch (letter) {
            case 'V' -> 1;
            case 'D' -> 5;
            case 'I' -> 9;
            case 'W' -> 13;
            case 'E' -> 17;
            case 'F' -> 21;
            default -> 0;
        };
    }

    /** Numbers: pino and bunyan 10 to 60, Monolog 100 to 600, logstash's level_value from 1000. */
    public static int ofNumber(long number) {
        if (number >= 1000) {
            return number >= 50_000
                    ? 21
                    : number >= 40_000 ? 17 : number >= 30_000 ? 13 : number >= 20_000 ? 9 : number >= 10_000 ? 5 : 1;
        }
        if (number >= 100) {
            return number >= 500
                    ? 21
                    : number >= 400 ? 17 : number >= 300 ? 13 : number >= 250 ? 10 : number >= 200 ? 9 : 5;
        }
        return number >= 60
                ? 21
                : number >= 50 ? 17 : number >= 40 ? 13 : number >= 30 ? 9 : number >= 20 ? 5 : number >= 10 ? 1 : 0;
    }

    /** syslog's severities, RFC 5424 section 6.2.1: 0 is the worst. */
    public static int ofSyslog(int number) {
        return switch (number) {
            case 0, 1, 2 -> 21;
            case 3 -> 17;
            case 4 -> 13;
            case 5 -> 10;
            case 6 -> 9;
            case 7 -> 5;
            default -> 0;
        };
    }
}
