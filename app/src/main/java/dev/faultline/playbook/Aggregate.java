package dev.faultline.playbook;

import java.util.Arrays;

/**
 * A figure over the hits of a query, such as {@code p95(duration)}.
 *
 * @param function {@code p50} to {@code p99}, {@code max min avg sum distinct}
 * @param field what is measured
 */
public record Aggregate(String function, String field) {
    static Aggregate parse(String text) {
        int open = text.indexOf('(');
        return new Aggregate(text.substring(0, open), text.substring(open + 1, text.indexOf(')')));
    }

    /** The figure over the first {@code size} values, which are sorted by this; there is at least one. */
    double of(double[] values, int size) {
        Arrays.sort(values, 0, size);
        return switch (function) {
            case "max" -> values[size - 1];
            case "min" -> values[0];
            case "avg" -> sum(values, size) / size;
            case "sum" -> sum(values, size);
            default -> {
                // The nearest rank: a value that really occurred.
                double share = Integer.parseInt(function.substring(1)) / 100.0;
                yield values[Math.max(0, (int) Math.ceil(share * size) - 1)];
            }
        };
    }

    private static double sum(double[] values, int size) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += values[i];
        }
        return sum;
    }

    @Override
    public String toString() {
        return function + "(" + field + ")";
    }
}
