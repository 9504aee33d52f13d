package dev.faultline.query;

import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.TimeRange;
import dev.faultline.store.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

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
            Block block = hits.block(i);
            if (hits.count(i) == 0 || block.maxTime() < range.from() || block.minTime() >= range.to()) {
                continue;
            }
            boolean inside = range.contains(block.minTime()) && range.contains(block.maxTime());
            if (inside && hits.isWhole(i) && block.isTimed()) {
                split(block, range, interval, counts);
            } else {
                count(block, Objects.requireNonNull(hits.rows(i)), range, interval, counts);
            }
        }
        return new Histogram(range.from(), interval, List.copyOf(counts));
    }

    /** A block of which every row counts: its rows are in the order of time, and its head knows their severities. */
    private static void split(Block block, TimeRange range, long interval, List<long[]> counts) {
        int first = (int) ((block.minTime() - range.from()) / interval);
        int last = (int) ((block.maxTime() - range.from()) / interval);
        int[] ends = new int[last - first + 1];
        int longest = 0;
        for (int i = 0; i < ends.length; i++) {
            ends[i] = i == ends.length - 1
                    ? block.size()
                    : HitPlaces.firstRow(block, range.from() + (first + i + 1) * interval);
            longest = rows(ends, i) > rows(ends, longest) ? i : longest;
        }
        // The bucket with the most rows gets what the others leave.
        long[] most = counts.get(first + longest);
        for (int severity = 0; severity < most.length; severity++) {
            most[severity] += block.severityCount(severity);
        }
        for (int i = 0; i < ends.length; i++) {
            if (i == longest || rows(ends, i) == 0) {
                continue;
            }
            long[] bucket = counts.get(first + i);
            long[] moved = block.severityCounts(ends[i] - rows(ends, i), ends[i]);
            for (int severity = 0; severity < moved.length; severity++) {
                bucket[severity] += moved[severity];
                most[severity] -= moved[severity];
            }
        }
    }

    private static int rows(int[] ends, int bucket) {
        return ends[bucket] - (bucket == 0 ? 0 : ends[bucket - 1]);
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
