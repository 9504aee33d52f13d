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

    /** What most intervals share. */
    record Common(long low, long high, int agreeing) {}

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

    /** The first of the intervals that most share; there must be one at least. */
    Common common() {
        long[] starts = Arrays.copyOf(low, count);
        long[] ends = Arrays.copyOf(high, count);
        Arrays.sort(starts);
        Arrays.sort(ends);
        int open = 0;
        int most = 0;
        long from = 0;
        long to = 0;
        int end = 0;
        for (int start = 0; start < count; start++) {
            while (ends[end] < starts[start]) {
                end++;
                open--;
            }
            if (++open > most) {
                most = open;
                from = starts[start];
                to = ends[end];
            }
        }
        return new Common(from, to, most);
    }
}
