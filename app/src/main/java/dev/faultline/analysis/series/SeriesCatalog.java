package dev.faultline.analysis.series;

import dev.faultline.model.EventId;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The series of a case, those first that changed most when it began.
 *
 * @param series all of them, up to a limit
 * @param leftOut samples of series beyond the limit
 */
public record SeriesCatalog(List<SeriesSummary> series, long leftOut) {
    /** Copies the list. */
    public SeriesCatalog {
        series = List.copyOf(series);
    }

    static final int MOST_SERIES = 20_000;
    private static final long WINDOW = 3_600_000_000_000L;
    private static final int LEAST = 2;

    /** Reads every metric once; {@code onset} is what the change is measured at, where it is known. */
    public static SeriesCatalog read(CaseReader reader, OptionalLong onset, BooleanSupplier cancelled)
            throws IOException {
        Reading reading = new Reading(onset);
        MetricRows.read(reader, cancelled, reading);
        return new SeriesCatalog(reading.summaries(), reading.leftOut);
    }

    private static final class Reading implements MetricRows.Taker {
        private final Map<SeriesKey, Tally> tallies = new LinkedHashMap<>();
        private final OptionalLong onset;
        private long leftOut;

        Reading(OptionalLong onset) {
            this.onset = onset;
        }

        @Override
        public boolean wants(String service, String metric) {
            return true;
        }

        @Override
        public void take(SeriesKey key, boolean cumulative, long time, double value, EventId event) {
            Tally tally = tallies.get(key);
            if (tally == null && tallies.size() < MOST_SERIES) {
                tally = new Tally(cumulative);
                tallies.put(key, tally);
            }
            if (tally == null) {
                leftOut++;
            } else {
                tally.add(time, value, onset);
            }
        }

        List<SeriesSummary> summaries() {
            Map<String, Set<String>> common = new HashMap<>();
            tallies.keySet().forEach(key -> common.computeIfAbsent(family(key), any -> new HashSet<>(key.labels()))
                    .retainAll(key.labels()));
            List<SeriesSummary> all = new ArrayList<>();
            tallies.forEach((key, tally) -> {
                Set<String> same = common.getOrDefault(family(key), Set.of());
                List<String> shown = key.labels().stream()
                        .filter(label -> !same.contains(label))
                        .toList();
                all.add(tally.summary(key, shown, onset.isPresent()));
            });
            all.sort(
                    Comparator.comparingDouble(SeriesSummary::change).reversed().thenComparing(SeriesSummary::name));
            return all;
        }

        private static String family(SeriesKey key) {
            return key.service() + "\n" + key.metric() + "\n" + key.figure();
        }
    }

    /** The figures of one series, in bounded memory. */
    private static final class Tally {
        private final boolean cumulative;
        private final Growth growth = new Growth();
        private final Mean before = new Mean();
        private final Mean after = new Mean();
        private final Mean all = new Mean();
        private long samples;

        Tally(boolean cumulative) {
            this.cumulative = cumulative;
        }

        void add(long time, double value, OptionalLong onset) {
            samples++;
            if (!cumulative) {
                count(time, value, onset);
            } else {
                growth.next(time, value).ifPresent(perSecond -> count(time, perSecond, onset));
            }
        }

        private void count(long time, double value, OptionalLong onset) {
            all.add(value);
            if (onset.isPresent()) {
                long distance = time - onset.getAsLong();
                if (distance >= 0 && distance < WINDOW) {
                    after.add(value);
                } else if (distance < 0 && distance >= -WINDOW) {
                    before.add(value);
                }
            }
        }

        SeriesSummary summary(SeriesKey key, List<String> shown, boolean measured) {
            String unit = cumulative ? " per second" : "";
            if (!measured) {
                double widest = Math.max(Math.abs(all.least), Math.abs(all.most));
                double change = all.count == 0 || widest == 0 ? 0 : (all.most - all.least) / widest;
                return new SeriesSummary(
                        key,
                        shown,
                        samples,
                        change,
                        text("from %.4g to %.4g%s in %,d samples; no onset to compare at", all, unit));
            }
            if (before.count < LEAST || after.count < LEAST) {
                return new SeriesSummary(
                        key,
                        shown,
                        samples,
                        0,
                        String.format(
                                Locale.ROOT,
                                "too few samples to compare: %,d in the hour before the onset, %,d in the hour after",
                                before.count,
                                after.count));
            }
            double unitOfChange =
                    Math.max(before.spread(), Math.max(Math.abs(before.mean) / 10, Math.abs(after.mean) / 100));
            double change = unitOfChange == 0 ? 0 : Math.abs(after.mean - before.mean) / unitOfChange;
            return new SeriesSummary(
                    key,
                    shown,
                    samples,
                    change,
                    String.format(
                            Locale.ROOT,
                            "mean %.4g%s in %,d samples of the hour before the onset, %.4g in %,d of the hour after",
                            before.mean,
                            unit,
                            before.count,
                            after.mean,
                            after.count));
        }

        private static String text(String form, Mean all, String unit) {
            return all.count == 0
                    ? "nothing to draw"
                    : String.format(Locale.ROOT, form, all.least, all.most, unit, all.count);
        }
    }

    /** Mean and spread as the values come, after Welford. */
    private static final class Mean {
        private long count;
        private double mean;
        private double squares;
        private double least = Double.POSITIVE_INFINITY;
        private double most = Double.NEGATIVE_INFINITY;

        void add(double value) {
            count++;
            double away = value - mean;
            mean += away / count;
            squares += away * (value - mean);
            least = Math.min(least, value);
            most = Math.max(most, value);
        }

        double spread() {
            return count < 2 ? 0 : Math.sqrt(squares / (count - 1));
        }
    }
}
