package dev.faultline.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.LongConsumer;

/**
 * A column of numbers as base + unit × packed bits: whatever the values share costs nothing, and any row is one read.
 * Layout: base (8 bytes), step (8), unit (8), bits (1), then the packed values with eight bytes of room behind them.
 * With 0 bits a row is base + step × row.
 */
final class PackedColumn {
    private static final long[] UNITS = {1_000_000_000L, 1_000_000L, 1_000L};

    private static final int MOST_TABLE_BITS = 20;
    private static final long[] NO_TABLE = {};

    /** So few of 64 rows are asked one by one. */
    private static final int FEW = 12;

    private final ByteBuffer in;
    private final int start;
    private final long base;
    private final long step;
    private final long unit;
    private final int bits;
    private final long mask;

    private PackedColumn(ByteBuffer in, int at) {
        this.in = in;
        base = in.getLong(at);
        step = in.getLong(at + 8);
        unit = in.getLong(at + 16);
        bits = in.get(at + 24);
        mask = bits == 64 ? -1 : (1L << bits) - 1;
        start = at + 25;
    }

    /** The column that {@link #write} put at this place. */
    static PackedColumn at(ByteBuffer in, int at) {
        return new PackedColumn(in, at);
    }

    /** Whether all rows have the value of the first. */
    boolean isConstant() {
        return bits == 0 && step == 0;
    }

    long get(int row) {
        if (bits == 0) {
            return base + step * row;
        }
        if (bits > 56) {
            return base + unit * in.getLong(start + row * 8);
        }
        int bit = row * bits;
        return base + unit * (in.getLong(start + (bit >> 3)) >>> (bit & 7) & mask);
    }

    /**
     * Takes out of {@code rows} (bit i is row i) those whose value is not wanted; for columns of small numbers. Many rows
     * at once take a fraction of what {@link #get} costs for each.
     */
    void keep(long[] rows, BitSet wanted) {
        if (isConstant()) {
            if (!wanted.get((int) base)) {
                Arrays.fill(rows, 0);
            }
            return;
        }
        boolean small = bits > 0 && bits <= MOST_TABLE_BITS && unit == 1 && base >= 0 && base <= 1 << MOST_TABLE_BITS;
        long[] table = small ? table(wanted) : NO_TABLE;
        long[] values = small ? new long[64] : NO_TABLE;
        for (int word = 0; word < rows.length; word++) {
            long asked = rows[word];
            if (asked != 0) {
                rows[word] = small && Long.bitCount(asked) > FEW
                        ? asked & look(table, word, 64 - Long.numberOfLeadingZeros(asked), values)
                        : keepEach(asked, word << 6, wanted);
            }
        }
    }

    /** A bit for each of the first {@code rows} values that is not 0. */
    long[] present(int rows) {
        long[] present = new long[rows + 63 >> 6];
        long[] values = new long[64];
        for (int word = 0; word < present.length; word++) {
            int count = Math.min(64, rows - (word << 6));
            values(word, count, values);
            for (int i = 0; i < count; i++) {
                present[word] |= values[i] == 0 ? 0 : 1L << i;
            }
        }
        return present;
    }

    private long keepEach(long asked, int first, BitSet wanted) {
        long kept = 0;
        for (long left = asked; left != 0; left &= left - 1) {
            int bit = Long.numberOfTrailingZeros(left);
            kept |= wanted.get((int) get(first + bit)) ? 1L << bit : 0;
        }
        return kept;
    }

    /** A bit per packed value: whether it is wanted. */
    private long[] table(BitSet wanted) {
        BitSet shifted = wanted.get((int) base, (int) base + (1 << bits));
        return Arrays.copyOf(shifted.toLongArray(), Math.max(1, 1 << bits >> 6));
    }

    private long look(long[] table, int word, int count, long[] values) {
        packed(word, count, values);
        long kept = 0;
        for (int i = 0; i < count; i++) {
            int value = (int) values[i];
            kept |= (table[value >> 6] >>> value & 1) << i;
        }
        return kept;
    }

