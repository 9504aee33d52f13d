package dev.faultline.analysis.trace;

import dev.faultline.model.EventId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A span in its tree.
 *
 * @param id its event
 * @param spanId 16 hex digits; null where the evidence has none
 * @param parentId as the evidence says, even where that span is missing
 * @param parent index of the parent in {@link TraceTree#spans()}, always smaller than its own; -1 for a root
 * @param depth 0 for a root
 * @param children how many direct children it has
 * @param service its service
 * @param name its operation
 * @param start nanoseconds since 1970 UTC, on the clock of its service
 * @param duration nanoseconds, never negative
 * @param self the part of the duration in which no direct child was at work
 * @param critical its part of the critical path, nanoseconds
 * @param failed whether its status is an error
 * @param problems what is wrong with its place in the tree
 */
public record SpanNode(
        EventId id,
        @Nullable String spanId,
        @Nullable String parentId,
        int parent,
        int depth,
        int children,
        @Nullable String service,
        @Nullable String name,
        long start,
        long duration,
        long self,
        long critical,
        boolean failed,
        List<TraceProblem.Type> problems) {
    /** Copies the problems. */
    public SpanNode {
        problems = List.copyOf(problems);
    }

    /** The same at another time; what follows from that is given. */
    SpanNode moved(long newStart, long newSelf, long newCritical) {
        return new SpanNode(
                id,
                spanId,
                parentId,
                parent,
                depth,
                children,
                service,
                name,
                newStart,
                duration,
                newSelf,
                newCritical,
                failed,
                problems);
    }

    /** Where it ends, nanoseconds since 1970 UTC. */
    public long end() {
        return start + duration;
    }
}
