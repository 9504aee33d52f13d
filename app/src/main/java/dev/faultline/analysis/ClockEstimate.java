package dev.faultline.analysis;

/**
 * How the clock of one source stands to that of another.
 *
 * @param source the source whose clock would be set
 * @param reference the source whose clock is believed
 * @param current what is added to the source's clock now, nanoseconds
 * @param offset what to add so that both agree: the middle of where most anchors do
 * @param low the least that agrees with most anchors
 * @param high the most that agrees with most anchors
 * @param agreeing anchors that hold anywhere in the interval
 * @param anchors all anchors
 * @param evidence what the anchors are
 */
public record ClockEstimate(
        int source,
        int reference,
        long current,
        long offset,
        long low,
        long high,
        int agreeing,
        int anchors,
        Evidence evidence) {
    /** What an anchor is made of, the strongest first. */
    public enum Evidence {
        /** Spans that lie within their parents, and records that lie within their spans. */
        SPANS,
        /** Traces that both sources know: what they say of one overlaps. */
        TRACES
    }

    /** How the current offset looks. */
    public enum Verdict {
        /** What is added now lies within the interval. */
        AGREES,
        /** It does not: the order of events across the two sources is wrong somewhere. */
        DISAGREES,
        /** The anchors contradict each other: no one offset satisfies most of them. */
        UNDECIDED
    }

    /** How the current offset looks in the light of the anchors. */
    public Verdict verdict() {
        if (agreeing * 2 <= anchors) {
            return Verdict.UNDECIDED;
        }
        return current >= low && current <= high ? Verdict.AGREES : Verdict.DISAGREES;
    }

    /** Two events of the two sources that are closer than this, nanoseconds, have no certain order. */
    public long uncertainty() {
        return high - low;
    }

    /** Whether the difference looks like a time zone that was not said: quarters of an hour, at least one. */
    public boolean looksLikeZone() {
        long quarter = 900_000_000_000L;
        long difference = offset - current;
        long rest = Math.floorMod(difference + quarter / 2, quarter) - quarter / 2;
        return Math.abs(difference) > quarter / 2
                && Math.abs(difference) < 56 * quarter
                && Math.abs(rest) <= Math.max(uncertainty(), 2_000_000_000L)
                && uncertainty() < quarter / 2;
    }
}
