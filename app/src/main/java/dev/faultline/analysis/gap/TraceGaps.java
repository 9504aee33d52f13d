package dev.faultline.analysis.gap;

import dev.faultline.analysis.trace.TraceList;
import dev.faultline.analysis.trace.TraceProblem;
import dev.faultline.analysis.trace.TraceSummary;
import dev.faultline.analysis.trace.TraceTree;
import dev.faultline.model.EventId;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import dev.faultline.query.Search;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import dev.faultline.store.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Gaps inside traces: parents that are not here, traces that are only named, clocks that contradict. */
final class TraceGaps {
    /** So many span ids are held at once; more are looked through in several passes. */
    private static final int IDS_PER_PASS = 2_000_000;

    /** Clocks are compared in so many traces, the failing ones first. */
    private static final int TRACES = 200;

    private static final int MOST_SPANS = 5_000;

    private TraceGaps() {}

    static List<Gap> gaps(CaseReader reader, BooleanSupplier cancelled) throws IOException {
        List<Gap> gaps = new ArrayList<>();
        Hits spans = Search.run(reader, new Query.Term("kind", "span"), TimeRange.ALL, cancelled);
        Hits others = Search.run(
                reader,
                new Query.And(
                        List.of(new Query.Not(new Query.Term("kind", "span")), new Query.Wildcard("trace_id", "*"))),
                TimeRange.ALL,
                cancelled);
        gaps.addAll(named(others, spans.count(), cancelled));
        gaps.addAll(missingParents(spans, cancelled));
        gaps.addAll(clocks(reader, spans, cancelled));
        return gaps;
    }

    private static List<Gap> named(Hits others, long spans, BooleanSupplier cancelled) throws IOException {
        TraceList list = TraceList.of(others, TraceList.Order.START, 0, cancelled);
        if (list.withoutSpans() == 0) {
            return List.of();
        }
        long all = list.withoutSpans() + list.count();
        String sentence = String.format(
                Locale.ROOT,
                "%,d of %,d traces that logs and snapshots name have no span in the case%s",
                list.withoutSpans(),
                all,
                spans == 0 ? ", which holds no spans at all" : "");
        return List.of(new Gap(
                Gap.Type.TRACES_WITHOUT_SPANS,
                "traces",
                list.withoutSpans(),
                sentence,
                null,
                others.ids(0, 10),
                CapturePlans.allTraces()));
    }

    private static final class Orphans {
        private long count;
        private final List<EventId> some = new ArrayList<>();
    }

    private static List<Gap> missingParents(Hits spans, BooleanSupplier cancelled) throws IOException {
        Map<String, Orphans> services = new TreeMap<>();
        int passes = (int) Math.max(1, Math.ceilDiv(spans.count(), IDS_PER_PASS));
        for (int pass = 0; pass < passes; pass++) {
            long[] ids = ids(spans, pass, passes, cancelled);
            int now = pass;
            spans.forEach(cancelled, (block, row) -> {
                long parent = block.parentId(row);
                if (parent != 0 && partition(parent, passes) == now && Arrays.binarySearch(ids, parent) < 0) {
                    Orphans orphans = services.computeIfAbsent(service(block, row), name -> new Orphans());
                    orphans.count++;
                    ServiceTally.keep(orphans.some, block, row);
                }
            });
        }
        List<Gap> gaps = new ArrayList<>();
        services.forEach((service, orphans) -> gaps.add(new Gap(
                Gap.Type.MISSING_PARENTS,
                service,
                orphans.count,
                String.format(
                        Locale.ROOT,
                        "%,d spans of %s name a parent that the case does not hold (of %,d spans in all)",
                        orphans.count,
                        service,
                        spans.count()),
                null,
                orphans.some,
                CapturePlans.traces("the caller of " + service, Language.OTHER))));
        return gaps;
    }

    private static String service(Block block, int row) {
        int id = block.value(Column.SERVICE, row);
        return id < 0
                ? "a service without a name"
                : block.dictionary(Column.SERVICE).get(id);
    }

    private static int partition(long id, int passes) {
        return (int) ((id * 0x9E3779B97F4A7C15L >>> 33) % passes);
    }

    private static long[] ids(Hits spans, int pass, int passes, BooleanSupplier cancelled) throws IOException {
        LongList ids = new LongList();
        spans.forEach(cancelled, (block, row) -> {
            long id = block.spanId(row);
            if (id != 0 && partition(id, passes) == pass) {
                ids.add(id);
            }
        });
        return ids.sorted();
    }

    private static final class LongList {
        private long[] values = new long[1024];
        private int size;

        void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        long[] sorted() {
            long[] sorted = Arrays.copyOf(values, size);
            Arrays.sort(sorted);
            return sorted;
        }
    }

    private static List<Gap> clocks(CaseReader reader, Hits spans, BooleanSupplier cancelled) throws IOException {
        if (spans.count() == 0) {
            return List.of();
        }
        TraceList list = TraceList.of(spans, TraceList.Order.ERRORS, TRACES, cancelled);
        Map<String, List<TraceProblem>> pairs = new LinkedHashMap<>();
        for (TraceSummary trace : list.traces()) {
            if (trace.services().size() < 2 || trace.spans() > MOST_SPANS) {
                continue;
            }
            Hits hits = Search.run(reader, new Query.Term("trace_id", trace.traceId()), TimeRange.ALL, cancelled);
            for (TraceProblem problem :
                    TraceTree.of(trace.traceId(), hits, cancelled).problems()) {
                if (problem.type() == TraceProblem.Type.CLOCKS) {
                    String pair =
                            problem.sentence().substring(0, problem.sentence().indexOf(" contradict"));
                    pairs.computeIfAbsent(pair, key -> new ArrayList<>()).add(problem);
                }
            }
        }
        List<Gap> gaps = new ArrayList<>();
        pairs.forEach((pair, problems) -> {
            String callee = pair.substring(pair.lastIndexOf(" and ") + 5);
            gaps.add(new Gap(
                    Gap.Type.CLOCKS,
                    callee,
                    problems.size(),
                    String.format(
                            Locale.ROOT,
                            "%s contradict each other in %d of %d traces looked at (%,d in all); for example %s",
                            pair,
                            problems.size(),
                            list.traces().size(),
                            list.count(),
                            problems.getFirst().sentence()),
                    null,
                    problems.getFirst().events(),
                    CapturePlans.clock(callee)));
        });
        return gaps;
    }
}
