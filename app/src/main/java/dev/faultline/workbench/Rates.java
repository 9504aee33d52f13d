package dev.faultline.workbench;

import dev.faultline.query.Histogram;
import java.util.OptionalLong;

/**
 * Where the rate of events changes: a bucket that holds at least three times or at most a third of what the five before
 * it held on average, and more than chance would (four standard deviations of a Poisson count).
 */
final class Rates {
    private static final int BEFORE = 5;
    private static final double FACTOR = 3;
    private static final double DEVIATIONS = 4;

    private Rates() {}

    /** Start of the nearest bucket after (or before) the one that holds {@code nanos} where the rate changes. */
    static OptionalLong next(Histogram histogram, long nanos, boolean forward) {
        int buckets = histogram.counts().size();
        int here = Math.clamp((nanos - histogram.from()) / histogram.interval(), 0, buckets - 1);
        int step = forward ? 1 : -1;
        for (int bucket = here + step; bucket > 0 && bucket < buckets; bucket += step) {
            if (changes(histogram, bucket) && !changes(histogram, bucket - 1)) {
                return OptionalLong.of(histogram.from() + bucket * histogram.interval());
            }
        }
        return OptionalLong.empty();
    }

    private static boolean changes(Histogram histogram, int bucket) {
        if (bucket <= 0) {
            return false;
        }
        int first = Math.max(0, bucket - BEFORE);
        double before = 0;
        for (int i = first; i < bucket; i++) {
            before += histogram.total(i);
        }
        before /= bucket - first;
        double now = histogram.total(bucket);
        boolean large = Math.abs(now - before) > DEVIATIONS * Math.sqrt(Math.max(1, before));
        return large && (now >= FACTOR * before || now <= before / FACTOR);
    }
}
