package dev.faultline.importers.log;

import dev.faultline.importers.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Reads a line of JSON into ranges of its bytes, one per scalar, without making anything. Takes what RFC 8259 allows and no
 * more; anything unusual (names with escapes or twice in an object, arrays of more than scalars, lone surrogates, more
 * fields than {@link JsonShape#MOST_LEAVES}) is left to the tree.
 */
final class JsonLine {
    /** What a leaf is. */
    enum Type {
        TEXT,
        /** A text with escapes. */
        ESCAPED,
        INTEGER,
        DECIMAL,
        TRUE,
        FALSE,
        NULL,
        /** An array of nothing. */
        EMPTY,
        /** An array of scalars as {@code JsonText} writes it: without blanks or escapes. */
        ARRAY
    }

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long BLANKS = ONES * ' ';
    private static final int LONGEST_NUMBER = 100;

    final Type[] types = new Type[JsonShape.MOST_LEAVES];
    final int[] from = new int[JsonShape.MOST_LEAVES];
    final int[] to = new int[JsonShape.MOST_LEAVES];
    byte[] bytes = {};
    private int at;
    private int end;
    private boolean escaped;
    private boolean wide;
    private JsonShape root = JsonShape.root();

    /** The shape of the object that begins here; null where it is not for this reader. */
    @Nullable
    JsonShape read(byte[] buffer, int start, int limit) {
        bytes = buffer;
        at = start;
        end = limit;
        wide = false;
        if (root.isFull()) {
            root = JsonShape.root();
        }
        JsonShape shape = at < end && bytes[at++] == '{' ? members(root) : null;
        return shape != null && wide && Utf8.firstOdd(bytes, start, at) >= 0 ? null : shape;
    }

    private @Nullable JsonShape members(JsonShape begin) {
        JsonShape shape = begin;
        boolean first = true;
        while (true) {
            int next = visible();
            if (next == '}') {
                JsonShape closed = shape.close();
                if (closed == null || closed.depth < 0) {
                    at++;
                    return closed;
                }
                at++;
                shape = closed;
                first = false;
                continue;
            }
            if (!first) {
                if (next != ',') {
                    return null;
                }
                at++;
                next = visible();
            }
            JsonShape named = next == '"' ? name(shape) : null;
            if (named == null || visible() != ':') {
                return null;
            }
            at++;
            if (visible() == '{') {
                at++;
                shape = named.open();
                if (shape == null) {
                    return null;
                }
                first = true;
            } else if (value(named.leaf)) {
                shape = named;
                first = false;
            } else {
                return null;
            }
        }
    }

    /** The next byte that is no blank, which is not passed; -1 at the end. */
    private int visible() {
        while (at < end) {
            byte b = bytes[at];
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return b;
            }
            at++;
        }
        return -1;
    }

    private @Nullable JsonShape name(JsonShape shape) {
        JsonShape likely = shape.likely(bytes, at, end);
        if (likely != null) {
            at += likely.name.length;
            // A name with a byte beyond ASCII is in the line, whoever found it.
            wide |= likely.wide;
            return likely;
        }
        int start = at++;
        boolean plain = text() && !escaped;
        return plain ? shape.name(bytes, start, at) : null;
    }

    private boolean value(int leaf) {
        if (at >= end) {
            return false;
        }
        from[leaf] = at;
        boolean good =
                switch (bytes[at]) {
                    case '"' -> {
                        from[leaf] = ++at;
                        boolean closed = text();
                        types[leaf] = escaped ? Type.ESCAPED : Type.TEXT;
                        to[leaf] = at - 1;
                        yield closed;
                    }
                    case 't' -> word(leaf, "true", Type.TRUE);
                    case 'f' -> word(leaf, "false", Type.FALSE);
                    case 'n' -> word(leaf, "null", Type.NULL);
                    case '[' -> array(leaf);
                    default -> number(leaf);
                };
        return good;
    }

    /** Passes the rest of a string and its closing quote; false where it has none, or holds what may not be in one. */
    private boolean text() {
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

    private boolean word(int leaf, String word, Type type) {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= end || bytes[at + i] != word.charAt(i)) {
                return false;
            }
        }
        at += word.length();
        types[leaf] = type;
        to[leaf] = at;
        return true;
    }

    private boolean isDigit() {
        return at < end && bytes[at] >= '0' && bytes[at] <= '9';
    }

    /** RFC 8259 section 6; what follows is the caller's to look at. */
    private boolean number(int leaf) {
        int start = at;
        if (bytes[at] == '-') {
            at++;
        }
        boolean zero = at < end && bytes[at] == '0';
        int digits = digits();
        if (digits == 0 || zero && digits > 1) {
            return false;
        }
        boolean integer = true;
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
        types[leaf] = integer ? Type.INTEGER : Type.DECIMAL;
        to[leaf] = at;
        return at - start <= LONGEST_NUMBER;
    }

    private int digits() {
        int start = at;
        while (isDigit()) {
            at++;
        }
        return at - start;
    }

    /** An array of scalars, written without blanks. */
    private boolean array(int leaf) {
        int start = at++;
        if (at < end && bytes[at] == ']') {
            at++;
            types[leaf] = Type.EMPTY;
            to[leaf] = at;
            return true;
        }
        while (at < end && bytes[at] != '[' && value(leaf)) {
            boolean ended = at < end && bytes[at] == ']';
            if (types[leaf] == Type.ESCAPED || !ended && (at >= end || bytes[at] != ',')) {
                return false;
            }
            at++;
            if (ended) {
                from[leaf] = start;
                to[leaf] = at;
                types[leaf] = Type.ARRAY;
                return true;
            }
        }
        return false;
    }
}
