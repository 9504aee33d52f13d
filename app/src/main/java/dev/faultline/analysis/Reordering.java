package dev.faultline.analysis;

import dev.faultline.model.EventId;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What a change of one source's clock would do to the order of events.
 *
 * @param moved events of the source that would stand before or behind events of other sources where they do not now
 * @param events events of the source that have a time
 * @param passed how many events of other sources the one that moves most would pass
 * @param furthest an event that would move most; null where none would
 * @param part one in how many events of the other sources was looked at
 */
public record Reordering(
        long moved,
        long events,
        long passed,
        @org.jspecify.annotations.Nullable EventId furthest,
        int part) {
    private static final int MOST = 4_000_000;

    /** Looks what would happen if this were added to the source's clock instead of what is added now. */
    public static Reordering of(CaseReader reader, int source, long offset, BooleanSupplier cancelled) {
        List<Block> blocks = reader.blocks();
        long others = blocks.stream()
                .filter(block -> block.source().id() != source)
                .mapToLong(Block::size)
                .sum();
        int part = (int) Math.max(1, (others + MOST - 1) / MOST);
        long[] times = times(blocks, source, part, others, cancelled);
        long moved = 0;
        long events = 0;
        long passed = 0;
        EventId furthest = null;
        for (Block block : blocks) {
            if (block.source().id() != source || cancelled.getAsBoolean()) {
                continue;
            }
            long change = offset - block.source().clockOffset();
            for (int row = 0; row < block.size(); row++) {
                if (block.timeQuality(row) == TimeQuality.NONE) {
                    continue;
                }
                events++;
                long time = block.time(row);
                long over = Math.abs(before(times, time + change) - before(times, time));
                moved += over > 0 ? 1 : 0;
                if (over * part > passed) {
                    passed = over * part;
                    furthest = new EventId(source, block.ordinal(row));
                }
            }
        }
        return new Reordering(moved, events, passed, furthest, part);
    }

    private static long[] times(List<Block> blocks, int source, int part, long others, BooleanSupplier cancelled) {
        long[] times = new long[(int) (others / part) + 1];
        int count = 0;
        long seen = 0;
        for (Block block : blocks) {
            if (block.source().id() == source || cancelled.getAsBoolean()) {
                continue;
            }
            for (int row = 0; row < block.size(); row++) {
                boolean taken = seen++ % part == 0 && block.timeQuality(row) != TimeQuality.NONE;
                if (taken && count < times.length) {
                    times[count++] = block.time(row);
                }
            }
        }
        long[] sorted = Arrays.copyOf(times, count);
        Arrays.sort(sorted);
        return sorted;
    }

    /** How many of the times are before this one. */
    private static long before(long[] times, long time) {
        int low = 0;
        int high = times.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
