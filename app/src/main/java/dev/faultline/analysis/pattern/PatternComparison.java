package dev.faultline.analysis.pattern;

import dev.faultline.model.TimeRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The patterns of a window beside those of a baseline, which may lie before or after it. Rates are per minute of each
 * window, so that windows of different lengths compare; the test is the exact one for two Poisson counts.
 *
 * @param window the time that is asked about
 * @param baseline what it is compared with
 * @param windowLogs log records in the window
 * @param baselineLogs log records in the baseline
 * @param rows every pattern of either, what changed most surprisingly first
 */
public record PatternComparison(
        TimeRange window, TimeRange baseline, long windowLogs, long baselineLogs, List<Row> rows) {
    /** Wanted before a difference is called one, after the correction for the number of patterns. */
    private static final double SURE = 0.01;

    private static final double LEAST_FACTOR = 1.5;
    private static final double MINUTE = 60e9;

    /** Copies the rows. */
    public PatternComparison {
        rows = List.copyOf(rows);
    }

    /** What became of a pattern. */
    public enum Change {
        /** Only in the window. */
        NEW,
        /** Only in the baseline. */
        GONE,
        MORE,
        LESS,
        /** No difference that chance would not explain. */
        SAME;

        /** The word that JSON and the window use. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A pattern in both windows.
     *
     * @param pattern as it is in the window, or in the baseline where it is gone
     * @param count hits in the window
     * @param baselineCount hits in the baseline
     * @param chance the probability of a difference as large where nothing changed, times the number of patterns, at most 1
     * @param sentence all of this for a person
     */
    public record Row(
            LogPattern pattern, long count, long baselineCount, Change change, double chance, String sentence) {}

    /** Compares; both sides are of windows with exactly these lengths. */
    public static PatternComparison of(Patterns inside, TimeRange window, Patterns base, TimeRange baseline) {
        Map<Integer, LogPattern> before = new HashMap<>();
        base.patterns().forEach(pattern -> before.put(pattern.id(), pattern));
        Map<Integer, LogPattern> all = new HashMap<>(before);
        inside.patterns().forEach(pattern -> all.put(pattern.id(), pattern));
        Map<Integer, LogPattern> now = new HashMap<>();
        inside.patterns().forEach(pattern -> now.put(pattern.id(), pattern));
        List<Row> rows = new ArrayList<>();
        for (LogPattern pattern : all.values()) {
            rows.add(row(
                    pattern,
                    count(now.get(pattern.id())),
                    window,
                    count(before.get(pattern.id())),
                    baseline,
                    all.size()));
        }
        rows.sort(Comparator.comparingInt((Row row) -> row.change() == Change.SAME ? 1 : 0)
                .thenComparingDouble(Row::chance)
                .thenComparing(Row::count, Comparator.reverseOrder())
                .thenComparing(row -> row.pattern().id()));
        return new PatternComparison(window, baseline, inside.logs(), base.logs(), rows);
    }

    private static long count(@Nullable LogPattern pattern) {
        return pattern == null ? 0 : pattern.count();
    }

    private static Row row(
            LogPattern pattern, long count, TimeRange window, long baselineCount, TimeRange baseline, int patterns) {
        double minutes = window.length() / MINUTE;
        double baselineMinutes = baseline.length() / MINUTE;
        double p = RateTest.twoSided(count, minutes, baselineCount, baselineMinutes);
        double chance = Math.min(1, p * patterns);
        double rate = count / minutes;
        double baselineRate = baselineCount / baselineMinutes;
        Change change;
        if (baselineCount == 0) {
            change = Change.NEW;
        } else if (count == 0) {
            change = Change.GONE;
        } else if (chance > SURE || Math.max(rate / baselineRate, baselineRate / rate) < LEAST_FACTOR) {
            change = Change.SAME;
        } else {
            change = rate > baselineRate ? Change.MORE : Change.LESS;
        }
        String numbers = String.format(
                Locale.ROOT,
                "%,d in %s against %,d in %s of the baseline (%.3g against %.3g a minute)",
                count,
                length(minutes),
                baselineCount,
                length(baselineMinutes),
                rate,
                baselineRate);
        String doubt = change != Change.SAME && chance > SURE ? "; so few that chance may explain it" : "";
        return new Row(pattern, count, baselineCount, change, chance, change.label() + ": " + numbers + doubt);
    }

    private static String length(double minutes) {
        return minutes < 2
                ? String.format(Locale.ROOT, "%.3g s", minutes * 60)
                : String.format(Locale.ROOT, "%.3g min", minutes);
    }
}
