package dev.faultline.analysis.signal;

import dev.faultline.model.TimeRange;

/**
 * The two periods that are compared.
 *
 * @param incident when it failed
 * @param baseline when it was known to be good; before the incident or after it
 */
public record Windows(TimeRange incident, TimeRange baseline) {
    /** Whether the instant lies in one of them. */
    public boolean contains(long nanos) {
        return incident.contains(nanos) || baseline.contains(nanos);
    }

    /** Whether any instant between these two, both included, may lie in one of them. */
    public boolean meets(long first, long last) {
        return meets(incident, first, last) || meets(baseline, first, last);
    }

    private static boolean meets(TimeRange range, long first, long last) {
        return last >= range.from() && first < range.to();
    }
}
