package dev.faultline.analysis.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What the root waited for at every moment (the "last finishing child" of Jaeger and CRISP): from the end backwards, the
 * child that ended last and before the moment that is left, then what lies in front of it. Its lengths add up to the
 * root's duration.
 *
 * @param segments in the order of time
 */
public record CriticalPath(List<Segment> segments) {
    /** Copies the segments. */
    public CriticalPath {
        segments = List.copyOf(segments);
    }

    /** A stretch of time that one span itself took; {@code span} is an index into the tree. */
    public record Segment(int span, long from, long to) {}

    /** @param byEnd the children of each span, the last to end first */
    static CriticalPath of(int root, long[] starts, long[] ends, Children byEnd) {
        List<Segment> segments = new ArrayList<>();
        List<Open> stack = new ArrayList<>();
        stack.add(new Open(root, starts[root], ends[root]));
        while (!stack.isEmpty()) {
            Open open = stack.getLast();
            Open child = open.next(starts, ends, byEnd);
            if (child == null) {
                add(segments, open.span, open.low, open.cursor);
                stack.removeLast();
            } else {
                add(segments, open.span, child.cursor, open.cursor);
                open.cursor = child.low;
                stack.add(child);
            }
        }
        Collections.reverse(segments);
        return new CriticalPath(segments);
    }

    private static void add(List<Segment> segments, int span, long from, long to) {
        if (from < to) {
            segments.add(new Segment(span, from, to));
        }
    }

    /** A span whose time is being shared out. */
    private static final class Open {
        private final int span;
        private final long low;
        private final long high;
        private long cursor;
        private int next;

        Open(int span, long low, long cursor) {
            this.span = span;
            this.low = low;
            this.high = cursor;
            this.cursor = cursor;
        }

        /** The last child that ended by the cursor, cut to its parent. A child that outlives its parent is cut off. */
        @org.jspecify.annotations.Nullable
        Open next(long[] starts, long[] ends, Children byEnd) {
            while (next < byEnd.count(span)) {
                int child = byEnd.get(span, next++);
                long from = Math.max(starts[child], low);
                long to = Math.min(ends[child], high);
                if (to <= cursor && from < to) {
                    return new Open(child, from, to);
                }
            }
            return null;
        }
    }
}
