package dev.faultline.analysis.trace;

import dev.faultline.model.Kind;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import dev.faultline.query.Search;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * One trace: its spans as a tree, parents before their children, children in the order of their start. Nothing is
 * recursive, so chains and fans of a hundred thousand spans are fine.
 *
 * @param traceId lower hex
 * @param spans depth first
 * @param root index of the root that the critical path is of: the earliest span without a parent, or the earliest whose
 *     parent is missing; -1 where there is no span
 * @param criticalPath what that root waited for; its spans are indexes into {@code spans}
 * @param problems what the tree cannot show as it happened
 * @param skews services whose clocks contradict each other
 */
public record TraceTree(
        String traceId,
        List<SpanNode> spans,
        int root,
        CriticalPath criticalPath,
        List<TraceProblem> problems,
        List<ServiceSkew> skews) {
    private static final int SPAN = Kind.SPAN.ordinal();

    /** Copies the lists. */
    public TraceTree {
        spans = List.copyOf(spans);
        problems = List.copyOf(problems);
        skews = List.copyOf(skews);
    }

    /** Reads a trace out of a case. */
    public static TraceTree read(CaseReader reader, String traceId, BooleanSupplier cancelled) throws IOException {
        Query spans = new Query.Term("trace_id", traceId);
        return of(traceId, Search.run(reader, spans, TimeRange.ALL, cancelled), cancelled);
    }

    /** Reads several traces. */
    public static List<TraceTree> readAll(CaseReader reader, List<String> ids, BooleanSupplier cancelled)
            throws IOException {
        List<TraceTree> trees = new ArrayList<>();
        for (String id : ids) {
            trees.add(read(reader, id, cancelled));
        }
        return trees;
    }

    /** Builds the tree of the spans among the hits, which are all of one trace. */
    public static TraceTree of(String traceId, Hits hits, BooleanSupplier cancelled) throws IOException {
        List<RawSpan> raw = new ArrayList<>();
        hits.forEach(cancelled, (block, row) -> {
            if (block.kind(row) == SPAN) {
                raw.add(RawSpan.read(block, row));
            }
        });
        raw.sort(Comparator.comparingLong(RawSpan::start)
                .thenComparing(Comparator.comparingLong(RawSpan::end).reversed())
                .thenComparing(span -> span.id().source())
                .thenComparing(span -> span.id().ordinal()));
        return build(traceId, raw);
    }

    private static TraceTree build(String traceId, List<RawSpan> raw) throws IOException {
        int count = raw.size();
        Parents parents = new Parents(raw);
        long[] starts = raw.stream().mapToLong(RawSpan::start).toArray();
        long[] ends = raw.stream().mapToLong(RawSpan::end).toArray();
        int[] inOrder = IntStream.range(0, count).toArray();
        Children children = new Children(parents.parents, inOrder);
        int[] endingLast = sorted(count, span -> -ends[span]);
        for (int i = 0; i < count; i++) {
            if (raw.get(i).duration() < 0) {
                parents.add(TraceProblem.Type.NO_DURATION, i);
            }
            if (parents.parents[i] >= 0 && starts[i] < starts[parents.parents[i]]) {
                parents.add(TraceProblem.Type.BEFORE_PARENT, i);
            }
        }
        int root = root(raw, parents.parents);
        CriticalPath path = root < 0
                ? new CriticalPath(List.of())
                : CriticalPath.of(root, starts, ends, new Children(parents.parents, endingLast));
        int[] order = new int[count];
        int[] depths = new int[count];
        int[] places = order(parents.parents, children, order, depths);
        long[] critical = critical(count, path);
        List<SpanNode> nodes = new ArrayList<>(count);
        for (int span : order) {
            int parent = parents.parents[span];
            nodes.add(node(
                    raw.get(span),
                    parent < 0 ? -1 : places[parent],
                    depths[span],
                    children.count(span),
                    self(span, children, starts, ends),
                    critical[span],
                    parents.problems(span)));
        }
        List<CriticalPath.Segment> segments = path.segments().stream()
                .map(segment -> new CriticalPath.Segment(places[segment.span()], segment.from(), segment.to()))
                .toList();
        TraceClocks clocks = TraceClocks.of(raw, parents.parents);
        return new TraceTree(
                traceId,
                nodes,
                root < 0 ? -1 : places[root],
                new CriticalPath(segments),
                problems(raw, parents, clocks),
                clocks.skews());
    }

    private static int[] sorted(int count, IntToLongFunction by) {
        return IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(by::applyAsLong).thenComparing(span -> span))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The same tree with each span moved by its nanoseconds: its own and its critical time are counted anew. */
    TraceTree moved(long[] by) {
        int count = spans.size();
        int[] parents = spans.stream().mapToInt(SpanNode::parent).toArray();
        long[] starts = IntStream.range(0, count)
                .mapToLong(span -> spans.get(span).start() + by[span])
                .toArray();
        long[] ends = IntStream.range(0, count)
                .mapToLong(span -> spans.get(span).end() + by[span])
                .toArray();
        Children children = new Children(parents, sorted(count, span -> starts[span]));
        CriticalPath path = root < 0
                ? new CriticalPath(List.of())
                : CriticalPath.of(root, starts, ends, new Children(parents, sorted(count, span -> -ends[span])));
        long[] critical = critical(count, path);
        List<SpanNode> nodes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            nodes.add(spans.get(i).moved(starts[i], self(i, children, starts, ends), critical[i]));
        }
        return new TraceTree(traceId, nodes, root, path, problems, skews);
    }

    private static long[] critical(int count, CriticalPath path) {
        long[] critical = new long[count];
        path.segments().forEach(segment -> critical[segment.span()] += segment.to() - segment.from());
        return critical;
    }

    private static List<TraceProblem> problems(List<RawSpan> raw, Parents parents, TraceClocks clocks) {
        List<TraceProblem> problems = new ArrayList<>(parents.problems());
        problems.addAll(clocks.problems());
        List<dev.faultline.model.EventId> roots = new ArrayList<>();
        for (RawSpan span : raw) {
            if (span.parentId() == 0) {
                roots.add(span.id());
            }
        }
        if (roots.size() > 1) {
            problems.add(new TraceProblem(
                    TraceProblem.Type.SEVERAL_ROOTS,
                    roots.size(),
                    roots.subList(0, Math.min(10, roots.size())),
                    roots.size() + " spans say that they are the root; the critical path is of the earliest one"));
        }
        return problems;
    }

    private static int root(List<RawSpan> raw, int[] parents) {
        int orphan = -1;
        for (int i = 0; i < parents.length; i++) {
            if (parents[i] < 0 && raw.get(i).parentId() == 0) {
                return i;
            }
            orphan = orphan < 0 && parents[i] < 0 ? i : orphan;
        }
        return orphan;
    }

    /** Fills the order of the tree; gives the place of each span in it. */
    private static int[] order(int[] parents, Children children, int[] order, int[] depths) {
        int filled = 0;
        for (int i = 0; i < parents.length; i++) {
            if (parents[i] < 0) {
                filled = children.walk(i, order, filled, depths);
            }
        }
        int[] places = new int[parents.length];
        for (int i = 0; i < order.length; i++) {
            places[order[i]] = i;
        }
        return places;
    }

    /** The duration less what its children cover of it; they stand in the order of their start. */
    private static long self(int span, Children children, long[] starts, long[] ends) {
        long covered = 0;
        long reached = starts[span];
        for (int i = 0; i < children.count(span); i++) {
            int child = children.get(span, i);
            long from = Math.max(reached, starts[child]);
            long to = Math.min(ends[span], ends[child]);
            if (to > from) {
                covered += to - from;
                reached = to;
            }
        }
        return ends[span] - starts[span] - covered;
    }

    private static SpanNode node(
            RawSpan span,
            int parent,
            int depth,
            int children,
            long self,
            long critical,
            List<TraceProblem.Type> problems) {
        return new SpanNode(
                span.id(),
                hex(span.spanId()),
                hex(span.parentId()),
                parent,
                depth,
                children,
                span.service(),
                span.name(),
                span.start(),
                Math.max(0, span.duration()),
                self,
                critical,
                span.failed(),
                problems);
    }

    private static @org.jspecify.annotations.Nullable String hex(long id) {
        return id == 0 ? null : java.util.HexFormat.of().toHexDigits(id);
    }

    /** From the first start to the last end, nanoseconds. */
    public long duration() {
        long start = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        for (SpanNode span : spans) {
            start = Math.min(start, span.start());
            end = Math.max(end, span.end());
        }
        return spans.isEmpty() ? 0 : end - start;
    }
}
