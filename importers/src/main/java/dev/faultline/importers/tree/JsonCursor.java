package dev.faultline.importers.tree;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Moves over the parts of JSON in a range of bytes without making anything of them. Takes what RFC 8259 allows and no more;
 * lone surrogates are refused as well.
 */
public abstract class JsonCursor {
    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long BLANKS = ONES * ' ';
    private static final int LONGEST_NUMBER = 100;

    /** What is read. */
    public byte[] bytes = {};
    /** The next byte. */
    protected int at;
    /** Behind the last one. */
    protected int end;
    /** Line breaks that were passed. */
    protected int lines;
    /** Whether a carriage return was passed between values: it may be a line break of its own. */
    protected boolean returns;
    /** Whether the text passed last has escapes. */
    protected boolean escaped;
    /** Whether any text had a byte beyond ASCII, which is to be looked at if so. */
    protected boolean wide;
    /** Whether the number passed last has neither decimals nor an exponent. */
    protected boolean integer;

    protected final void begin(byte[] buffer, int from, int to) {
        bytes = buffer;
        at = from;
        end = to;
        lines = 0;
        returns = false;
        wide = false;
    }

    /** The next byte that is no blank, which is not passed; -1 at the end. */
    protected final int visible() {
        while (at < end) {
            byte b = bytes[at];
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return b;
            }
            lines += b == '\n' ? 1 : 0;
            returns |= b == '\r';
            at++;
        }
        return -1;
    }

    /** Passes the rest of a string and its closing quote; false where it has none, or holds what may not be in one. */
    protected final boolean text() {
        escaped = false;
        int i = at;
        while (true) {
            while (i + 8 <= end) {
                long word = (long) LONGS.get(bytes, i);
                long quote = word ^ QUOTES;
                long backslash = word ^ BACKSLASHES;
                // The classic test for a zero byte, and for one below a blank; a byte beyond ASCII is found as well.
                long hit = (quote - ONES | backslash - ONES | word - BLANKS | word) & HIGHS;
                if (hit != 0) {
                    i += Long.numberOfTrailingZeros(hit) >> 3;
                    break;
                }
                i += 8;
            }
            if (i >= end) {
                return false;
            }
            byte b = bytes[i++];
            if (b == '"') {
                at = i;
                return true;
            }
            if (b == '\\') {
                i = escape(i);
                if (i < 0) {
                    return false;
                }
            } else if (b < 0) {
                wide = true;
            } else if (b < ' ') {
                return false;
            }
        }
    }

    /** The position behind the escape whose backslash was passed; -1 where it is broken. */
    private int escape(int i) {
        escaped = true;
        if (i >= end) {
            return -1;
        }
        return switch (bytes[i]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> i + 1;
            case 'u' -> character(i + 1);
            default -> -1;
        };
    }

    /** Half a pair alone is no character. */
    private int character(int i) {
        int unit = hex4(i);
        if (unit < 0 || Character.isLowSurrogate((char) unit)) {
            return -1;
        }
        if (!Character.isHighSurrogate((char) unit)) {
            return i + 4;
        }
        boolean paired = i + 10 <= end && bytes[i + 4] == '\\' && bytes[i + 5] == 'u';
        int low = paired ? hex4(i + 6) : -1;
        return low >= 0 && Character.isLowSurrogate((char) low) ? i + 10 : -1;
    }

    private int hex4(int i) {
        if (i + 4 > end) {
            return -1;
        }
        int value = 0;
        for (int k = i; k < i + 4; k++) {
            int digit = bytes[k] < 0 ? -1 : Character.digit(bytes[k], 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    protected final boolean word(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= end || bytes[at + i] != word.charAt(i)) {
                return false;
            }
        }
        at += word.length();
        return true;
    }

    private boolean isDigit() {
        return at < end && bytes[at] >= '0' && bytes[at] <= '9';
    }

    /** RFC 8259 section 6; what follows is the caller's to look at. */
    protected final boolean number() {
        int start = at;
        if (bytes[at] == '-') {
            at++;
        }
        boolean zero = at < end && bytes[at] == '0';
        int digits = digits();
        if (digits == 0 || zero && digits > 1) {
            return false;
        }
        integer = true;
        if (at < end && bytes[at] == '.') {
            at++;
            integer = false;
            if (digits() == 0) {
                return false;
            }
        }
        if (at < end && (bytes[at] | 0x20) == 'e') {
            at++;
            integer = false;
            if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
                at++;
            }
            if (digits() == 0) {
                return false;
            }
        }
        return at - start <= LONGEST_NUMBER;
    }

    private int digits() {
        int start = at;
        while (isDigit()) {
            at++;
        }
        return at - start;
    }
}
