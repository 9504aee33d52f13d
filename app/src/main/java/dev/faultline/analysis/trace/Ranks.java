package dev.faultline.analysis.trace;

import java.util.Arrays;
import java.util.Comparator;

/** Ranks of two samples. */
final class Ranks {
    private Ranks() {}

    static double median(double[] values) {
        if (values.length == 0) {
            return 0;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The value that this share of the first {@code size} values is not above; they are sorted. 0 where there is none. */
    static long nearest(long[] sorted, int size, double share) {
        return size == 0 ? 0 : sorted[Math.clamp((long) Math.ceil(share * size) - 1, 0, size - 1)];
    }

    /** Two-sided, by the normal approximation with the correction for ties and continuity. */
    static double mannWhitney(double[] a, double[] b) {
        int n = a.length + b.length;
        double[] all = Arrays.copyOf(a, n);
        System.arraycopy(b, 0, all, a.length, b.length);
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> all[i]));
        double rankSum = 0;
        double ties = 0;
        for (int from = 0; from < n; ) {
            int to = from;
            while (to < n && all[order[to]] == all[order[from]]) {
                to++;
            }
            double rank = (from + 1 + to) / 2.0;
            for (int i = from; i < to; i++) {
                rankSum += order[i] < a.length ? rank : 0;
            }
            double tied = to - from;
            ties += tied * tied * tied - tied;
            from = to;
        }
        double u = rankSum - a.length * (a.length + 1.0) / 2;
        double mean = a.length * (double) b.length / 2;
        double variance = a.length * (double) b.length / 12 * (n + 1 - ties / (n * (n - 1.0)));
        double z = variance <= 0 ? 0 : Math.max(0, Math.abs(u - mean) - 0.5) / Math.sqrt(variance);
        return Math.min(1, complementaryError(z / Math.sqrt(2)));
    }

    /** Numerical Recipes' erfcc, relative error below 1.2e-7. */
    private static double complementaryError(double x) {
        double t = 1 / (1 + 0.5 * x);
        double[] c = {
            -1.26551223,
            1.00002368,
            0.37409196,
            0.09678418,
            -0.18628806,
            0.27886807,
            -1.13520398,
            1.48851587,
            -0.82215223,
            0.17087277
        };
        double sum = 0;
        for (int i = c.length - 1; i >= 0; i--) {
            sum = sum * t + c[i];
        }
        return t * Math.exp(-x * x + sum);
    }
}
