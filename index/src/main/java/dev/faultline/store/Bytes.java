package dev.faultline.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A growing buffer of little-endian values. */
final class Bytes {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    byte[] data;
    int size;

    Bytes(int capacity) {
        data = new byte[capacity];
    }

    void clear() {
        size = 0;
    }

    private void room(int more) {
        if (size + more > data.length) {
            data = Arrays.copyOf(data, Math.max(data.length * 2, size + more));
        }
    }

    void u8(int value) {
        room(1);
        data[size++] = (byte) value;
    }

    void i32(int value) {
        room(4);
        INTS.set(data, size, value);
        size += 4;
    }

    /** Leaves room for what is known later; returns where it begins. */
    int gap(int length) {
        room(length);
        Arrays.fill(data, size, size + length, (byte) 0);
        size += length;
        return size - length;
    }

    /** Puts a value where room was left. */
    void i32At(int place, int value) {
        INTS.set(data, place, value);
    }

    void i64(long value) {
        room(8);
        LONGS.set(data, size, value);
        size += 8;
    }

    /** An unsigned LEB128 number. */
    void number(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            u8((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        u8((int) rest);
    }

    void raw(byte[] bytes, int from, int to) {
        room(to - from);
        System.arraycopy(bytes, from, data, size, to - from);
        size += to - from;
    }

    /** A length and that many bytes. */
    void bytes(byte[] bytes, int from, int to) {
        number(to - from);
        raw(bytes, from, to);
    }

    void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        bytes(utf8, 0, utf8.length);
    }

    /** A text or none. */
    void optional(@Nullable String text) {
        u8(text == null ? 0 : 1);
        if (text != null) {
            text(text);
        }
    }

    byte[] toArray() {
        return Arrays.copyOf(data, size);
    }

    static ByteBuffer view(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static long number(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = in.get();
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }

    static byte[] bytes(ByteBuffer in) {
        byte[] bytes = new byte[(int) number(in)];
        in.get(bytes);
        return bytes;
    }

    static String text(ByteBuffer in) {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    static @Nullable String optional(ByteBuffer in) {
        return in.get() == 0 ? null : text(in);
    }
}
