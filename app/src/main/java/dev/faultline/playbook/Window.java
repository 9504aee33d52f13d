package dev.faultline.playbook;

import dev.faultline.model.TimeRange;

/**
 * A time beside a moment, such as {@code 24h before onset}.
 *
 * @param nanos how long, nanoseconds
 * @param side {@code before}, {@code after} or {@code around}
 * @param moment {@code onset} or {@code fix}
 */
public record Window(long nanos, String side, String moment) {
    static Window parse(String text) {
        String[] words = text.split(" ");
        return new Window(Nanos.parse(words[0]), words[1], words[2]);
    }

    /** The time itself, once the moment is known. */
    TimeRange at(long when) {
        long from = side.equals("after") ? when : subtract(when, nanos);
        long to = side.equals("before") ? when : -subtract(-when, nanos);
        return new TimeRange(from, Math.max(from, to));
    }

    private static long subtract(long a, long b) {
        long difference = a - b;
        return ((a ^ b) & (a ^ difference)) < 0 ? Long.MIN_VALUE + 1 : difference;
    }

    @Override
    public String toString() {
        return Nanos.text(nanos) + " " + side + " " + moment;
    }
}
