package dev.faultline.analysis.trace;

/**
 * Traces that begin in a stretch of time and last so long; all bounds belong to it.
 *
 * @param from nanoseconds since 1970 UTC
 * @param least nanoseconds
 */
public record TraceWindow(long from, long to, long least, long most) {
    /** Every trace. */
    public static final TraceWindow ALL = new TraceWindow(Long.MIN_VALUE, Long.MAX_VALUE, 0, Long.MAX_VALUE);

    /** Whether a trace lies in it. */
    public boolean holds(long start, long duration) {
        return start >= from && start <= to && duration >= least && duration <= most;
    }
}
