package dev.faultline.analysis;

import dev.faultline.model.Kind;
import dev.faultline.model.Source;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Estimates how the clocks of a case's sources stand to each other. A span lies within its parent, a record within the span
 * that it names, and what two sources say of one trace overlaps: each such pair bounds the difference of two clocks, and
 * the interval that most pairs share is the estimate. Of large cases a part of the traces is looked at, chosen by their
 * ids, so that the same case gives the same answer.
 */
public final class Clocks {
    private static final long SECOND = 1_000_000_000L;
    private static final int MOST_EVENTS = 400_000;
    private static final int MOST_SOURCES_A_TRACE = 16;

    private final CaseReader reader;
    private final BooleanSupplier cancelled;
    private final Map<SpanKey, List<Lasting>> spans = new HashMap<>();
    private final Map<TraceKey, Map<Integer, long[]>> ranges = new HashMap<>();
    private final Map<Pair, Intervals> strong = new TreeMap<>();
    private final Map<Pair, Intervals> weak = new TreeMap<>();
    private final Map<Integer, Integer> spanCounts = new HashMap<>();
    private final Map<Integer, Long> offsets = new HashMap<>();
    private final Map<Integer, Long> grains = new HashMap<>();
    private long part = 1;

    private record TraceKey(long high, long low) {}

    private record SpanKey(long high, long low, long span) {}

    /** A span in a source, by that source's own clock. */
    private record Lasting(int source, long from, long to) {}

