package dev.faultline.analysis.compare;

import dev.faultline.model.TimeRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What differs between two periods, of one case or of two: services, operations, templates and exceptions that are new,
 * gone, more or less frequent (an exact test on counts and what they are a share of), and operations that are slower or
 * faster (an exact test against the median before). More, less, slower and faster are given where they survive a correction
 * for the number of comparisons.
 *
 * @param differences the surest first
 * @param compared how many things were compared
 */
public record Comparison(List<Difference> differences, int compared) {
    private static final double CONFIDENCE = 0.95;
    private static final double NOTABLE = 1.2;

    /** Copies the differences. */
    public Comparison {
        differences = List.copyOf(differences);
    }

    /** Compares what two tallies counted. */
    public static Comparison of(Tally before, Tally after) {
        Map<Tally.Key, Tally.Count> keys = new HashMap<>(before.counts());
        after.counts().forEach(keys::putIfAbsent);
        List<Difference> all = new ArrayList<>();
        for (Tally.Key key : keys.keySet()) {
            Tally.Count was = before.counts().getOrDefault(key, Tally.Count.NONE);
            Tally.Count is = after.counts().getOrDefault(key, Tally.Count.NONE);
            all.add(counted(key, was, is, before.exposure(key), after.exposure(key)));
            if (was.timed() > 0 && is.timed() > 0) {
                all.add(timed(key, was, is));
            }
        }
        all.sort(Comparator.comparingDouble(Difference::probability)
                .thenComparing(Difference::what)
                .thenComparing(Difference::subject));
        double limit = limit(all);
        // That something is new or gone is a fact, whatever chance has to do with it.
        List<Difference> sure = all.stream()
                .filter(one -> one.probability() <= limit || one.isFact())
                .toList();
        return new Comparison(sure, all.size());
    }

    /** Counts both periods of one case and compares them. */
    public static Comparison of(
            dev.faultline.store.CaseReader reader, TimeRange before, TimeRange after, BooleanSupplier cancelled)
            throws IOException {
        return of(Tally.of(reader, before, cancelled), Tally.of(reader, after, cancelled));
    }

    /** Benjamini and Hochberg: of the differences that are given, one in twenty may be chance. */
    private static double limit(List<Difference> ascending) {
        double limit = 0;
        for (int i = 0; i < ascending.size(); i++) {
            double probability = ascending.get(i).probability();
            if (probability <= (1 - CONFIDENCE) * (i + 1) / ascending.size()) {
                limit = probability;
            }
        }
        return limit;
    }

    private static Difference counted(
            Tally.Key key, Tally.Count was, Tally.Count is, Tally.Exposure before, Tally.Exposure after) {
        double probability = ExactTest.rates(was.count(), before.amount(), is.count(), after.amount());
        double rate0 = was.count() / Math.max(1e-9, before.amount());
        double rate1 = is.count() / Math.max(1e-9, after.amount());
        Difference.What what = was.count() == 0
                ? Difference.What.NEW
                : is.count() == 0 ? Difference.What.GONE : rate1 > rate0 ? Difference.What.MORE : Difference.What.LESS;
        boolean notable = rate1 > rate0 * NOTABLE || rate0 > rate1 * NOTABLE;
        String sentence = String.format(
                Locale.ROOT,
                "%s %s: %,d of %s before, %,d of %s after; p = %.2g",
                key.kind(),
                key.named(),
                was.count(),
                before.words(),
                is.count(),
                after.words(),
                probability);
        return new Difference(
                what,
                key.kind(),
                key.service(),
                key.subject(),
                was.count(),
                (long) before.amount(),
                is.count(),
                (long) after.amount(),
                notable ? probability : 1,
                sentence,
                is.count() > 0 ? is.examples() : was.examples());
    }

    private static Difference timed(Tally.Key key, Tally.Count was, Tally.Count is) {
        long median = was.median();
        long now = is.median();
        long beyond = is.beyond(median);
        // Where nothing changed, half of the calls take longer than the median did before.
        double probability = ExactTest.binomial(beyond, is.sampled(), was.shareBeyond(median));
        boolean notable = now > median * NOTABLE || median > now * NOTABLE;
        String sentence = String.format(
                Locale.ROOT,
                "%s %s: median %s before (%,d calls), %s after; %,d of %,d take longer than the old median; p = %.2g",
                key.kind(),
                key.named(),
                dev.faultline.analysis.signal.Figures.duration(median),
                was.timed(),
                dev.faultline.analysis.signal.Figures.duration(now),
                beyond,
                is.sampled(),
                probability);
        return new Difference(
                now > median ? Difference.What.SLOWER : Difference.What.FASTER,
                key.kind(),
                key.service(),
                key.subject(),
                was.beyond(median),
                was.sampled(),
                beyond,
                is.sampled(),
                notable ? probability : 1,
                sentence,
                is.examples());
    }
}
