package dev.faultline.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers byte strings in the order of their first appearance. */
final class BytesDictionary {
    private static final int SMALLEST = 256;
    private static final long HASH = 0xFFFFFFFF00000000L;

    /** The values one behind the other; some room is left behind the last. */
    private byte[] values = new byte[SMALLEST * 8];

    /** Where each value begins, and behind the last one where it ends. */
    private int[] starts = new int[SMALLEST / 2];

    private int count;
    /** Half of a value's hash, and below it its number plus one; at most half of the places are taken. */
    private long[] slots = new long[SMALLEST];

    int id(byte[] buffer, int from, int to) {
        long hash = Hash.quick(buffer, from, to) & HASH;
        int slot = slot(hash, buffer, from, to);
        return slots[slot] == 0 ? add(hash, slot, buffer, from, to) : (int) slots[slot] - 1;
    }

    int id(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return id(utf8, 0, utf8.length);
    }

    /** The number of a value; -1 where it was never added. */
    int find(byte[] value) {
        long hash = Hash.quick(value, 0, value.length) & HASH;
        return (int) slots[slot(hash, value, 0, value.length)] - 1;
    }

    /** Where the value stands, or would. */
    private int slot(long hash, byte[] buffer, int from, int to) {
        int mask = slots.length - 1;
        int slot = (int) (hash >>> 32) & mask;
        while (slots[slot] != 0 && !((slots[slot] & HASH) == hash && is((int) slots[slot] - 1, buffer, from, to))) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /** Whether this is the value with this number. */
    boolean is(int id, byte[] buffer, int from, int to) {
        int start = starts[id];
        int length = to - from;
        return starts[id + 1] - start == length && Swar.same(values, start, buffer, from, length);
    }

    private int add(long hash, int slot, byte[] buffer, int from, int to) {
        int start = starts[count];
        int end = Math.addExact(start, to - from);
        if (end + 8 > values.length) {
            values = Arrays.copyOf(values, Math.max(values.length * 2, end + 8));
        }
        if (count + 1 == starts.length) {
            starts = Arrays.copyOf(starts, starts.length * 2);
        }
        System.arraycopy(buffer, from, values, start, to - from);
        starts[++count] = end;
        slots[slot] = hash | count;
        if (count * 2 > slots.length) {
            grow();
        }
        return count - 1;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        int mask = slots.length - 1;
        for (long held : old) {
            if (held != 0) {
                int slot = (int) (held >>> 32) & mask;
                while (slots[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                slots[slot] = held;
            }
        }
    }

    int size() {
        return count;
    }

    /** Roughly the memory that the values take. */
    long memory() {
        return starts[count] + 40L * count;
    }

    byte[] get(int id) {
        return Arrays.copyOfRange(values, starts[id], starts[id + 1]);
    }

    void clear() {
        if (count > 0) {
            count = 0;
            values = values.length > 1 << 20 ? new byte[SMALLEST * 8] : values;
            if (slots.length > 1 << 14) {
                slots = new long[SMALLEST];
            } else {
                Arrays.fill(slots, 0);
            }
        }
    }

    void write(Bytes out) {
        out.number(count);
        for (int i = 0; i < count; i++) {
            out.bytes(values, starts[i], starts[i + 1]);
        }
    }

    static List<String> read(java.nio.ByteBuffer in) {
        int count = (int) Bytes.number(in);
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(Bytes.text(in));
        }
        return texts;
    }
}