    /** The source with more spans is the reference: the other one would be set. */
    private record Pair(int source, int reference) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            return source != other.source
                    ? Integer.compare(source, other.source)
                    : Integer.compare(reference, other.reference);
        }
    }

    private Clocks(CaseReader reader, BooleanSupplier cancelled) {
        this.reader = reader;
        this.cancelled = cancelled;
    }

    /** All pairs of sources that share anything, those with the strongest evidence first. */
    public static List<ClockEstimate> estimate(CaseReader reader, BooleanSupplier cancelled) throws IOException {
        return new Clocks(reader, cancelled).run();
    }

    private List<ClockEstimate> run() throws IOException {
        for (Source source : reader.sources()) {
            offsets.put(source.id(), source.clockOffset());
        }
        List<Block> blocks = reader.blocks();
        part = Math.max(1, traced(blocks) / MOST_EVENTS);
        for (Block block : blocks) {
            if (cancelled.getAsBoolean()) {
                return List.of();
            }
            collect(block);
        }
        for (Block block : blocks) {
            if (cancelled.getAsBoolean()) {
                return List.of();
            }
            anchor(block);
        }
        ranges.values().forEach(this::overlaps);
        return estimates();
    }

    private static long traced(List<Block> blocks) {
        long events = 0;
        for (Block block : blocks) {
            for (int row = 0; row < block.size(); row++) {
                events += block.hasTraceId(row) ? 1 : 0;
            }
        }
        return events;
    }

    /** Whether the row has a time and a trace that is looked at. */
    private boolean counts(Block block, int row) {
        TimeQuality quality = block.timeQuality(row);
        return block.hasTraceId(row)
                && quality != TimeQuality.NONE
                && quality != TimeQuality.RELATIVE
                && (part == 1 || Math.floorMod(block.traceIdLow(row) * 0x9E3779B97F4A7C15L >>> 20, part) == 0);
    }

    private static long own(Block block, int row) {
        return block.time(row) - block.source().clockOffset();
    }

    /** How fine a source's clock is written, nanoseconds: a second, a millisecond, a microsecond or one. */
    private long grain(int source) {
        return grains.getOrDefault(source, SECOND);
    }

    private void grain(int source, long time) {
        long grain = grain(source);
        while (grain > 1 && time % grain != 0) {
            grain /= 1_000;
        }
        grains.put(source, grain);
    }

    private static boolean isSpan(Block block, int row) {
        return block.kind(row) == Kind.SPAN.ordinal();
    }

    private void collect(Block block) throws IOException {
        int source = block.source().id();
        for (int row = 0; row < block.size(); row++) {
            if (!counts(block, row)) {
                continue;
            }
            long from = own(block, row);
            long to = from + Math.max(0, block.duration(row));
            TraceKey trace = new TraceKey(block.traceIdHigh(row), block.traceIdLow(row));
            range(trace, source, from, to);
            grain(source, from);
            grain(source, to);
            if (isSpan(block, row) && block.duration(row) >= 0) {
                spanCounts.merge(source, 1, Integer::sum);
                SpanKey key = new SpanKey(trace.high, trace.low, block.spanId(row));
                List<Lasting> same = spans.computeIfAbsent(key, absent -> new ArrayList<>(1));
                if (same.size() < MOST_SOURCES_A_TRACE) {
                    same.add(new Lasting(source, from, to));
                }
            }
        }
    }

    private void range(TraceKey trace, int source, long from, long to) {
        Map<Integer, long[]> sources = ranges.computeIfAbsent(trace, absent -> new HashMap<>(4));
        if (sources.size() < MOST_SOURCES_A_TRACE || sources.containsKey(source)) {
            long[] range = sources.computeIfAbsent(source, absent -> new long[] {from, to});
            range[0] = Math.min(range[0], from);
            range[1] = Math.max(range[1], to);
        }
    }

    private void anchor(Block block) throws IOException {
        int source = block.source().id();
        for (int row = 0; row < block.size(); row++) {
            if (!counts(block, row)) {
                continue;
            }
            boolean span = isSpan(block, row);
            long outer = span ? block.parentId(row) : block.spanId(row);
            if (outer == 0) {
                continue;
            }
            SpanKey key = new SpanKey(block.traceIdHigh(row), block.traceIdLow(row), outer);
            long from = own(block, row);
            long to = span ? from + Math.max(0, block.duration(row)) : from;
            for (Lasting around : spans.getOrDefault(key, List.of())) {
                // A child that lasts longer than its parent was not waited for: its end says nothing.
                long latest = to - from > around.to - around.from ? around.to - from : around.to - to;
                if (around.source != source) {
                    add(strong, source, around.source, around.from - from, latest);
                }
            }
        }
    }

    /** The source's clock plus a value in this interval agrees with the other's. */
    private void add(Map<Pair, Intervals> into, int source, int other, long earliest, long latest) {
        // A time was cut off at its last digit: it was so much later, at most.
        long low = earliest - grain(source);
        long high = latest + grain(other);
        int mine = spanCounts.getOrDefault(source, 0);
        int others = spanCounts.getOrDefault(other, 0);
        boolean reference = others > mine || others == mine && other < source;
        if (reference) {
            into.computeIfAbsent(new Pair(source, other), absent -> new Intervals())
                    .add(low, high);
        } else {
            into.computeIfAbsent(new Pair(other, source), absent -> new Intervals())
                    .add(-high, -low);
        }
    }

    private void overlaps(Map<Integer, long[]> sources) {
        List<Map.Entry<Integer, long[]>> entries = new ArrayList<>(sources.entrySet());
        for (int i = 0; i < entries.size(); i++) {
            for (int k = i + 1; k < entries.size(); k++) {
                long[] mine = entries.get(i).getValue();
                long[] other = entries.get(k).getValue();
                add(weak, entries.get(i).getKey(), entries.get(k).getKey(), other[0] - mine[1], other[1] - mine[0]);
            }
        }
    }

    private List<ClockEstimate> estimates() {
        List<ClockEstimate> all = new ArrayList<>();
        strong.forEach((pair, intervals) -> estimate(all, pair, intervals, ClockEstimate.Evidence.SPANS));
        weak.forEach((pair, intervals) -> {
            if (!strong.containsKey(pair)) {
                estimate(all, pair, intervals, ClockEstimate.Evidence.TRACES);
            }
        });
        all.sort(Comparator.comparing(ClockEstimate::evidence)
                .thenComparing(Comparator.comparingInt(ClockEstimate::anchors).reversed())
                .thenComparingInt(ClockEstimate::source)
                .thenComparingInt(ClockEstimate::reference));
        return List.copyOf(all);
    }

    private void estimate(List<ClockEstimate> into, Pair pair, Intervals intervals, ClockEstimate.Evidence evidence) {
        if (intervals.count() == 0) {
            return;
        }
        Intervals.Common common = intervals.common();
        // The reference's clock is read as it is set now.
        long base = offsets.getOrDefault(pair.reference, 0L);
        into.add(new ClockEstimate(
                pair.source,
                pair.reference,
                offsets.getOrDefault(pair.source, 0L),
                base + common.middle(),
                base + common.low(),
                base + common.high(),
                common.agreeing(),
                intervals.count(),
                evidence));
    }
}
