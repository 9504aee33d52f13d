package dev.faultline.analysis.trace;

import dev.faultline.analysis.flame.FlameBuilder;
import dev.faultline.analysis.flame.FlameTree;

/**
 * A trace as a flame graph: spans that were called the same way lie in one box, as wide as the self times in and below it.
 * Work side by side adds up, so the whole may be wider than the trace took.
 */
public final class TraceFlame {
    private TraceFlame() {}

    /** Lays the spans of a trace over each other. */
    public static FlameTree of(TraceTree tree) {
        FlameBuilder flame = new FlameBuilder();
        FlameBuilder.Box[] boxes = new FlameBuilder.Box[tree.spans().size()];
        for (int i = 0; i < boxes.length; i++) {
            SpanNode span = tree.spans().get(i);
            FlameBuilder.Box above = span.parent() < 0 ? flame.root() : boxes[span.parent()];
            FlameBuilder.Box box = flame.below(above, span.service(), span.name() == null ? "(no name)" : span.name());
            box.add(span.self());
            box.count(1, span.failed() ? 1 : 0, span.id());
            boxes[i] = box;
        }
        return flame.build("nanoseconds");
    }
}
