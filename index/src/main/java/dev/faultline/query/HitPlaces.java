package dev.faultline.query;

import dev.faultline.store.Block;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** How many hits come before a time. Blocks are sorted by their earliest time, so that most need no look. */
final class HitPlaces {
    private final List<Block> blocks;
    private final BlockRows rows;
    /** Hits in all blocks in front of one. */
    private final long[] before;
    /** The latest time of a block and all in front of it. */
    private final long[] reach;

    HitPlaces(List<Block> blocks, BlockRows rows) {
        this.blocks = blocks;
        this.rows = rows;
        this.before = new long[rows.size() + 1];
        this.reach = new long[rows.size()];
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < rows.size(); i++) {
            before[i + 1] = before[i] + rows.count(i);
            latest = Math.max(latest, blocks.get(i).maxTime());
            reach[i] = latest;
        }
    }

    /** The first block that may hold a time as late as this: all in front of it end earlier. */
    int firstReaching(long nanos) {
        return first(reach.length, i -> reach[i] >= nanos);
    }

    /** The first number below {@code end} that it is true of, as it is then of all behind; {@code end} where it is of none. */
    private static int first(int end, IntPredicate is) {
        int low = 0;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (is.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Hits earlier than this time. */
    long before(long nanos) {
        int i = firstReaching(nanos);
        long sum = before[i];
        for (; i < reach.length; i++) {
            Block block = blocks.get(i);
            if (block.minTime() >= nanos) {
                break;
            }
            if (rows.count(i) > 0) {
                sum += block.maxTime() < nanos ? rows.count(i) : bitsBefore(rows.get(i), firstRow(block, nanos));
            }
        }
        return sum;
    }

    /** The block with the hit that would be at this position if blocks did not overlap; the last one where there is none. */
    private int holder(long position) {
        return first(reach.length - 1, i -> before[i + 1] > position);
    }

    /** The time of the hit at a position: the latest time that no more than {@code position} hits come before. */
    long timeAt(long position) {
        int holder = holder(position);
        // All that comes before its earliest time is in front of it, and by the latest time so far all up to it has
        // come.
        long low = blocks.get(holder).minTime();
        long high = reach[holder];
        while (low < high) {
            long middle = low + ((high - low) >>> 1) + ((high - low) & 1);
            if (before(middle) <= position) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The first row at or after a time. */
    static int firstRow(Block block, long nanos) {
        return first(block.size(), row -> block.time(row) >= nanos);
    }

    private static int bitsBefore(long @Nullable [] words, int row) {
        if (words == null) {
            return 0;
        }
        int bits = 0;
        for (int i = 0; i < row >> 6; i++) {
            bits += Long.bitCount(words[i]);
        }
        long rest = row >> 6 < words.length ? words[row >> 6] & (1L << row) - 1 : 0;
        return bits + Long.bitCount(rest);
    }
}
