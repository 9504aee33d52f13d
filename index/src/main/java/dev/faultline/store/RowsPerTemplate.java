package dev.faultline.store;

import java.util.Arrays;
import java.util.BitSet;

/** How many rows of a block each template has: what templates decide is counted without looking at a row. */
public final class RowsPerTemplate {
    private static final int COUNT_BITS = 12;

    /** The template's number plus one (0 for none) in the upper bits, its rows in the lower ones. */
    private final int[] packed;

    private RowsPerTemplate(int[] packed) {
        this.packed = packed;
    }

    /** Counts the first {@code rows} values of a block's column of templates. */
    static RowsPerTemplate of(PackedColumn templates, int rows) {
        if (rows >= 1 << COUNT_BITS) {
            throw new IllegalArgumentException("a block of " + rows + " rows");
        }
        int[] counts = new int[64];
        int different = 0;
        long[] values = new long[64];
        for (int row = 0; row < rows; row++) {
            if ((row & 63) == 0) {
                templates.values(row >> 6, Math.min(64, rows - row), values);
            }
            int value = (int) values[row & 63];
            if (value >= counts.length) {
                counts = Arrays.copyOf(counts, Math.max(value + 1, counts.length * 2));
            }
            different += counts[value]++ == 0 ? 1 : 0;
        }
        int[] packed = new int[different];
        int next = 0;
        for (int value = 0; value < counts.length; value++) {
            if (counts[value] > 0) {
                packed[next++] = value << COUNT_BITS | counts[value];
            }
        }
        return new RowsPerTemplate(packed);
    }

    /** Rows whose template is among these: bit id + 1, bit 0 for rows without a template. */
    public int of(BitSet templates) {
        int sum = 0;
        for (int each : packed) {
            sum += templates.get(each >>> COUNT_BITS) ? each & (1 << COUNT_BITS) - 1 : 0;
        }
        return sum;
    }

    /** Whether any row has one of these templates. */
    public boolean hasAny(BitSet templates) {
        for (int each : packed) {
            if (templates.get(each >>> COUNT_BITS)) {
                return true;
            }
        }
        return false;
    }
}
