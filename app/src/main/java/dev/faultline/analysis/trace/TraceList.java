package dev.faultline.analysis.trace;

import dev.faultline.model.EventId;
import dev.faultline.model.Kind;
import dev.faultline.query.Hits;
import dev.faultline.store.Block;
import dev.faultline.store.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The traces that a question selects: those with at least one hit, be it a span, a log record or a snapshot. Each is
 * described by all its spans, not only by those that were hit.
 *
 * @param count how many there are
 * @param failed how many of them have a failed span
 * @param spans spans of all of them
 * @param withoutSpans further trace ids among the hits that no span of the case has
 * @param traces those that were asked for, in order
 */
public record TraceList(long count, long failed, long spans, long withoutSpans, List<TraceSummary> traces) {
    private static final int SPAN = Kind.SPAN.ordinal();

    /** Copies the list. */
    public TraceList {
        traces = List.copyOf(traces);
    }

    /** What comes first. */
    public enum Order {
        /** The earliest. */
        START,
        /** The longest. */
        DURATION,
        /** The one with the most failed spans. */
        ERRORS,
        /** The one with the most spans. */
        SPANS
    }

    /** Lists at most {@code limit} traces. Exact; reads columns only. */
    public static TraceList of(Hits hits, Order order, int limit, BooleanSupplier cancelled) throws IOException {
        return of(hits, order, limit, TraceWindow.ALL, cancelled);
    }

    /** Lists those of them that lie in a window. */
    public static TraceList of(Hits hits, Order order, int limit, TraceWindow window, BooleanSupplier cancelled)
            throws IOException {
        Hits spans = TraceTable.spans(hits.reader(), cancelled);
        TraceTable table = TraceTable.of(hits, spans, cancelled);
        int[] seen = table.withSpans();
        int[] all = IntStream.of(seen)
                .filter(trace -> window.holds(table.start[trace], table.end[trace] - table.start[trace]))
                .toArray();
        int[] shown = IntStream.of(all)
                .boxed()
                .sorted(comparator(table, order))
                .limit(Math.max(0, limit))
                .mapToInt(Integer::intValue)
                .toArray();
        return new TraceList(
                all.length,
                IntStream.of(all).filter(trace -> table.errors[trace] > 0).count(),
                IntStream.of(all).mapToLong(trace -> table.spans[trace]).sum(),
                table.size() - seen.length,
                describe(table, shown, spans, cancelled));
    }

    private static Comparator<Integer> comparator(TraceTable table, Order order) {
        Comparator<Integer> byStart = Comparator.<Integer>comparingLong(trace -> table.start[trace])
                .thenComparingLong(trace -> table.high[trace])
                .thenComparingLong(trace -> table.low[trace]);
        return switch (order) {
            case START -> byStart;
            case DURATION ->
                Comparator.<Integer>comparingLong(trace -> table.start[trace] - table.end[trace])
                        .thenComparing(byStart);
            case ERRORS ->
                Comparator.<Integer>comparingInt(trace -> -table.errors[trace]).thenComparing(byStart);
            case SPANS ->
                Comparator.<Integer>comparingInt(trace -> -table.spans[trace]).thenComparing(byStart);
        };
    }

    private static List<TraceSummary> describe(TraceTable table, int[] shown, Hits spans, BooleanSupplier cancelled)
            throws IOException {
        @Nullable Description[] descriptions = new Description[table.size()];
        for (int trace : shown) {
            descriptions[trace] = new Description();
        }
        if (shown.length > 0) {
            spans.forEach(cancelled, (block, row) -> {
                int trace = block.hasTraceId(row) ? table.find(block.traceIdHigh(row), block.traceIdLow(row)) : -1;
                Description description = trace < 0 ? null : descriptions[trace];
                if (description != null) {
                    description.add(block, row);
                }
            });
        }
        List<TraceSummary> summaries = new ArrayList<>();
        for (int trace : shown) {
            Description description = descriptions[trace];
            if (description != null) {
                summaries.add(description.summary(table, trace));
            }
        }
        return summaries;
    }

    /** What only the traces on the page need. */
    private static final class Description {
        private final Set<String> services = new LinkedHashSet<>();
        private @Nullable Block block;
        private int row;
        private boolean hasParent = true;

        void add(Block from, int at) {
            int service = from.value(Column.SERVICE, at);
            if (service >= 0) {
                services.add(from.dictionary(Column.SERVICE).get(service));
            }
            boolean child = from.parentId(at) != 0;
            boolean better =
                    block == null || hasParent && !child || hasParent == child && from.time(at) < block.time(row);
            if (better && from.kind(at) == SPAN) {
                block = from;
                row = at;
                hasParent = child;
            }
        }

        TraceSummary summary(TraceTable table, int trace) {
            Block root = java.util.Objects.requireNonNull(block);
            return new TraceSummary(
                    table.id(trace),
                    table.start[trace],
                    table.end[trace],
                    table.spans[trace],
                    table.errors[trace],
                    List.copyOf(services),
                    new EventId(root.source().id(), root.ordinal(row)),
                    hasParent,
                    value(root, Column.SERVICE),
                    value(root, Column.NAME),
                    root.duration(row));
        }

        private @Nullable String value(Block from, Column column) {
            int id = from.value(column, row);
            return id < 0 ? null : from.dictionary(column).get(id);
        }
    }
}
