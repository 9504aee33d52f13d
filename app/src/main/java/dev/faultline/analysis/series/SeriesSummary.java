package dev.faultline.analysis.series;

import java.util.List;

/**
 * One series among those of the case.
 *
 * @param key names it
 * @param shown the labels that tell it from its siblings
 * @param samples how many it has
 * @param change how much it changed at the onset, in units of its usual spread
 * @param sentence what the change is read from
 */
public record SeriesSummary(SeriesKey key, List<String> shown, long samples, double change, String sentence) {
    /** Copies the labels. */
    public SeriesSummary {
        shown = List.copyOf(shown);
    }

    /** The series in words. */
    public String name() {
        return key.name(shown);
    }
}
