package dev.faultline.analysis.flame;

import dev.faultline.model.EventId;
import org.jspecify.annotations.Nullable;

/**
 * A box of a flame graph.
 *
 * @param parent index of the box above, always smaller than its own; -1 for the root
 * @param depth 0 for the root
 * @param group what its colour follows: a service, a package; null for none
 * @param name function or operation
 * @param total its own weight and that of everything below it
 * @param self its own weight
 * @param before weight that stands left of it
 * @param count how many samples or spans are in it
 * @param failed how many of those failed
 * @param example an event that shows it; null where only boxes below it have any
 */
public record FlameFrame(
        int parent,
        int depth,
        @Nullable String group,
        String name,
        long total,
        long self,
        long before,
        long count,
        long failed,
        @Nullable EventId example) {}
