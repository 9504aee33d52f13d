package dev.faultline.analysis.onset;

import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import dev.faultline.store.Column;
import dev.faultline.store.PerValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Finds change points: for failing and slow spans of each operation, errors of each service, and templates that warn. Columns
 * are read, never text; memory is bounded by the number of slices and of series.
 */
public final class OnsetDetector {
    private static final int MOST_SERIES = 400;
    private static final int ERROR = Severity.ERROR.number();
    private static final int WARN = Severity.WARN.number();
    /** How much weaker a change point may be than the strongest and still say when it began. */
    private static final double NEARLY = 0.7;

    private final CaseReader reader;
    private final TimeBins bins;
    private final BooleanSupplier cancelled;
    private final Map<Key, Series> series = new HashMap<>();
    private final Map<Key, SlowerThan> slow = new HashMap<>();
    private final PerValue<Optional<Series>> errors =
            new PerValue<>(Column.SERVICE, service -> series(new Key(Onset.Measure.ERRORS, service, "")));
    /** Of the segment that is walked, by template and service: what a template says is put together from its words. */
    private final Map<Long, Optional<Series>> patterns = new HashMap<>();

    private int patternsOf = -1;

    private record Key(Onset.Measure measure, String service, String subject) {}

    private OnsetDetector(CaseReader reader, BooleanSupplier cancelled) {
        this.reader = reader;
        this.bins = TimeBins.of(reader);
        this.cancelled = cancelled;
    }

    /** All change points, the most surprising first. */
    public static List<Onset> all(CaseReader reader, BooleanSupplier cancelled) throws IOException {
        return new OnsetDetector(reader, cancelled).run();
    }

    /**
     * When the failure began: the earliest of the change points that are nearly as strong as the strongest. Failures count
     * before slowness, slowness before templates.
     */
    public static Optional<Onset> first(List<Onset> onsets) {
        for (List<Onset.Measure> measures : List.of(
                List.of(Onset.Measure.FAILED_SPANS, Onset.Measure.ERRORS),
                List.of(Onset.Measure.SLOW_SPANS),
                List.of(Onset.Measure.PATTERN))) {
            List<Onset> some = onsets.stream()
                    .filter(onset -> measures.contains(onset.measure()))
                    .toList();
            if (!some.isEmpty()) {
                double least = some.getFirst().strength() * NEARLY;
                return some.stream()
                        .filter(onset -> onset.strength() >= least)
                        .min(Comparator.comparingLong(Onset::time));
            }
        }
        return Optional.empty();
    }

    private List<Onset> run() throws IOException {
        each(block -> block.kindCount(Kind.SPAN.ordinal()) > 0, this::learnDurations);
        slow.values().forEach(SlowerThan::settle);
        each(block -> true, this::count);
        double least = Math.sqrt(2 * Math.log(Math.max(2, bins.count())));
        List<Onset> onsets = new ArrayList<>();
        series.forEach((key, one) -> {
            if (key.measure() == Onset.Measure.PATTERN) {
                Series whole = series.get(new Key(Onset.Measure.ERRORS, key.service(), ""));
                for (int bin = 0; whole != null && bin < bins.count(); bin++) {
                    one.addAll(bin, whole.all(bin) - one.all(bin));
                }
            }
            Series.Stretch worst = one.worst();
            if (worst != null && worst.strength() >= least) {
                SlowerThan usual = slow.get(key);
                onsets.add(onset(key, worst, usual == null ? 0 : usual.threshold()));
            }
        });
        onsets.sort(Comparator.comparingDouble(Onset::strength).reversed().thenComparingLong(Onset::time));
        return onsets;
    }

    private static Onset onset(Key key, Series.Stretch worst, long threshold) {
        return new Onset(
                worst.from(),
                worst.until(),
                key.measure(),
                key.service(),
                key.subject(),
                worst.badOutside(),
                worst.allOutside(),
                worst.bad(),
                worst.all(),
                worst.strength(),
                worst.first(),
                threshold);
    }

    /** Takes a row. */
    @FunctionalInterface
    private interface Visitor {
        void row(Block block, int row) throws IOException;
    }

    private void each(Predicate<Block> wanted, Visitor visitor) throws IOException {
        for (Block block : reader.blocks()) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("the search for the onset was cancelled");
            }
            if (!wanted.test(block)) {
                continue;
            }
            long[] hidden = block.hidden();
            for (int row = 0; row < block.size(); row++) {
                boolean shown = hidden == null || (hidden[row >> 6] >>> row & 1) == 0;
                if (shown && TimeBins.isRequest(block, row)) {
                    visitor.row(block, row);
                }
            }
        }
    }

    private void learnDurations(Block block, int row) {
        if (block.kind(row) == Kind.SPAN.ordinal() && block.duration(row) >= 0) {
            Key key =
                    new Key(Onset.Measure.SLOW_SPANS, text(block, Column.SERVICE, row), text(block, Column.NAME, row));
            SlowerThan known = slow.get(key);
            if (known == null && slow.size() < MOST_SERIES) {
                known = new SlowerThan();
                slow.put(key, known);
            }
            if (known != null) {
                known.add(block.duration(row));
            }
        }
    }

    private void count(Block block, int row) {
        int bin = bins.of(block.time(row));
        int severity = block.severityNumber(row);
        if (block.kind(row) == Kind.SPAN.ordinal()) {
            String service = text(block, Column.SERVICE, row);
            String name = text(block, Column.NAME, row);
            add(series(new Key(Onset.Measure.FAILED_SPANS, service, name)), bin, severity >= ERROR, block, row);
            Key key = new Key(Onset.Measure.SLOW_SPANS, service, name);
            SlowerThan usual = slow.get(key);
            if (usual != null && block.duration(row) >= 0) {
                add(series(key), bin, usual.isSlow(block.duration(row)), block, row);
            }
            return;
        }
        add(errors.of(block, row), bin, severity >= ERROR, block, row);
        if (severity >= WARN && block.template(row) >= 0) {
            add(pattern(block, row), bin, true, block, row);
        }
    }

    private Optional<Series> pattern(Block block, int row) {
        if (block.segment() != patternsOf) {
            patternsOf = block.segment();
            patterns.clear();
        }
        int template = block.template(row);
        long id = (long) template << 32 | block.value(Column.SERVICE, row) + 1;
        Optional<Series> known = patterns.get(id);
        if (known == null) {
            String service = text(block, Column.SERVICE, row);
            known = series(new Key(
                    Onset.Measure.PATTERN,
                    service,
                    block.templates().get(template).text()));
            patterns.put(id, known);
        }
        return known;
    }

    /** Nothing where there are too many to count another one. */
    private Optional<Series> series(Key key) {
        Series one = series.get(key);
        if (one == null && series.size() < MOST_SERIES * 3) {
            one = new Series(bins.count());
            series.put(key, one);
        }
        return Optional.ofNullable(one);
    }

    private static void add(Optional<Series> series, int bin, boolean bad, Block block, int row) {
        if (series.isPresent()) {
            series.get().add(bin, block.time(row), bad, block.source().id(), block.ordinal(row));
        }
    }

    private static String text(Block block, Column column, int row) {
        int id = block.value(column, row);
        return id < 0 ? "" : block.dictionary(column).get(id);
    }
}
