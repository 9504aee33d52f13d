package dev.faultline.analysis.pattern;

import dev.faultline.store.Block;
import dev.faultline.store.Template;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the tally of a segment's template without a look-up per row: templates are numbered within their segment. */
final class SegmentTallies {
    private final Map<Integer, PatternTally> byPattern;
    private final int buckets;
    private int segment = -1;
    private @Nullable PatternTally[] tallies = new PatternTally[0];

    SegmentTallies(Map<Integer, PatternTally> byPattern, int buckets) {
        this.byPattern = byPattern;
        this.buckets = buckets;
    }

    PatternTally of(Block block, int template) {
        if (block.segment() != segment) {
            segment = block.segment();
            tallies = new PatternTally[block.templates().size()];
        }
        PatternTally tally = tallies[template];
        if (tally == null) {
            Template found = block.templates().get(template);
            tally = byPattern.computeIfAbsent(found.pattern(), id -> new PatternTally(id, buckets));
            tally.widen(found);
            tallies[template] = tally;
        }
        return tally;
    }
}
