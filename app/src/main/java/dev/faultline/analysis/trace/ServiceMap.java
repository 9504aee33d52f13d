package dev.faultline.analysis.trace;

import dev.faultline.model.EventId;
import dev.faultline.query.Hits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Which service calls which in the traces that have a hit. A call is a span whose parent is of another service; its count,
 * failures and durations are those of the callee's spans, as the callee saw them.
 *
 * @param traces how many traces it is made of
 * @param left traces that had no room: it is then not of all
 * @param spans how many spans it is made of
 * @param withoutParent spans whose parent the evidence does not hold: calls that cannot be drawn
 * @param services by layer, then by name
 * @param calls by caller, then by callee
 */
public record ServiceMap(
        long traces, long left, long spans, long withoutParent, List<Service> services, List<Call> calls) {
    private static final long MOST_SPANS = 1_000_000;
    private static final String UNNAMED = "(no service)";

    /** Copies the lists. */
    public ServiceMap {
        services = List.copyOf(services);
        calls = List.copyOf(calls);
    }

    /**
     * A service.
     *
     * @param layer 0 for one that nobody calls; else one more than that of its callers, calls in a circle left aside
     * @param entries its spans that no other span called
     */
    public record Service(String name, int layer, long spans, long errors, long entries) {}

    /**
     * All calls from one service to another; times are nanoseconds, percentiles of the nearest rank.
     *
     * @param example one of them, that failed where any did
     */
    public record Call(
            String caller,
            String callee,
            long count,
            long errors,
            long median,
            long p95,
            long longest,
            EventId example) {}

    private record Ends(String caller, String callee) {}

    /** Reads the traces that have a hit, a million spans of whole traces at most. */
    public static ServiceMap of(Hits hits, BooleanSupplier cancelled) throws IOException {
        Hits spans = TraceTable.spans(hits.reader(), cancelled);
        TraceTable table = TraceTable.of(hits, spans, cancelled);
        List<List<RawSpan>> traces = new ArrayList<>();
        BitSet taken = new BitSet();
        long room = MOST_SPANS;
        long left = 0;
        for (int trace = 0; trace < table.size(); trace++) {
            boolean fits = table.spans[trace] <= room;
            left += fits ? 0 : 1;
            room -= fits ? table.spans[trace] : 0;
            taken.set(trace, fits);
            traces.add(new ArrayList<>(fits ? table.spans[trace] : 0));
        }
        spans.forEach(cancelled, (block, row) -> {
            int trace = block.hasTraceId(row) ? table.find(block.traceIdHigh(row), block.traceIdLow(row)) : -1;
            if (trace >= 0 && taken.get(trace)) {
                traces.get(trace).add(RawSpan.read(block, row));
            }
        });
        Tally tally = new Tally();
        traces.forEach(tally::trace);
        return tally.map(table.withSpans().length - left, left, MOST_SPANS - room);
    }

    /** Counts of one service. */
    private static final class Count {
        private long spans;
        private long errors;
        private long entries;
    }

    /** Durations of the calls between two services. */
    private static final class Durations {
        private long[] values = new long[16];
        private int size;
        private long errors;
        private EventId example = new EventId(0, 0);

        void add(RawSpan callee) {
            if (size == values.length) {
                values = java.util.Arrays.copyOf(values, size * 2);
            }
            values[size++] = Math.max(0, callee.duration());
            errors += callee.failed() ? 1 : 0;
            example = size == 1 || callee.failed() && errors == 1 ? callee.id() : example;
        }

        Call call(Ends ends) {
            java.util.Arrays.sort(values, 0, size);
            return new Call(
                    ends.caller(),
                    ends.callee(),
                    size,
                    errors,
                    Ranks.nearest(values, size, 0.5),
                    Ranks.nearest(values, size, 0.95),
                    values[size - 1],
                    example);
        }
    }

    private static final class Tally {
        private final Map<String, Count> services = new TreeMap<>();
        private final Map<Ends, Durations> calls =
                new TreeMap<>(Comparator.comparing(Ends::caller).thenComparing(Ends::callee));
        private long withoutParent;

        void trace(List<RawSpan> spans) {
            List<RawSpan> byStart = new ArrayList<>(spans);
            byStart.sort(Comparator.comparingLong(RawSpan::start));
            int[] parents = new Parents(byStart).parents;
            for (int i = 0; i < parents.length; i++) {
                RawSpan span = byStart.get(i);
                String name = name(span);
                Count count = services.computeIfAbsent(name, key -> new Count());
                count.spans++;
                count.errors += span.failed() ? 1 : 0;
                count.entries += parents[i] < 0 ? 1 : 0;
                withoutParent += parents[i] < 0 && span.parentId() != 0 ? 1 : 0;
                String caller = parents[i] < 0 ? name : name(byStart.get(parents[i]));
                if (!caller.equals(name)) {
                    calls.computeIfAbsent(new Ends(caller, name), key -> new Durations())
                            .add(span);
                }
            }
        }

        private long entries(String name) {
            Count count = services.get(name);
            return count == null ? 0 : count.entries;
        }

        private static String name(RawSpan span) {
            return span.service() == null ? UNNAMED : span.service();
        }

        ServiceMap map(long traces, long left, long spans) {
            List<Call> edges = new ArrayList<>();
            calls.forEach((ends, durations) -> edges.add(durations.call(ends)));
            // Where services call each other in a circle, the one that most requests came in by stands first.
            List<String> byEntries = new ArrayList<>(services.keySet());
            byEntries.sort(Comparator.comparingLong(name -> -entries(name)));
            Map<String, Integer> layers = ServiceLayers.of(byEntries, edges);
            List<Service> nodes = new ArrayList<>();
            services.forEach((name, count) -> nodes.add(
                    new Service(name, layers.getOrDefault(name, 0), count.spans, count.errors, count.entries)));
            nodes.sort(Comparator.comparingInt(Service::layer).thenComparing(Service::name));
            return new ServiceMap(traces, left, spans, withoutParent, nodes, edges);
        }
    }
}
