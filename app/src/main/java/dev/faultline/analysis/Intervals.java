package dev.faultline.analysis;

import java.util.Arrays;

/**
 * Intervals that a value should lie in, some of which lie; finds the interval that most of them have in common, by Keith
 * Marzullo's algorithm, which network clocks agree by.
 */
final class Intervals {
    private static final int MOST = 100_000;

    private long[] low = new long[64];
    private long[] high = new long[64];
    private int count;

    /** What most intervals share, and the middle of where they do. */
    record Common(long low, long high, long middle, int agreeing) {}

    void add(long from, long to) {
        if (count == MOST || from > to) {
            return;
        }
        if (count == low.length) {
            low = Arrays.copyOf(low, count * 2);
            high = Arrays.copyOf(high, count * 2);
        }
        low[count] = from;
        high[count++] = to;
    }

    int count() {
        return count;
    }

    /**
     * What most intervals share; there must be one at least. Where some lie outside, as many others may be wrong the other
     * way: the interval is widened to where so many fewer agree.
     */
    Common common() {
        long[] starts = Arrays.copyOf(low, count);
        long[] ends = Arrays.copyOf(high, count);
        Arrays.sort(starts);
        Arrays.sort(ends);
        long[] places = new long[count * 2];
        int[] open = new int[count * 2];
        int best = 0;
        int start = 0;
        int end = 0;
        for (int i = 0; i < places.length; i++) {
            // Ends belong to their intervals, so what begins there has begun before they end.
            boolean begins = start < count && starts[start] <= ends[end];
            places[i] = begins ? starts[start++] : ends[end++];
            open[i] = start - end;
            best = open[i] > open[best] ? i : best;
        }
        int agreeing = open[best];
        int enough = Math.max(1, agreeing - (count - agreeing));
        int from = best;
        while (from > 0 && open[from - 1] >= enough) {
            from--;
        }
        int to = best;
        while (open[to] >= enough) {
            to++;
        }
        long middle = places[best] + (places[best + 1] - places[best]) / 2;
        return new Common(places[from], places[to], middle, agreeing);
    }
}
