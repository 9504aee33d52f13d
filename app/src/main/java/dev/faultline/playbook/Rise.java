package dev.faultline.playbook;

import dev.faultline.query.Hits;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * How much more frequent events became. The case is cut in two where their rate changes most; only slices with evidence
 * count as time, on both sides.
 */
final class Rise {
    /** A baseline shorter than this share of the slices is none. */
    private static final int LEAST_BEFORE = 6;

    private Rise() {}

    /** The rates on both sides of a cut. */
    record Rates(long before, int slicesBefore, long after, int slicesAfter, int cut) {
        /** Nothing before counts as one event there, so that the ratio is a lower bound. */
        double ratio() {
            return ((double) after / slicesAfter) / ((double) Math.max(1, before) / slicesBefore);
        }
    }

    static Sign judge(Inquiry inquiry, Indicator indicator, Hits hits) throws IOException {
        Comparison wanted = Objects.requireNonNull(indicator.ratio());
        Occurrences occurrences = Occurrences.of(hits, List.of(), inquiry);
        Occurrences.Group all = occurrences.groups().getOrDefault("", new Occurrences.Group(""));
        Coverage coverage = inquiry.coverage();
        Rates rates = split(coverage, all);
        if (rates == null) {
            String reason = hits.count() + " events, but no time before them to compare with";
            return new Sign(indicator, Truth.UNKNOWN, hits.count(), reason, hits.ids(0, 20), Long.MAX_VALUE);
        }
        long onset = coverage.range().from() + rates.cut() * coverage.sliceNanos();
        int start = 0;
        while (start < all.size && coverage.index(all.times[start]) < rates.cut()) {
            start++;
        }
        return new Sign(
                indicator,
                Truth.of(wanted.test(rates.ratio()) && indicator.count().testCount(rates.after())),
                hits.count(),
                text(rates, coverage.sliceNanos()) + ", " + wanted + " times wanted",
                Occurrences.ids(inquiry, all, start, 20),
                Math.max(onset, start < all.size ? all.times[start] : onset));
    }

    static String text(Rates rates, long slice) {
        return rates.after() + " events in " + Nanos.text(rates.slicesAfter() * slice) + " against " + rates.before()
                + " in the " + Nanos.text(rates.slicesBefore() * slice) + " before: "
                + (rates.before() == 0 ? "at least " : "")
                + String.format(Locale.ROOT, "%.1f", rates.ratio()) + " times as often";
    }

    private static @org.jspecify.annotations.Nullable Rates split(Coverage coverage, Occurrences.Group group) {
        long[] counts = new long[coverage.slices()];
        for (int i = 0; i < group.size; i++) {
            counts[coverage.index(group.times[i])]++;
        }
        long total = group.size;
        int lived = 0;
        for (int i = 0; i < counts.length; i++) {
            lived += coverage.lives(i) ? 1 : 0;
        }
        Rates best = null;
        double most = 0;
        long before = 0;
        int slices = 0;
        for (int cut = 1; cut < counts.length; cut++) {
            before += counts[cut - 1];
            slices += coverage.lives(cut - 1) ? 1 : 0;
            if (slices < LEAST_BEFORE || slices == lived || total == before) {
                continue;
            }
            double evidence = likelihood(before, slices, total - before, lived - slices);
            if (evidence > most) {
                most = evidence;
                best = new Rates(before, slices, total - before, lived - slices, cut);
            }
        }
        return best;
    }

    /** The logarithm of how much better two rates explain the counts than one; 0 where the rate did not rise. */
    private static double likelihood(long before, int slicesBefore, long after, int slicesAfter) {
        double one = (double) (before + after) / (slicesBefore + slicesAfter);
        double low = (double) before / slicesBefore;
        double high = (double) after / slicesAfter;
        return high <= low ? 0 : part(before, low, one) + part(after, high, one);
    }

    private static double part(long count, double rate, double one) {
        return count == 0 ? 0 : count * Math.log(rate / one);
    }

    /** How much more frequent the events are from a moment on than before it; null where one side has no evidence. */
    static @org.jspecify.annotations.Nullable Rates at(Coverage coverage, Occurrences.Group group, long moment) {
        int cut = coverage.index(moment);
        int slicesBefore = 0;
        int slicesAfter = 0;
        for (int i = 0; i < coverage.slices(); i++) {
            if (coverage.lives(i)) {
                slicesBefore += i < cut ? 1 : 0;
                slicesAfter += i < cut ? 0 : 1;
            }
        }
        long before = 0;
        for (int i = 0; i < group.size; i++) {
            before += coverage.index(group.times[i]) < cut ? 1 : 0;
        }
        return slicesBefore == 0 || slicesAfter == 0
                ? null
                : new Rates(before, slicesBefore, group.size - before, slicesAfter, cut);
    }
}
