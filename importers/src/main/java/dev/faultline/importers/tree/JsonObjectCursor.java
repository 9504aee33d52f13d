package dev.faultline.importers.tree;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads an object of a known kind from the bytes that a {@link JsonTree} has at hand, if it looks as such objects usually
 * do; refuses anything else before it has done anything.
 */
public abstract class JsonObjectCursor extends JsonCursor {
    private static final long ZEROES = 0x3030303030303030L;
    private static final long SIXES = 0x0606060606060606L;
    private static final long HIGH_HALVES = 0xF0F0F0F0F0F0F0F0L;

    /** First byte of the text or number passed last, and the one behind it. */
    protected int from;

    protected int to;

    /** Names of an object's members, with their quotes, and the order in which they came the last time. */
    protected static final class Names {
        private final Name[] names;
        private final int[] order;

        public Names(String... names) {
            this.names = new Name[names.length];
            this.order = new int[names.length];
            for (int i = 0; i < names.length; i++) {
                this.names[i] = new Name(names[i]);
                this.order[i] = i;
            }
        }
    }

    /** A member's name with its quotes, compared eight bytes at a time: names are short, and there are many. */
    protected static final class Name {
        private final byte[] text;
        private final long first;
        private final long mask;

        public Name(String name) {
            text = ('"' + name + '"').getBytes(StandardCharsets.UTF_8);
            int bytes = Math.min(8, text.length);
            mask = bytes == 8 ? -1 : (1L << 8 * bytes) - 1;
            first = (long) LONGS.get(Arrays.copyOf(text, Math.max(8, text.length)), 0) & mask;
        }

        private boolean standsAt(byte[] bytes, int at, int end) {
            int length = text.length;
            if (at + length > end) {
                return false;
            }
            if (at + 8 > bytes.length) {
                return Arrays.equals(bytes, at, at + length, text, 0, length);
            }
            if (((long) LONGS.get(bytes, at) & mask) != first) {
                return false;
            }
            for (int i = 8; i < length; i += 8) {
                // The last eight overlap those before.
                int place = Math.min(i, length - 8);
                if ((long) LONGS.get(bytes, at + place) != (long) LONGS.get(text, place)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Whether the object, whose brace was passed, is as usual; then its closing brace is the next byte. */
    boolean object(byte[] buffer, int first, int limit) {
        begin(buffer, first, limit);
        return members() && !wide && !returns;
    }

    /** Reads up to the closing brace. */
    protected abstract boolean members();

    /** Number of the name that stands here, the {@code place}-th of its object; -1, and nothing passed, for another. */
    protected final int name(Names known, int place) {
        int likely = place < known.order.length ? known.order[place] : 0;
        if (is(known.names[likely])) {
            return likely;
        }
        for (int i = 0; i < known.names.length; i++) {
            if (is(known.names[i])) {
                if (place < known.order.length) {
                    known.order[place] = i;
                }
                return i;
            }
        }
        return -1;
    }

    private boolean is(Name name) {
        boolean good = name.standsAt(bytes, at, end);
        at += good ? name.text.length : 0;
        return good;
    }

    /** Passes this name and its colon. */
    protected final boolean named(Name name) {
        return visible() == '"' && is(name) && colon();
    }

    /**
     * Goes over the object that begins here to where it must end if it is one, which is {@link #from} and {@link #to}. Whether
     * it is one, and its text UTF-8, only equality with an object shows, or a parser.
     */
    protected final boolean skim() {
        if (visible() != '{') {
            return false;
        }
        int start = at;
        int open = 0;
        boolean before = wide;
        do {
            if (at >= end) {
                return false;
            }
            byte b = bytes[at++];
            if (b == '"') {
                if (!text()) {
                    return false;
                }
            } else if (b == '{' || b == '[') {
                open++;
            } else if (b == '}' || b == ']') {
                open--;
            } else {
                lines += b == '\n' ? 1 : 0;
                returns |= b == '\r';
            }
        } while (open > 0);
        from = start;
        to = at;
        wide = before;
        return true;
    }

    /** Passes the member that begins here, if it is a single value or empty. Other ways to write a name count as it. */
    protected final boolean passMember() {
        if (!string()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (bytes[i] == '_') {
                return false;
            }
        }
        return colon() && passValue();
    }

    protected final boolean passValue() {
        int first = visible();
        return switch (first) {
            case '"' -> string();
            case '{' -> passEmpty('}');
            case '[' -> passEmpty(']');
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            case -1 -> false;
            default -> number();
        };
    }

    /** Passes an object or array of nothing. */
    protected final boolean passEmpty(char closing) {
        at++;
        if (visible() != closing) {
            return false;
        }
        at++;
        return true;
    }

    protected final boolean colon() {
        if (visible() != ':') {
            return false;
        }
        at++;
        return true;
    }

    /** Passes a text without escapes. */
    protected final boolean string() {
        if (visible() != '"') {
            return false;
        }
        from = ++at;
        boolean plain = text() && !escaped;
        to = at - 1;
        return plain;
    }

    /** Passes a text that has no blank in front and is not empty. */
    protected final boolean word() {
        return string() && to > from && bytes[from] > ' ';
    }

    /** Passes a number without decimals, as itself or as a text. */
    protected final boolean integer() {
        if (visible() == '"') {
            return string();
        }
        from = at;
        boolean good = at < end && number() && integer;
        to = at;
        return good;
    }

    /** The number that the range's digits say; -1 where it is none of at most {@code most} digits. */
    protected final long digits(int most) {
        if (to == from || to - from > most) {
            return -1;
        }
        long number = 0;
        int i = from;
        for (; i + 8 <= to; i += 8) {
            long eight = (long) LONGS.get(bytes, i) ^ ZEROES;
            // Nothing but digits: no high bits, and six more bring none of them there.
            if (((eight | eight + SIXES) & HIGH_HALVES) != 0) {
                return -1;
            }
            number = number * 100_000_000 + eightDigits(eight);
        }
        for (; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** The number that eight digits say, the first in the lowest byte. */
    private static long eightDigits(long digits) {
        long pairs = digits * 10 + (digits >>> 8) & 0x00FF00FF00FF00FFL;
        long fours = pairs * 100 + (pairs >>> 16) & 0x0000FFFF0000FFFFL;
        return fours * 10_000 + (fours >>> 32) & 0xFFFFFFFFL;
    }

    /** Passes a comma; false where there is none. */
    protected final boolean comma() {
        if (visible() != ',') {
            return false;
        }
        at++;
        return true;
    }

    /** Passes this brace or bracket; false where it does not stand here. */
    protected final boolean closed(char brace) {
        if (visible() != brace) {
            return false;
        }
        at++;
        return true;
    }

    /** Passes true or false. */
    protected final boolean flag() {
        int first = visible();
        from = at;
        boolean good = word(first == 't' ? "true" : "false");
        to = at;
        return good;
    }
}
