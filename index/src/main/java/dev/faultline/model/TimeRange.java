package dev.faultline.model;

/**
 * A span of time, nanoseconds since 1970 UTC.
 *
 * @param from first nanosecond inside
 * @param to first nanosecond after it; never less than {@code from}
 */
public record TimeRange(long from, long to) {
    /** Everything. */
    public static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

    /** Refuses a range that ends before it begins. */
    public TimeRange {
        if (to < from) {
            throw new IllegalArgumentException("the range ends before it begins: " + from + " > " + to);
        }
    }

    /** Whether the instant lies inside. */
    public boolean contains(long nanos) {
        return nanos >= from && nanos < to;
    }

    /** The length in nanoseconds, {@link Long#MAX_VALUE} where it is longer than that. */
    public long length() {
        long length = to - from;
        return length < 0 ? Long.MAX_VALUE : length;
    }

    /** The part that both ranges cover; empty (at this range's nearest end) where they do not meet. */
    public TimeRange intersect(TimeRange other) {
        long start = Math.max(from, other.from);
        return new TimeRange(start, Math.max(start, Math.min(to, other.to)));
    }
}
