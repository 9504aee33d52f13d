package dev.faultline.workbench;

import dev.faultline.analysis.trace.CriticalPath;
import dev.faultline.analysis.trace.TraceTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stretches of the critical path by their span, so that a visible row finds its own at once. */
final class WaterfallCritical {
    private final int[] first;
    private final long[] from;
    private final long[] to;

    WaterfallCritical(@Nullable TraceTree tree) {
        int spans = tree == null ? 0 : tree.spans().size();
        List<CriticalPath.Segment> segments =
                tree == null ? List.of() : tree.criticalPath().segments();
        first = new int[spans + 1];
        segments.forEach(segment -> first[segment.span() + 1]++);
        for (int i = 0; i < spans; i++) {
            first[i + 1] += first[i];
        }
        from = new long[segments.size()];
        to = new long[segments.size()];
        int[] next = first.clone();
        for (CriticalPath.Segment segment : segments) {
            int at = next[segment.span()]++;
            from[at] = segment.from();
            to[at] = segment.to();
        }
    }

    /** Takes a stretch of time. */
    interface Stretch {
        void at(long from, long to);
    }

    /** Gives the stretches of a span in the order of time. */
    void of(int span, Stretch each) {
        for (int i = first[span]; i < first[span + 1]; i++) {
            each.at(from[i], to[i]);
        }
    }
}
