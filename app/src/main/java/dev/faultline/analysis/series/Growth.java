package dev.faultline.analysis.series;

import java.util.OptionalDouble;

/** Turns a number that only grows into how much it grew per second; a restart, from which it counts anew, gives nothing. */
final class Growth {
    private static final double SECOND = 1e9;

    private boolean started;
    private long time;
    private double value;

    OptionalDouble next(long at, double now) {
        boolean usable = started && at > time && now >= value;
        OptionalDouble perSecond =
                usable ? OptionalDouble.of((now - value) / ((at - time) / SECOND)) : OptionalDouble.empty();
        if (!started || at > time) {
            started = true;
            time = at;
            value = now;
        }
        return perSecond;
    }
}
