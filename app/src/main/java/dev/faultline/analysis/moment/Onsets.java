package dev.faultline.analysis.moment;

import dev.faultline.model.EventId;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.query.Hits;
import dev.faultline.store.Block;
import dev.faultline.store.Column;
import dev.faultline.store.PerValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When the errors of a service became frequent, and when its spans became slow: the change of share that is most likely,
 * over slices of equal traffic. An approximation: the slice is right, the first bad event in it is named.
 */
final class Onsets {
    private static final int SLICES = 256;
    private static final int ERROR = Severity.ERROR.number();
    /** Natural logarithms of likelihood; 6 is about one in four hundred, after a search over many cuts one in ten. */
    private static final double SURE = 8;

    private static final int LEAST_BAD = 3;
    private static final int SAMPLE = 4_096;

    private final EqualTraffic traffic;

    private Onsets(EqualTraffic traffic) {
        this.traffic = traffic;
    }

    /** Counts of one service. */
    private static final class Tally {
        private final long[] events;
        private final long[] errors;
        private final long[] spans;
        private final long[] slow;
        private final double[] durations = new double[SAMPLE];
        private int seen;
        private double threshold = Double.MAX_VALUE;
        private @Nullable First error;
        private @Nullable First slowSpan;
        private int errorFrom = Integer.MAX_VALUE;
        private int slowFrom = Integer.MAX_VALUE;

        Tally(int slices) {
            events = new long[slices];
            errors = new long[slices];
            spans = new long[slices];
            slow = new long[slices];
        }

        /** Every span early on, then ever fewer: enough for a percentile. */
        void sample(long duration) {
            if (seen < SAMPLE) {
                durations[seen] = duration;
            } else {
                int slot = (int) ((seen * 2_654_435_761L >>> 8) % seen);
                if (slot < SAMPLE) {
                    durations[slot] = duration;
                }
            }
            seen++;
        }

        void decide() {
            double[] sorted = Arrays.copyOf(durations, Math.min(seen, SAMPLE));
            Arrays.sort(sorted);
            if (sorted.length >= 40) {
                // Twice the median is slow to a person too; a higher tail alone is how latencies always look.
                threshold = 2 * sorted[sorted.length / 2];
            }
        }
    }

    private record First(Block block, int row) {}

    static List<Moment> of(Hits hits, BooleanSupplier cancelled) throws IOException {
        EqualTraffic traffic = EqualTraffic.of(hits, SLICES, cancelled);
        return traffic.size() < 2 ? List.of() : new Onsets(traffic).find(hits, cancelled);
    }

    private List<Moment> find(Hits hits, BooleanSupplier cancelled) throws IOException {
        Map<String, Tally> services = new HashMap<>();
        Place place = new Place(services, traffic);
        hits.forEach(cancelled, (block, row) -> {
            Tally tally = place.tally(block, row);
            if (tally != null) {
                count(tally, place.slice(block, row), block, row);
            }
        });
        services.values().forEach(Tally::decide);
        hits.forEach(cancelled, Onsets::hasSpans, (block, row) -> {
            Tally tally = place.tally(block, row);
            if (tally != null && isSpan(block, row) && block.duration(row) > tally.threshold) {
                tally.slow[place.slice(block, row)]++;
            }
        });
        Map<String, EqualTraffic.Rise> errors = new HashMap<>();
        Map<String, EqualTraffic.Rise> slow = new HashMap<>();
        services.forEach((service, tally) -> {
            EqualTraffic.Rise rise = EqualTraffic.rise(tally.errors, tally.events, SURE);
            if (rise != null && rise.after() >= LEAST_BAD) {
                errors.put(service, rise);
                tally.errorFrom = rise.slice();
            }
            EqualTraffic.Rise slower = EqualTraffic.rise(tally.slow, tally.spans, 2 * SURE);
            if (slower != null && slower.after() >= LEAST_BAD && slower.after() * 4 > slower.afterOf()) {
                slow.put(service, slower);
                tally.slowFrom = slower.slice();
            }
        });
        hits.forEach(cancelled, block -> hasSpans(block) || hasErrors(block), (block, row) -> {
            boolean error = block.severityNumber(row) >= ERROR;
            Tally tally = error || isSpan(block, row) ? place.tally(block, row) : null;
            if (tally != null) {
                name(tally, place.slice(block, row), error, block, row);
            }
        });
        return moments(services, errors, slow);
    }

