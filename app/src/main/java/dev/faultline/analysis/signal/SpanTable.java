package dev.faultline.analysis.signal;

import dev.faultline.model.EventId;
import java.util.BitSet;
import java.util.List;

/** Spans of both windows as columns, with their trees. Spans are named by their row, from 0. */
public final class SpanTable {
    static final int NONE = -1;

    final int size;
    final long[] start;
    final long[] duration;
    final long[] traceHigh;
    final long[] traceLow;
    final long[] spanId;
    final int[] operation;
    final int[] source;
    final long[] ordinal;
    final BitSet failed;
    final BitSet incident;
    final int[] parent;
    /** Where the children of a span begin in {@link #child}; one entry more than there are spans. */
    final int[] childFrom;
    /** Children of each span, the earliest first. */
    final int[] child;

    final List<Operation> operations;
    /** One of how many traces was read. */
    final int sampling;

    SpanTable(SpanColumns columns, List<Operation> operations, int sampling) {
        this.size = columns.size;
        this.start = columns.start;
        this.duration = columns.duration;
        this.traceHigh = columns.traceHigh;
        this.traceLow = columns.traceLow;
        this.spanId = columns.spanId;
        this.operation = columns.operation;
        this.source = columns.source;
        this.ordinal = columns.ordinal;
        this.failed = columns.failed;
        this.incident = columns.incident;
        this.operations = List.copyOf(operations);
        this.sampling = sampling;
        this.index = new SpanIndex(this);
        this.parent = new int[size];
        for (int span = 0; span < size; span++) {
            long above = columns.parentId[span];
            int found = above == 0 ? NONE : index.find(traceHigh[span], traceLow[span], above);
            parent[span] = found == span ? NONE : found;
        }
        this.childFrom = new int[size + 1];
        this.child = children();
    }

    private final SpanIndex index;

    /** The span of this trace and id; -1 for none. */
    int find(long high, long low, long id) {
        return index.find(high, low, id);
    }

    private int[] children() {
        for (int span = 0; span < size; span++) {
            if (parent[span] >= 0) {
                childFrom[parent[span] + 1]++;
            }
        }
        for (int span = 0; span < size; span++) {
            childFrom[span + 1] += childFrom[span];
        }
        int[] filled = new int[size];
        int[] children = new int[childFrom[size]];
        for (int span = 0; span < size; span++) {
            int above = parent[span];
            if (above >= 0) {
                int from = childFrom[above];
                int at = from + filled[above]++;
                while (at > from && start[children[at - 1]] > start[span]) {
                    children[at] = children[at - 1];
                    at--;
                }
                children[at] = span;
            }
        }
        return children;
    }

    /** How many spans there are. */
    public int size() {
        return size;
    }

    /** One of how many traces was read: 1 where all were. */
    public int sampling() {
        return sampling;
    }

    /** Of each failing trace of the incident, its failing spans that have no failing child. */
    public FailingTraces failingTraces() {
        return FailingTraces.of(this);
    }

    String service(int span) {
        return operations.get(operation[span]).service();
    }

    EventId event(int span) {
        return new EventId(source[span], ordinal[span]);
    }

    /** The outermost span above this one that was seen; bounded, so that a circle of parents ends. */
    int root(int span) {
        int at = span;
        for (int steps = 0; parent[at] >= 0 && steps < 1_000; steps++) {
            at = parent[at];
        }
        return at;
    }

    /** Time that no child accounts for, nanoseconds; -1 without a duration. */
    long selfTime(int span) {
        if (duration[span] < 0) {
            return -1;
        }
        long end = start[span] + duration[span];
        long covered = 0;
        long reached = start[span];
        for (int i = childFrom[span]; i < childFrom[span + 1]; i++) {
            long from = Math.max(reached, start[child[i]]);
            long to = Math.min(end, start[child[i]] + Math.max(0, duration[child[i]]));
            if (to > from) {
                covered += to - from;
                reached = to;
            }
        }
        return duration[span] - covered;
    }
}
