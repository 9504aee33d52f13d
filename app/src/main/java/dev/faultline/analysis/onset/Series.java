package dev.faultline.analysis.onset;

import dev.faultline.analysis.signal.Likelihood;
import dev.faultline.model.EventId;
import org.jspecify.annotations.Nullable;

/** How many of something there were in each slice of time, and how many of them were bad. */
final class Series {
    private static final int LEAST_CALM = 10;

    private final int[] all;
    private final int[] bad;
    // Most series never see anything bad; only then these are needed.
    private long[] firstBad = {};
    private long[] lastBad = {};
    private @Nullable EventId[] firstEvent = {};
    private long total;
    private long totalBad;

    Series(int bins) {
        all = new int[bins];
        bad = new int[bins];
    }

    void add(int bin, long time, boolean isBad, int source, long ordinal) {
        all[bin]++;
        total++;
        if (isBad) {
            if (totalBad == 0) {
                firstBad = new long[bad.length];
                lastBad = new long[bad.length];
                firstEvent = new @Nullable EventId[bad.length];
            }
            if (bad[bin]++ == 0 || time < firstBad[bin]) {
                firstBad[bin] = time;
                firstEvent[bin] = new EventId(source, ordinal);
            }
            lastBad[bin] = Math.max(lastBad[bin], time);
            totalBad++;
        }
    }

    void addAll(int bin, int count) {
        all[bin] += count;
        total += count;
    }

    int all(int bin) {
        return all[bin];
    }

    /** A stretch of slices and how much worse it is than the rest. */
    record Stretch(
            long from,
            long until,
            long bad,
            long all,
            long badOutside,
            long allOutside,
            double strength,
            EventId first) {}

    /** The stretch that differs most from the rest; null where none is worse. */
    @Nullable
    Stretch worst() {
        if (totalBad == 0 || total == 0) {
            return null;
        }
        double share = (double) totalBad / total;
        double calm = Math.max(share / 3, 0.25 / total);
        double ill = Math.min(0.95, Math.max(share * 3, calm * 3));
        double badWeight = Math.log(ill / calm);
        double goodWeight = Math.log((1 - ill) / (1 - calm));
        double sum = 0;
        double best = 0;
        int start = 0;
        int from = -1;
        int to = -1;
        for (int bin = 0; bin < all.length; bin++) {
            if (sum <= 0) {
                sum = 0;
                start = bin;
            }
            sum += bad[bin] * badWeight + (all[bin] - bad[bin]) * goodWeight;
            if (sum > best) {
                best = sum;
                from = start;
                to = bin;
            }
        }
        if (from < 0) {
            return null;
        }
        Stretch found = stretch(from, to);
        Stretch sinceFirst = sinceFirst(to);
        // A failure of a kind that never was before begins with its first, even where successes follow that one.
        return sinceFirst != null && (found == null || sinceFirst.strength() >= found.strength() * 0.8)
                ? sinceFirst
                : found;
    }

    private @Nullable Stretch sinceFirst(int to) {
        int bin = 0;
        long before = 0;
        while (bin < all.length && bad[bin] == 0) {
            before += all[bin++];
        }
        return before >= LEAST_CALM && bin <= to ? stretch(bin, to) : null;
    }

    private @Nullable Stretch stretch(int from, int to) {
        long inside = 0;
        long badInside = 0;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        EventId event = null;
        for (int bin = from; bin <= to; bin++) {
            inside += all[bin];
            badInside += bad[bin];
            if (bad[bin] > 0) {
                if (firstBad[bin] < first) {
                    first = firstBad[bin];
                    event = firstEvent[bin];
                }
                last = Math.max(last, lastBad[bin]);
            }
        }
        if (event == null || inside == total) {
            return null;
        }
        double strength = Likelihood.shareRose(
                (double) (totalBad - badInside), (double) (total - inside), (double) badInside, (double) inside);
        return new Stretch(first, last, badInside, inside, totalBad - badInside, total - inside, strength, event);
    }
}
