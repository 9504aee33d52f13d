package dev.faultline.importers.web;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of an access log line: words, {@code "quoted"} and {@code [bracketed]} ones, split at blanks. The same
 * arrays for all lines. Positions are in the line's buffer, without the quotes or brackets.
 */
final class Pieces {
    private static final int MOST = 80;

    final int[] from = new int[MOST];
    final int[] to = new int[MOST];
    /** {@code '"'}, {@code '['}, or a blank for a bare word. */
    final char[] kind = new char[MOST];

    int count;
    byte[] bytes = {};

    /** Splits a line; false where a quote or bracket is not closed or there are too many pieces. */
    boolean split(byte[] buffer, int start, int end) {
        bytes = buffer;
        count = 0;
        int at = start;
        while (at < end) {
            if (isBlank(bytes[at])) {
                at++;
                continue;
            }
            if (count == MOST) {
                return false;
            }
            byte first = bytes[at];
            if (first == '"' || first == '[' && count < 8) {
                int close = first == '"' ? quote(at, end) : bracket(at, end);
                if (close < 0) {
                    return false;
                }
                add(at + 1, close, (char) first);
                at = close + 1;
            } else {
                int stop = word(at, end);
                add(at, stop, ' ');
                at = stop;
            }
        }
        return count > 0;
    }

    private void add(int start, int end, char sort) {
        from[count] = start;
        to[count] = end;
        kind[count++] = sort;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    /** The quote that closes this one. A backslash hides the next sign; a doubled quote is one sign. */
    private int quote(int open, int end) {
        for (int i = open + 1; i < end; i++) {
            if (bytes[i] == '\\') {
                i++;
            } else if (bytes[i] == '"') {
                if (i + 1 < end && bytes[i + 1] == '"' && i > open + 1) {
                    i++;
                } else {
                    return i;
                }
            }
        }
        return -1;
    }

    private int bracket(int open, int end) {
        for (int i = open + 1; i < end && i - open < 80; i++) {
            if (bytes[i] == ']') {
                return i;
            }
        }
        return -1;
    }

    /** The end of a bare word; {@code key="a value"} is one. */
    private int word(int start, int end) {
        int at = start;
        while (at < end && !isBlank(bytes[at])) {
            if (bytes[at] == '"' && at > start && bytes[at - 1] == '=') {
                int close = quote(at, end);
                return close < 0 ? end : close + 1;
            }
            at++;
        }
        return at;
    }

    boolean is(int piece, char sort) {
        return piece < count && kind[piece] == sort;
    }

    /** The piece as text, null for one that is not there or only a dash. */
    @Nullable
    String text(int piece) {
        if (piece >= count || from[piece] >= to[piece] || to[piece] - from[piece] == 1 && bytes[from[piece]] == '-') {
            return null;
        }
        return raw(piece);
    }

    String raw(int piece) {
        String text = new String(bytes, from[piece], to[piece] - from[piece], StandardCharsets.UTF_8);
        return kind[piece] == '"' && text.indexOf('"') >= 0
                ? text.replace("\\\"", "\"").replace("\"\"", "\"")
                : text;
    }

    /** A whole number; -1 for anything else. */
    long number(int piece) {
        int length = piece < count ? to[piece] - from[piece] : 0;
        if (length < 1 || length > 18) {
            return -1;
        }
        long value = 0;
        for (int i = from[piece]; i < to[piece]; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
