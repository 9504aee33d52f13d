package dev.faultline.model;

import java.util.Locale;

/** How much of an event's time the evidence itself says. The order is part of the case format: append only. */
public enum TimeQuality {
    /** Date, time and zone stand in the evidence. */
    EXACT,
    /** The evidence has no zone; the source's zone was assumed. */
    ZONE_ASSUMED,
    /** The evidence has no year (and no zone); both were assumed. */
    YEAR_ASSUMED,
    /** A time since an unknown or assumed start, such as a JVM's uptime. */
    RELATIVE,
    /** The evidence has no usable time; the event stands beside its neighbour in the source. */
    NONE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The word that JSON and the window use. */
    public String label() {
        return label;
    }
}
