package dev.faultline.analysis.onset;

import dev.faultline.model.Kind;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import java.util.Arrays;

/** Slices of time that hold about equally many events, so that one stray event of another year costs nothing. */
final class TimeBins {
    private static final int MOST_BINS = 4_096;
    private static final int MOST_SAMPLES = 1 << 20;

    /** Where each slice but the first begins; ascending. */
    private final long[] edges;

    private TimeBins(long[] edges) {
        this.edges = edges;
    }

    static TimeBins of(CaseReader reader) {
        long all = Math.max(1, reader.events());
        int step = (int) Math.max(1, Math.ceilDiv(all, MOST_SAMPLES));
        long[] times = new long[(int) (all / step) + reader.blocks().size() + 1];
        int count = 0;
        for (Block block : reader.blocks()) {
            for (int row = 0; row < block.size() && count < times.length; row += step) {
                if (isRequest(block, row)) {
                    times[count++] = block.time(row);
                }
            }
        }
        Arrays.sort(times, 0, count);
        long[] edges = Arrays.copyOf(times, count);
        if (count > MOST_BINS) {
            for (int i = 0; i < MOST_BINS; i++) {
                edges[i] = times[(int) ((long) i * count / MOST_BINS)];
            }
            edges = Arrays.copyOf(edges, MOST_BINS);
        }
        return new TimeBins(Arrays.stream(edges).distinct().toArray());
    }

    /** Whether the row is something that can fail or be slow: not a change, a metric or a snapshot of a probe. */
    static boolean isRequest(Block block, int row) {
        int kind = block.kind(row);
        return (kind == Kind.LOG.ordinal() || kind == Kind.SPAN.ordinal())
                && (block.isTimed() || block.timeQuality(row) != TimeQuality.NONE);
    }

    int count() {
        return edges.length + 1;
    }

    int of(long time) {
        int found = Arrays.binarySearch(edges, time);
        return found >= 0 ? found + 1 : -found - 1;
    }
}
