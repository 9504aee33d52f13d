package dev.faultline.importers.tree;

import java.util.Arrays;

/**
 * Reads an object of a known kind from the bytes that a {@link JsonTree} has at hand, if it looks as such objects usually
 * do; refuses anything else before it has done anything.
 */
public abstract class JsonObjectCursor extends JsonCursor {
    /** First byte of the text or number passed last, and the one behind it. */
    protected int from;

    protected int to;

    /** Names of an object's members, with their quotes, and the order in which they came the last time. */
    protected static final class Names {
        private final byte[][] names;
        private final int[] order;

        public Names(String... names) {
            this.names = new byte[names.length][];
            this.order = new int[names.length];
            for (int i = 0; i < names.length; i++) {
                this.names[i] = ('"' + names[i] + '"').getBytes(java.nio.charset.StandardCharsets.UTF_8);
                this.order[i] = i;
            }
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

    private boolean is(byte[] name) {
        int behind = at + name.length;
        if (behind > end || !Arrays.equals(bytes, at, behind, name, 0, name.length)) {
            return false;
        }
        at = behind;
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
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
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
