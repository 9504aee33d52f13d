package dev.faultline.analysis.signal;

import java.util.Arrays;

/** Finds spans by trace and id; open addressing, so that millions cost four bytes each. */
final class SpanIndex {
    private final SpanTable table;
    private final int[] slots;

    SpanIndex(SpanTable table) {
        this.table = table;
        this.slots = new int[Integer.highestOneBit(Math.max(8, table.size) * 2 - 1) * 2];
        Arrays.fill(slots, SpanTable.NONE);
        for (int span = 0; span < table.size; span++) {
            int slot = slot(table.traceHigh[span], table.traceLow[span], table.spanId[span]);
            while (slots[slot] >= 0) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = span;
        }
    }

    int find(long high, long low, long id) {
        int slot = slot(high, low, id);
        while (slots[slot] >= 0) {
            int span = slots[slot];
            if (table.spanId[span] == id && table.traceLow[span] == low && table.traceHigh[span] == high) {
                return span;
            }
            slot = slot + 1 & slots.length - 1;
        }
        return SpanTable.NONE;
    }

    private int slot(long high, long low, long id) {
        return (int) mix(mix(mix(high) ^ low) ^ id) & slots.length - 1;
    }

    /** The finaliser of MurmurHash3. */
    static long mix(long value) {
        long h = value;
        h = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
        h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
        return h ^ h >>> 33;
    }
}
