package dev.faultline.analysis.trace;

import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import dev.faultline.query.Search;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What other evidence says during a trace: logs, snapshots and everything else that names it, from all files, in the order
 * of time, then source, then place in the source. Each is put at its span where it names one that the tree holds.
 *
 * @param count how many there are
 * @param entries the first of them
 */
public record TraceRecords(long count, List<Entry> entries) {
    private static final int PAGE = 1_000;
    private static final int LONGEST = 400;

    /** Copies the entries. */
    public TraceRecords {
        entries = List.copyOf(entries);
    }

    /**
     * A record of a trace.
     *
     * @param id its event
     * @param time nanoseconds since 1970 UTC; its place among its neighbours where it has no time
     * @param span index in {@link TraceTree#spans()}; -1 where it names none, or one that the tree does not hold
     * @param namesSpan whether it names a span at all
     */
    public record Entry(
            EventId id,
            long time,
            boolean hasTime,
            Kind kind,
            Severity severity,
            @Nullable String service,
            String text,
            int span,
            boolean namesSpan) {
        Entry at(long moved) {
            return new Entry(id, moved, hasTime, kind, severity, service, text, span, namesSpan);
        }
    }

    /** Reads at most {@code most} of them. */
    public static TraceRecords of(CaseReader reader, TraceTree tree, int most, BooleanSupplier cancelled)
            throws IOException {
        Query others = new Query.And(List.of(
                new Query.Term("trace_id", tree.traceId()), new Query.Not(new Query.Term("kind", Kind.SPAN.label()))));
        Hits hits = Search.run(reader, others, TimeRange.ALL, cancelled);
        Map<String, List<Integer>> spans = byId(tree);
        List<Entry> entries = new ArrayList<>();
        for (long from = 0; from < Math.min(most, hits.count()); from += PAGE) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("the records of the trace are no longer wanted");
            }
            for (Event event : hits.page(from, (int) Math.min(PAGE, most - from))) {
                entries.add(entry(event, tree, spans));
            }
        }
        return new TraceRecords(hits.count(), entries);
    }

    private static Map<String, List<Integer>> byId(TraceTree tree) {
        Map<String, List<Integer>> spans = new HashMap<>();
        for (int i = 0; i < tree.spans().size(); i++) {
            String id = tree.spans().get(i).spanId();
            if (id != null) {
                spans.computeIfAbsent(id, key -> new ArrayList<>(1)).add(i);
            }
        }
        return spans;
    }

    private static Entry entry(Event event, TraceTree tree, Map<String, List<Integer>> spans) {
        String text = event.message().isEmpty() && event.name() != null ? event.name() : event.message();
        if (event.exception() != null && !event.exception().type().isEmpty()) {
            text += "  [" + event.exception().type() + "]";
        }
        return new Entry(
                event.id(),
                event.time(),
                event.hasTime(),
                event.kind(),
                event.severity(),
                event.service(),
                text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text,
                span(event, tree, spans),
                event.spanId() != null);
    }

    /** Where caller and callee share an id, the one of the record's own service is meant. */
    private static int span(Event event, TraceTree tree, Map<String, List<Integer>> spans) {
        List<Integer> holders = event.spanId() == null ? List.of() : spans.getOrDefault(event.spanId(), List.of());
        for (int holder : holders) {
            if (Objects.equals(tree.spans().get(holder).service(), event.service())) {
                return holder;
            }
        }
        return holders.isEmpty() ? -1 : holders.getFirst();
    }

    /** The entries of each span that has any, in order. */
    public Map<Integer, List<Entry>> bySpan() {
        Map<Integer, List<Entry>> bySpan = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.span() >= 0) {
                bySpan.computeIfAbsent(entry.span(), span -> new ArrayList<>(1)).add(entry);
            }
        }
        return bySpan;
    }
}
