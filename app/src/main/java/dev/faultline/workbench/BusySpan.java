package dev.faultline.workbench;

import dev.faultline.model.Kind;
import dev.faultline.model.TimeRange;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The stretch of time that a case is about. Commits of years ago would squeeze an hour of failure to a line, and so would
 * one old file in the heap: what is far away and few is left out, and the timeline says how many that is.
 */
final class BusySpan {
    /** At most this share of the events may be left out at either end… */
    private static final double FEW = 0.01;
    /** …and only where the span shrinks by this factor. */
    private static final double FAR = 10;

    private BusySpan() {}

    /** Nothing where the case holds no observed event with a time. */
    static Optional<TimeRange> of(CaseReader reader) {
        // Seconds since a machine's start stand in 1970, and say nothing of when.
        long dated = reader.range().map(TimeRange::from).orElse(1L);
        List<Block> blocks = new ArrayList<>();
        for (Block block : reader.blocks()) {
            // A block without times has those of its neighbours, or none.
            if (block.kindCount(Kind.CHANGE.ordinal()) < block.size()
                    && block.minTime() > 0
                    && block.maxTime() >= dated) {
                blocks.add(block);
            }
        }
        if (blocks.isEmpty()) {
            return Optional.empty();
        }
        int first = leading(blocks);
        List<Block> rest = new ArrayList<>(blocks.subList(first, blocks.size()));
        rest.sort(Comparator.comparingLong(Block::maxTime));
        int last = rest.size() - trailing(rest);
        List<Block> kept = rest.subList(0, last);
        long from =
                Math.max(dated, kept.stream().mapToLong(Block::minTime).min().orElse(0));
        long to = kept.stream().mapToLong(Block::maxTime).max().orElse(0);
        return Optional.of(new TimeRange(from, to + 1));
    }

    /** How many of the blocks, sorted by their first time, are far before the rest. */
    private static int leading(List<Block> blocks) {
        long end = blocks.stream().mapToLong(Block::maxTime).max().orElse(0);
        long allowed = allowed(blocks);
        long events = 0;
        int left = 0;
        for (int i = 0; i + 1 < blocks.size(); i++) {
            events += blocks.get(i).size();
            if (events > allowed) {
                break;
            }
            double whole = end - (double) blocks.get(left).minTime();
            double shorter = end - (double) blocks.get(i + 1).minTime();
            left = shorter * FAR < whole ? i + 1 : left;
        }
        return left;
    }

    /** How many of the blocks, sorted by their last time, are far behind the rest. */
    private static int trailing(List<Block> blocks) {
        long start = blocks.stream().mapToLong(Block::minTime).min().orElse(0);
        long allowed = allowed(blocks);
        long events = 0;
        int left = 0;
        for (int i = 0; i + 1 < blocks.size(); i++) {
            events += blocks.get(blocks.size() - 1 - i).size();
            if (events > allowed) {
                break;
            }
            double whole = blocks.get(blocks.size() - 1 - left).maxTime() - (double) start;
            double shorter = blocks.get(blocks.size() - 2 - i).maxTime() - (double) start;
            left = shorter * FAR < whole ? i + 1 : left;
        }
        return left;
    }

    private static long allowed(List<Block> blocks) {
        return (long) (blocks.stream().mapToLong(Block::size).sum() * FEW);
    }
}
