package dev.faultline.importers.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The name of an exception and its message, in the line before the frames: all of it, or what follows a sentence as in
 * {@code Payment failed: java.io.IOException: closed}.
 */
final class Headline {
    private static final int LONGEST_NAME = 250;
    private static final int LONGEST_LINE = 16_000;
    /** Prefixes that runtimes put before the name, and {@link StackTraces} takes off. */
    private static final List<byte[]> PREFIXES = List.of(ascii("Exception in thread "), ascii("Uncaught "));

    private static final List<byte[]> ENDINGS =
            List.of(ascii("Error"), ascii("Exception"), ascii("Throwable"), ascii("Failure"));

    private Headline() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether the line is one from its beginning. */
    static boolean isOne(byte[] record, int from, int lineEnd) {
        return PREFIXES.stream().anyMatch(prefix -> starts(record, from, lineEnd, prefix))
                || nameEnd(record, from, lineEnd) > from;
    }

    /** Whether the line alone says so, without frames: its name ends as those of exceptions do. */
    static boolean standsAlone(byte[] record, int from, int lineEnd) {
        int end = nameEnd(record, from, Math.min(lineEnd, from + LONGEST_LINE));
        return end > from && hasEnding(record, from, end);
    }

    /**
     * Where it begins in the line: that of the last name in it, or of the names right before that, because an exception's
     * message may begin with the name of its cause. The line's beginning where there is none.
     */
    static int find(byte[] record, int from, int to) {
        int lineEnd = Math.min(to, from + LONGEST_LINE);
        if (isOne(record, from, lineEnd)) {
            return from;
        }
        int found = from;
        int behind = -1;
        boolean wraps = false;
        for (int at = from + 1; at < lineEnd; at++) {
            byte before = record[at - 1];
            if (before != ' ' && before != '\t' && before != '(' && before != '[') {
                continue;
            }
            int end = nameEnd(record, at, lineEnd);
            if (end > at) {
                if (at != behind || !wraps) {
                    found = at;
                }
                wraps = hasEnding(record, at, end);
                behind = end + 2;
                at = end;
            }
        }
        return found;
    }

    /** The end of a class's name that a colon or the line's end follows; -1 for anything else. */
    private static int nameEnd(byte[] record, int from, int lineEnd) {
        int at = from;
        int part = from;
        boolean dotted = false;
        while (at < lineEnd && at - from < LONGEST_NAME && isPart(record[at])) {
            if (record[at] == '.') {
                dotted = true;
                part = at + 1;
            }
            at++;
        }
        boolean ended = at == lineEnd
                || record[at] == '\n'
                || record[at] == '\r'
                || record[at] == ':' && (at + 1 >= lineEnd || record[at + 1] <= ' ');
        boolean named = at > part && record[part] >= 'A' && record[part] <= 'Z';
        return ended && named && (dotted || hasEnding(record, from, at)) ? at : -1;
    }

    private static boolean isPart(byte b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '.' || b == '$' || b == '_';
    }

    private static boolean hasEnding(byte[] record, int from, int end) {
        return ENDINGS.stream()
                .anyMatch(ending -> end - from >= ending.length && starts(record, end - ending.length, end, ending));
    }

    private static boolean starts(byte[] record, int at, int end, byte[] prefix) {
        return at + prefix.length <= end
                && Arrays.mismatch(record, at, at + prefix.length, prefix, 0, prefix.length) < 0;
    }
}
