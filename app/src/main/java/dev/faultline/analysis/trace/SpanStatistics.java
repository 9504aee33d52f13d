package dev.faultline.analysis.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The spans of a trace by service and operation. Percentiles are of the nearest rank, so each is a duration that a span of
 * the trace really had.
 *
 * @param rows those with the most self time first
 */
public record SpanStatistics(List<Row> rows) {
    /** Copies the rows. */
    public SpanStatistics {
        rows = List.copyOf(rows);
    }

    /**
     * An operation; all times are nanoseconds.
     *
     * @param count spans
     * @param errors those of them that failed
     * @param total their durations added up; spans side by side count each
     * @param self their self times added up
     * @param critical their part of the critical path
     * @param active how long at least one of them ran
     * @param share {@code active} of the trace's duration, 0 to 1
     */
    public record Row(
            @Nullable String service,
            @Nullable String name,
            int count,
            int errors,
            long total,
            long self,
            long critical,
            long average,
            long median,
            long p95,
            long longest,
            long active,
            double share) {}

    private record Key(@Nullable String service, @Nullable String name) {}

    /** Counts the spans of a trace. */
    public static SpanStatistics of(TraceTree tree) {
        Map<Key, List<SpanNode>> groups = new LinkedHashMap<>();
        for (SpanNode span : tree.spans()) {
            groups.computeIfAbsent(new Key(span.service(), span.name()), key -> new ArrayList<>())
                    .add(span);
        }
        long whole = Math.max(1, tree.duration());
        List<Row> rows = new ArrayList<>();
        groups.forEach((key, spans) -> rows.add(row(key, spans, whole)));
        rows.sort(Comparator.comparingLong(Row::self)
                .reversed()
                .thenComparing(row -> String.valueOf(row.service()))
                .thenComparing(row -> String.valueOf(row.name())));
        return new SpanStatistics(rows);
    }

    private static Row row(Key key, List<SpanNode> spans, long whole) {
        long[] durations = spans.stream().mapToLong(SpanNode::duration).sorted().toArray();
        long total = Arrays.stream(durations).sum();
        long active = active(spans);
        return new Row(
                key.service(),
                key.name(),
                durations.length,
                (int) spans.stream().filter(SpanNode::failed).count(),
                total,
                spans.stream().mapToLong(SpanNode::self).sum(),
                spans.stream().mapToLong(SpanNode::critical).sum(),
                total / durations.length,
                Ranks.nearest(durations, durations.length, 0.5),
                Ranks.nearest(durations, durations.length, 0.95),
                durations[durations.length - 1],
                active,
                (double) active / whole);
    }

    /** The length of all stretches in which one of them ran. */
    private static long active(List<SpanNode> spans) {
        List<SpanNode> byStart = new ArrayList<>(spans);
        byStart.sort(Comparator.comparingLong(SpanNode::start));
        long active = 0;
        long reached = Long.MIN_VALUE;
        for (SpanNode span : byStart) {
            long from = Math.max(reached, span.start());
            active += Math.max(0, span.end() - from);
            reached = Math.max(reached, span.end());
        }
        return active;
    }
}