    /** Where a walk is: what is the same for all rows of a block is looked up once. */
    private static final class Place {
        private final PerValue<Tally> tallies;
        private final EqualTraffic traffic;
        private int block = -1;
        /** The slice of the whole block, below 0 where it lies in several. */
        private int slice;

        Place(Map<String, Tally> services, EqualTraffic traffic) {
            this.tallies = new PerValue<>(
                    Column.SERVICE, service -> services.computeIfAbsent(service, name -> new Tally(SLICES)));
            this.traffic = traffic;
        }

        @Nullable
        Tally tally(Block asked, int row) {
            return asked.value(Column.SERVICE, row) < 0 ? null : tallies.of(asked, row);
        }

        int slice(Block asked, int row) {
            if (asked.index() != block) {
                block = asked.index();
                int first = traffic.slice(asked.minTime());
                slice = asked.isTimed() && first == traffic.slice(asked.maxTime()) ? first : -1;
            }
            return slice >= 0 ? slice : traffic.slice(asked, row);
        }
    }

    private static boolean hasSpans(Block block) {
        return block.kindCount(Kind.SPAN.ordinal()) > 0;
    }

    private static boolean hasErrors(Block block) {
        return block.severityCount(Severity.ERROR.ordinal()) > 0 || block.severityCount(Severity.FATAL.ordinal()) > 0;
    }

    private static boolean isSpan(Block block, int row) {
        return hasSpans(block) && block.kind(row) == Kind.SPAN.ordinal() && block.duration(row) >= 0;
    }

    private static void count(Tally tally, int slice, Block block, int row) {
        tally.events[slice]++;
        tally.errors[slice] += block.severityNumber(row) >= ERROR ? 1 : 0;
        if (isSpan(block, row)) {
            tally.spans[slice]++;
            tally.sample(block.duration(row));
        }
    }

    private static void name(Tally tally, int slice, boolean error, Block block, int row) {
        if (slice >= tally.errorFrom && error) {
            tally.error = earlier(tally.error, block, row);
        }
        if (slice >= tally.slowFrom && isSpan(block, row) && block.duration(row) > tally.threshold) {
            tally.slowSpan = earlier(tally.slowSpan, block, row);
        }
    }

    private static First earlier(@Nullable First known, Block block, int row) {
        return known == null || block.time(row) < known.block().time(known.row()) ? new First(block, row) : known;
    }

    private static List<Moment> moments(
            Map<String, Tally> services, Map<String, EqualTraffic.Rise> errors, Map<String, EqualTraffic.Rise> slow) {
        List<Moment> moments = new ArrayList<>();
        services.forEach((service, tally) -> {
            EqualTraffic.Rise rise = errors.get(service);
            if (rise != null && tally.error != null) {
                moments.add(moment(
                        Moment.Type.ERROR_ONSET,
                        service,
                        tally.error,
                        rise,
                        "errors of " + service + " rise about here"));
            }
            EqualTraffic.Rise slower = slow.get(service);
            if (slower != null && tally.slowSpan != null) {
                moments.add(moment(
                        Moment.Type.LATENCY_ONSET,
                        service,
                        tally.slowSpan,
                        slower,
                        String.format(
                                Locale.ROOT,
                                "spans of %s become slow (above %.3g ms, twice its median) about here",
                                service,
                                tally.threshold / 1e6)));
            }
        });
        return moments;
    }

    private static Moment moment(Moment.Type type, String service, First first, EqualTraffic.Rise rise, String what) {
        Block block = first.block();
        String sentence = String.format(
                Locale.ROOT,
                "%s: %,d of %,d (%.3g %%) against %,d of %,d (%.3g %%) before",
                what,
                rise.after(),
                rise.afterOf(),
                100.0 * rise.after() / rise.afterOf(),
                rise.before(),
                rise.beforeOf(),
                100.0 * rise.before() / rise.beforeOf());
        return new Moment(
                block.time(first.row()),
                type,
                true,
                service,
                Severity.ofNumber(block.severityNumber(first.row())),
                rise.after(),
                sentence,
                new EventId(block.source().id(), block.ordinal(first.row())));
    }
}
