package dev.faultline.store;

import java.util.Arrays;

/** Numbers trace ids in the order of their first appearance. */
final class TraceIds {
    private static final int SMALLEST = 256;

    private long[] highs = new long[SMALLEST];
    private long[] lows = new long[SMALLEST];
    private int count;
    /** Numbers plus one, at most half of the places taken. */
    private int[] slots = new int[2 * SMALLEST];

    int id(long high, long low) {
        int mask = slots.length - 1;
        int slot = place(high, low);
        while (true) {
            int id = slots[slot] - 1;
            if (id < 0) {
                return add(high, low, slot);
            }
            if (lows[id] == low && highs[id] == high) {
                return id;
            }
            slot = slot + 1 & mask;
        }
    }

    private int place(long high, long low) {
        return (int) Hash.mix(high * 31 ^ low) & slots.length - 1;
    }

    private int add(long high, long low, int slot) {
        if (count == highs.length) {
            grow();
            return id(high, low);
        }
        highs[count] = high;
        lows[count] = low;
        slots[slot] = ++count;
        return count - 1;
    }

    private void grow() {
        highs = Arrays.copyOf(highs, count * 2);
        lows = Arrays.copyOf(lows, count * 2);
        slots = new int[slots.length * 2];
        for (int i = 0; i < count; i++) {
            int slot = place(highs[i], lows[i]);
            while (slots[slot] != 0) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = i + 1;
        }
    }

    int size() {
        return count;
    }

    void clear() {
        count = 0;
        Arrays.fill(slots, 0);
    }

    /** Their number, then each with the lowest byte first. */
    void write(Bytes out) {
        out.i32(count);
        for (int i = 0; i < count; i++) {
            out.i64(highs[i]);
            out.i64(lows[i]);
        }
    }
}
