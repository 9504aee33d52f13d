package dev.faultline.analysis.moment;

import dev.faultline.model.TimeQuality;
import dev.faultline.query.Hits;
import dev.faultline.store.Block;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Slices of time that hold about as many events each, so that a night without traffic, or one stray event of another year,
 * does not hide what happened in a second. From a sample of the events.
 */
public final class EqualTraffic {
    private static final int SAMPLE = 1 << 16;

    private final long[] starts;

    private EqualTraffic(long[] starts) {
        this.starts = starts;
    }

    /** Cuts the time of the hits in at most {@code slices}. */
    public static EqualTraffic of(Hits hits, int slices, BooleanSupplier cancelled) throws IOException {
        long step = Math.max(1, hits.count() / SAMPLE);
        long[] sample = new long[(int) Math.min(hits.count(), 2L * SAMPLE)];
        long[] seen = {0};
        int[] kept = {0};
        hits.forEach(cancelled, (block, row) -> {
            boolean timed = block.isTimed() || block.timeQuality(row) != TimeQuality.NONE;
            if (timed && seen[0]++ % step == 0 && kept[0] < sample.length) {
                sample[kept[0]++] = block.time(row);
            }
        });
        long[] times = Arrays.copyOf(sample, kept[0]);
        Arrays.sort(times);
        long[] starts = new long[Math.min(slices, times.length)];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = times[(int) ((long) i * times.length / starts.length)];
        }
        return new EqualTraffic(Arrays.stream(starts).distinct().toArray());
    }

    /** How many slices there are. */
    public int size() {
        return starts.length;
    }

    /** Start of a slice, nanoseconds since 1970 UTC. */
    public long start(int slice) {
        return starts[slice];
    }

    /** The slice that a time lies in. */
    public int slice(long time) {
        int at = Arrays.binarySearch(starts, time);
        return Math.max(0, at >= 0 ? at : -at - 2);
    }

    /** The slice that a row lies in. */
    int slice(Block block, int row) {
        return slice(block.time(row));
    }

    /** A change of a share: from {@code slice} on, {@code after} of {@code afterOf} instead of {@code before}. */
    record Rise(int slice, long before, long beforeOf, long after, long afterOf, double likelihood) {}

    /**
     * The slice from which on the share of events that count is higher than before, by the likelihood ratio of two
     * binomials against one; nothing where the best one is below {@code least}.
     */
    static @Nullable Rise rise(long[] hits, long[] of, double least) {
        long allHits = Arrays.stream(hits).sum();
        long all = Arrays.stream(of).sum();
        Rise best = null;
        long before = 0;
        long beforeOf = 0;
        for (int slice = 1; slice < of.length; slice++) {
            before += hits[slice - 1];
            beforeOf += of[slice - 1];
            long after = allHits - before;
            long afterOf = all - beforeOf;
            if (beforeOf == 0 || afterOf == 0 || after * (double) beforeOf <= before * (double) afterOf) {
                continue;
            }
            double ratio = entropy(before, beforeOf) + entropy(after, afterOf) - entropy(allHits, all);
            if (ratio >= least && (best == null || ratio > best.likelihood())) {
                best = new Rise(slice, before, beforeOf, after, afterOf, ratio);
            }
        }
        return best;
    }

    private static double entropy(long hits, long of) {
        double share = (double) hits / of;
        return hits == 0 || hits == of ? 0 : hits * Math.log(share) + (of - hits) * Math.log(1 - share);
    }
}
