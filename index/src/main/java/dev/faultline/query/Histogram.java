package dev.faultline.query;

import dev.faultline.model.TimeRange;
import java.util.List;

/**
 * Hits per slice of time. Hits without a time of their own are not in it.
 *
 * @param from start of the first bucket, nanoseconds since 1970 UTC
 * @param interval length of a bucket, nanoseconds
 * @param counts hits per bucket, then per ordinal of {@link dev.faultline.model.Severity}
 */
public record Histogram(long from, long interval, List<long[]> counts) {
    /** Counts the hits in {@code buckets} slices that cover the range. Exact. */
    public static Histogram of(Hits hits, TimeRange range, int buckets) {
        throw new UnsupportedOperationException();
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