    /** Gives the values of the rows in {@code [from, to)}, many at once. */
    void each(int from, int to, LongConsumer taker) {
        long[] values = new long[64];
        for (int word = from >> 6; word << 6 < to; word++) {
            int first = word << 6;
            int count = Math.min(64, to - first);
            values(word, count, values);
            for (int i = Math.max(0, from - first); i < count; i++) {
                taker.accept(values[i]);
            }
        }
    }

    /** The values of the first {@code count} rows of the 64 that a word of bits stands for. */
    void values(int word, int count, long[] into) {
        if (bits == 0 || bits > 56) {
            for (int i = 0; i < count; i++) {
                into[i] = get((word << 6) + i);
            }
            return;
        }
        packed(word, count, into);
        for (int i = 0; i < count; i++) {
            into[i] = base + unit * into[i];
        }
    }

    /** What is packed of them: 64 values take as many longs as one has bits, and each of these is read once. */
    private void packed(int word, int count, long[] into) {
        int at = start + 8 * word * bits;
        long pending = 0;
        int filled = 0;
        for (int i = 0; i < count; i++) {
            if (filled < bits) {
                long next = in.getLong(at);
                at += 8;
                into[i] = (pending | next << filled) & mask;
                pending = next >>> bits - filled;
                filled += 64 - bits;
            } else {
                into[i] = pending & mask;
                pending >>>= bits;
                filled -= bits;
            }
        }
    }

    /** Writes the first {@code rows} values. */
    static void write(Bytes out, long[] values, int rows) {
        // Half of the columns of most blocks hold one value, or count: that is found out first, and without looking on.
        boolean sequence = isSequence(values, rows, 1);
        if (sequence || isSequence(values, rows, 0)) {
            header(out, values[0], sequence && rows > 1 ? 1 : 0, 1, 0);
            return;
        }
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int i = 0; i < rows; i++) {
            min = Math.min(min, values[i]);
            max = Math.max(max, values[i]);
        }
        long unit = unit(values, rows, min);
        long range = max - min;
        int bits = range < 0 ? 64 : 64 - Long.numberOfLeadingZeros(range / unit);
        if (bits > 56) {
            header(out, min, 0, 1, 64);
            for (int i = 0; i < rows; i++) {
                out.i64(values[i] - min);
            }
        } else {
            header(out, min, 0, unit, bits);
            pack(out, values, rows, min, unit, bits);
        }
    }

    private static boolean isSequence(long[] values, int rows, long step) {
        for (int i = 1; i < rows; i++) {
            if (values[i] != values[0] + i * step) {
                return false;
            }
        }
        return true;
    }

    private static void header(Bytes out, long base, long step, long unit, int bits) {
        out.i64(base);
        out.i64(step);
        out.i64(unit);
        out.u8(bits);
    }

    private static long unit(long[] values, int rows, long min) {
        for (long unit : UNITS) {
            boolean all = true;
            for (int i = 0; i < rows && all; i++) {
                long value = values[i] - min;
                all = quotient(value, unit) * unit == value;
            }
            if (all) {
                return unit;
            }
        }
        return 1;
    }

    /** A division by a number that the compiler knows is a multiplication; another takes longer than all the rest here. */
    private static long quotient(long value, long unit) {
        if (unit == 1) {
            return value;
        }
        return unit == 1_000_000L ? value / 1_000_000L : value / unit;
    }

    private static void pack(Bytes out, long[] values, int rows, long min, long unit, int bits) {
        long pending = 0;
        int filled = 0;
        for (int i = 0; i < rows; i++) {
            long value = quotient(values[i] - min, unit);
            pending |= value << filled;
            filled += bits;
            while (filled >= 64) {
                out.i64(pending);
                filled -= 64;
                pending = filled == 0 ? 0 : value >>> bits - filled;
            }
        }
        out.i64(pending);
        out.i64(0);
    }
}
