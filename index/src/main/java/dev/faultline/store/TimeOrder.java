package dev.faultline.store;

import java.util.Arrays;

/** The order of rows by time, of equal times by row: rows of a block fit beside their times in one number. */
final class TimeOrder {
    private static final int ROW_BITS = 12;
    private static final int SHIFTS = 64 - ROW_BITS;

    private TimeOrder() {}

    static int[] of(long[] times, int rows) {
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int i = 0; i < rows; i++) {
            min = Math.min(min, times[i]);
            max = Math.max(max, times[i]);
        }
        long range = max - min;
        boolean fits = rows <= 1 << ROW_BITS && range >= 0 && range >>> SHIFTS - 1 == 0;
        return fits ? packed(times, rows, min) : boxed(times, rows);
    }

    private static int[] packed(long[] times, int rows, long min) {
        long[] keys = new long[rows];
        for (int i = 0; i < rows; i++) {
            keys[i] = times[i] - min << ROW_BITS | i;
        }
        Arrays.sort(keys);
        int[] order = new int[rows];
        for (int i = 0; i < rows; i++) {
            order[i] = (int) keys[i] & (1 << ROW_BITS) - 1;
        }
        return order;
    }

    private static int[] boxed(long[] times, int rows) {
        Integer[] order = new Integer[rows];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Long.compare(times[a], times[b]));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }
}
