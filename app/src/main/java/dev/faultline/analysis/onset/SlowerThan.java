package dev.faultline.analysis.onset;

import java.util.Arrays;

/** What is slow for an operation: far beyond its median, from a bounded sample of its durations. */
final class SlowerThan {
    private static final int SAMPLE = 1_024;
    private static final long ALLOWANCE = 20_000_000L;

    private long[] sample = new long[64];
    private int size;
    private long seen;
    private long threshold = Long.MAX_VALUE;

    /** Keeps evenly spread durations: when the sample is full, every other one goes and fewer are taken. */
    void add(long duration) {
        if (seen++ % stride != 0) {
            return;
        }
        if (size == SAMPLE) {
            for (int i = 0; i < SAMPLE / 2; i++) {
                sample[i] = sample[i * 2];
            }
            size = SAMPLE / 2;
            stride *= 2;
        }
        if (size == sample.length) {
            sample = Arrays.copyOf(sample, size * 2);
        }
        sample[size++] = duration;
    }

    private long stride = 1;

    void settle() {
        Arrays.sort(sample, 0, size);
        if (size > 0) {
            long median = sample[size / 2];
            threshold = median * 2 + ALLOWANCE;
        }
    }

    long threshold() {
        return threshold;
    }

    boolean isSlow(long duration) {
        return duration > threshold;
    }
}
