package dev.faultline.workbench;

import dev.faultline.analysis.trace.SpanNode;
import dev.faultline.analysis.trace.TraceTree;
import org.jspecify.annotations.Nullable;

/** The stretch of a trace that is looked at. */
final class WaterfallScale {
    private static final double LEAST = 100;

    private long start;
    private long end = 1;
    private long from;
    private long to = 1;

    /** Looks at the whole of a trace. */
    void show(@Nullable TraceTree tree) {
        start = Long.MAX_VALUE;
        end = Long.MIN_VALUE;
        if (tree != null) {
            for (SpanNode span : tree.spans()) {
                start = Math.min(start, span.start());
                end = Math.max(end, span.end());
            }
        }
        start = start == Long.MAX_VALUE ? 0 : start;
        end = Math.max(start + 1, end);
        whole();
    }

    void whole() {
        look(start, end);
    }

    void look(long first, long last) {
        from = first;
        to = Math.max(first + 1, last);
    }

    /** Looks at what lies between two shares of the whole. */
    void share(double first, double last) {
        long length = end - start;
        look(start + (long) (first * length), start + (long) (last * length));
    }

    /** Makes the stretch longer or shorter around the place at a share of it. */
    void zoom(double share, double factor) {
        double length = Math.max(LEAST, (to - from) * factor);
        long center = from + (long) ((to - from) * share);
        from = center - (long) (length * share);
        to = from + (long) length;
    }

    void pan(double share) {
        long step = (long) ((to - from) * share);
        look(from + step, to + step);
    }

    /** Where the trace begins. */
    long start() {
        return start;
    }

    long from() {
        return from;
    }

    long to() {
        return to;
    }

    /** How much of the whole lies before a time; 0 to 1. */
    double shareOfWhole(long time) {
        return Math.clamp((time - start) / (double) (end - start), 0, 1);
    }

    /** Where a time lies between two edges. */
    double x(long time, double left, double right) {
        return left + (time - from) * (right - left) / (to - from);
    }
}
