package dev.faultline.importers.log;

import dev.faultline.importers.Utf8;
import dev.faultline.importers.tree.JsonCursor;
import org.jspecify.annotations.Nullable;

/**
 * Reads a line of JSON into ranges of its bytes, one per scalar, without making anything. Takes what RFC 8259 allows and no
 * more; anything unusual (names with escapes or twice in an object, arrays of more than scalars, lone surrogates, more
 * fields than {@link JsonShape#MOST_LEAVES}) is left to the tree.
 */
final class JsonLine extends JsonCursor {
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

    final Type[] types = new Type[JsonShape.MOST_LEAVES];
    final int[] from = new int[JsonShape.MOST_LEAVES];
    final int[] to = new int[JsonShape.MOST_LEAVES];
    private JsonShape root = JsonShape.root();

    /** The shape of the object that begins here; null where it is not for this reader. */
    @Nullable
    JsonShape read(byte[] buffer, int start, int limit) {
        begin(buffer, start, limit);
        if (root.isFull()) {
            root = JsonShape.root();
        }
        JsonShape shape = at < end && bytes[at++] == '{' ? members(root) : null;
        return shape != null && wide && Utf8.firstOdd(bytes, start, at) >= 0 ? null : shape;
    }

    /** Whether nothing but blanks and a comma stands behind the object that was read. */
    boolean endsWithIt(int to) {
        int rest = at;
        while (rest < to && (bytes[rest] == ',' || bytes[rest] <= ' ' && bytes[rest] >= 0)) {
            rest++;
        }
        return rest == to;
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
                    case 't' -> ended(leaf, word("true"), Type.TRUE);
                    case 'f' -> ended(leaf, word("false"), Type.FALSE);
                    case 'n' -> ended(leaf, word("null"), Type.NULL);
                    case '[' -> array(leaf);
                    default -> {
                        boolean number = number();
                        yield ended(leaf, number, integer ? Type.INTEGER : Type.DECIMAL);
                    }
                };
        return good;
    }

    private boolean ended(int leaf, boolean good, Type type) {
        types[leaf] = type;
        to[leaf] = at;
        return good;
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
