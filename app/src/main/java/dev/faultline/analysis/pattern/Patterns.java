package dev.faultline.analysis.pattern;

import dev.faultline.model.Kind;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Hits;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * The log templates of the hits, the most frequent first.
 *
 * @param range what the trends cover
 * @param interval length of a trend's bucket, nanoseconds
 * @param logs log records among the hits
 * @param without those of them whose message was not mined: empty, longer than 64 words or 8 KiB
 * @param patterns all of them
 */
public record Patterns(TimeRange range, long interval, long logs, long without, List<LogPattern> patterns) {
    private static final int LOG = Kind.LOG.ordinal();

    /** Copies the list. */
    public Patterns {
        patterns = List.copyOf(patterns);
    }

    /**
     * Counts the templates of the log records among the hits. Exact; reads columns only, and one message per template.
     *
     * @param range what the trends cover; the counts are of all hits
     */
    public static Patterns of(Hits hits, TimeRange range, int buckets, BooleanSupplier cancelled) throws IOException {
        long interval = Math.max(1, Math.ceilDiv(range.length(), Math.max(1, buckets)));
        Map<Integer, PatternTally> byPattern = new HashMap<>();
        SegmentTallies segment = new SegmentTallies(byPattern, buckets);
        long[] logs = {0, 0};
        hits.forEach(cancelled, (block, row) -> {
            if (block.kind(row) != LOG) {
                return;
            }
            logs[0]++;
            int template = block.template(row);
            if (template < 0) {
                logs[1]++;
            } else {
                segment.of(block, template).add(block, row, range, interval);
            }
        });
        Comparator<LogPattern> order = Comparator.comparingLong(LogPattern::count);
        List<LogPattern> patterns = new java.util.ArrayList<>();
        for (PatternTally tally : byPattern.values()) {
            patterns.add(tally.pattern());
        }
        patterns.sort(order.reversed().thenComparing(LogPattern::id));
        return new Patterns(range, interval, logs[0], logs[1], patterns);
    }
}
