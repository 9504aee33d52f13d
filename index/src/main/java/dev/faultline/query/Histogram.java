package dev.faultline.query;

import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.TimeRange;
import dev.faultline.store.Block;
import java.util.ArrayList;
import java.util.List;

/**
 * Hits per slice of time. Hits without a time of their own are not in it.
 *
 * @param from start of the first bucket, nanoseconds since 1970 UTC
 * @param interval length of a bucket, nanoseconds
 * @param counts hits per bucket, then per ordinal of {@link Severity}
 */
public record Histogram(long from, long interval, List<long[]> counts) {
    /** Counts the hits in {@code buckets} slices that cover the range. Exact. */
    public static Histogram of(Hits hits, TimeRange range, int buckets) {
        long interval = Math.max(1, Math.ceilDiv(range.length(), buckets));
        List<long[]> counts = new ArrayList<>(buckets);
        for (int i = 0; i < buckets; i++) {
            counts.add(new long[Severity.values().length]);
        }
        for (int i = 0; i < hits.blockCount(); i++) {
            long[] rows = hits.rows(i);
            Block block = hits.block(i);
            if (rows == null || block.maxTime() < range.from() || block.minTime() >= range.to()) {
                continue;
            }
            if (hits.isWhole(i) && isWithinOne(block, range, interval)) {
                add(block, counts.get((int) ((block.minTime() - range.from()) / interval)));
            } else {
                count(block, rows, range, interval, counts);
            }
        }
        return new Histogram(range.from(), interval, List.copyOf(counts));
    }

    /** Whether all rows of a block belong into the same bucket: then its own counts are enough. */
    private static boolean isWithinOne(Block block, TimeRange range, long interval) {
        return range.contains(block.minTime())
                && range.contains(block.maxTime())
                && (block.minTime() - range.from()) / interval == (block.maxTime() - range.from()) / interval
                && block.isTimed();
    }

    private static void add(Block block, long[] bucket) {
        for (int severity = 0; severity < bucket.length; severity++) {
            bucket[severity] += block.severityCount(severity);
        }
    }

    private static void count(Block block, long[] rows, TimeRange range, long interval, List<long[]> counts) {
        boolean timed = block.isTimed();
        // Rows are in the order of time, so that a bucket lasts for many of them.
        long end = Long.MIN_VALUE;
        long[] bucket = {};
        for (int row = Hits.nextBit(rows, 0); row >= 0; row = Hits.nextBit(rows, row + 1)) {
            long time = block.time(row);
            if (!range.contains(time) || !timed && block.timeQuality(row) == TimeQuality.NONE) {
                continue;
            }
            if (time >= end) {
                int number = (int) ((time - range.from()) / interval);
                bucket = counts.get(number);
                end = range.from() + (number + 1) * interval;
            }
            bucket[Severity.ofNumber(block.severityNumber(row)).ordinal()]++;
        }
    }

    /** Hits of the bucket, all severities together. */
    public long total(int bucket) {
        long total = 0;
        for (long count : counts.get(bucket)) {
            total += count;
        }
        return total;
    }
}
