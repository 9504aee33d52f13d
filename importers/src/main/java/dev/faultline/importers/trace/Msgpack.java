package dev.faultline.importers.trace;

import dev.faultline.importers.tree.Json;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads MessagePack value by value into trees of a bounded depth and size. Numbers without a sign are kept unsigned. */
final class Msgpack {
    private static final int DEEPEST = 100;
    private static final int MOST_VALUES = 500_000;
    private static final int LONGEST = 16 << 20;
    private static final long MOST_BYTES = 64L << 20;

    private final InputStream stream;
    private long at;
    private long start;
    private int values;

    /** Reads the stream from its current position, which is position 0. */
    Msgpack(InputStream stream) {
        this.stream = stream;
    }

    /** What is no MessagePack, or not within the limits. */
    static final class Bad extends Exception {
        private static final long serialVersionUID = 1L;

        Bad(String message) {
            super(message);
        }
    }

    /** Position of the next byte. */
    long position() {
        return at;
    }

    /** The next byte, which says what the next value is; -1 at the end. */
    int peeked() throws IOException {
        stream.mark(1);
        int b = stream.read();
        stream.reset();
        return b;
    }

    /** The number of elements, where an array begins here; -1 where something else does, which is then not read. */
    long array() throws IOException, Bad {
        int b = peeked();
        if (b >= 0x90 && b <= 0x9F) {
            next();
            return b & 0x0F;
        }
        if (b == 0xDC || b == 0xDD) {
            next();
            return unsigned(b == 0xDC ? 2 : 4);
        }
        return -1;
    }

    /** Whether an array begins here whose first element is a text. */
    boolean isArrayOfText() throws IOException {
        stream.mark(8);
        byte[] start = stream.readNBytes(6);
        stream.reset();
        int b = start.length == 0 ? 0 : start[0] & 0xFF;
        int header = b >= 0x90 && b <= 0x9F ? 1 : b == 0xDC ? 3 : b == 0xDD ? 5 : -1;
        int first = header < 0 || header >= start.length ? 0 : start[header] & 0xFF;
        return first >= 0xA0 && first <= 0xBF || first >= 0xD9 && first <= 0xDB;
    }

    /** The value that begins here. */
    Json value() throws IOException, Bad {
        values = 0;
        start = at;
        return value(0);
    }

    private Json value(int depth) throws IOException, Bad {
        if (depth > DEEPEST || ++values > MOST_VALUES || at - start > MOST_BYTES) {
            throw new Bad("a value nested deeper, or larger, than is read");
        }
        int b = next();
        if (b <= 0x7F) {
            return whole(b);
        }
        if (b <= 0x8F) {
            return map(b & 0x0F, depth);
        }
        if (b <= 0x9F) {
            return list(b & 0x0F, depth);
        }
        if (b <= 0xBF) {
            return text(b & 0x1F);
        }
        if (b >= 0xE0) {
            return whole((byte) b);
        }
        return switch (b) {
            case 0xC0 -> Json.Nothing.NULL;
            case 0xC2, 0xC3 -> new Json.Flag(b == 0xC3);
            case 0xC4 -> binary(unsigned(1));
            case 0xC5 -> binary(unsigned(2));
            case 0xC6 -> binary(unsigned(4));
            case 0xC7 -> binary(unsigned(1) + 1);
            case 0xC8 -> binary(unsigned(2) + 1);
            case 0xC9 -> binary(unsigned(4) + 1);
            case 0xCA -> real(Float.intBitsToFloat((int) unsigned(4)));
            case 0xCB -> real(Double.longBitsToDouble(unsigned(8)));
            case 0xCC -> whole(unsigned(1));
            case 0xCD -> whole(unsigned(2));
            case 0xCE -> whole(unsigned(4));
            case 0xCF -> new Json.Numeral(Long.toUnsignedString(unsigned(8)), true);
            case 0xD0 -> whole((byte) unsigned(1));
            case 0xD1 -> whole((short) unsigned(2));
            case 0xD2 -> whole(unsigned(4) << 32 >> 32);
            case 0xD3 -> whole(unsigned(8));
            case 0xD4, 0xD5, 0xD6, 0xD7, 0xD8 -> binary((1L << b - 0xD4) + 1);
            case 0xD9 -> text(unsigned(1));
            case 0xDA -> text(unsigned(2));
            case 0xDB -> text(unsigned(4));
            case 0xDC -> list(unsigned(2), depth);
            case 0xDD -> list(unsigned(4), depth);
            case 0xDE -> map(unsigned(2), depth);
            case 0xDF -> map(unsigned(4), depth);
            default -> throw new Bad("not MessagePack at byte " + (at - 1));
        };
    }

    private Json list(long count, int depth) throws IOException, Bad {
        List<Json> items = new ArrayList<>();
        long from = at;
        for (long i = 0; i < count; i++) {
            items.add(value(depth + 1));
        }
        return new Json.Items(items, new Json.Span(from, at - from, 0));
    }

    private Json map(long count, int depth) throws IOException, Bad {
        Map<String, Json> members = new LinkedHashMap<>();
        long from = at - 1;
        for (long i = 0; i < count; i++) {
            String key = String.valueOf(value(depth + 1).text());
            members.put(key, value(depth + 1));
        }
        return new Json.Members(members, new Json.Span(from, at - from, 0));
    }

    private static Json whole(long value) {
        return new Json.Numeral(Long.toString(value), true);
    }

    private static Json real(double value) {
        return Double.isFinite(value)
                ? new Json.Numeral(Double.toString(value), false)
                : new Json.Text(Double.toString(value));
    }

    private Json text(long length) throws IOException, Bad {
        return new Json.Text(new String(bytes(length), StandardCharsets.UTF_8));
    }

    private Json binary(long length) throws IOException, Bad {
        return new Json.Text(Base64.getEncoder().encodeToString(bytes(length)));
    }

    private byte[] bytes(long length) throws IOException, Bad {
        if (length > LONGEST) {
            throw new Bad("a text of " + length + " bytes");
        }
        byte[] bytes = stream.readNBytes((int) length);
        at += bytes.length;
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private long unsigned(int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | next();
        }
        return value;
    }

    private int next() throws IOException {
        int b = stream.read();
        if (b < 0) {
            throw new EOFException();
        }
        at++;
        return b;
    }
}
