package dev.faultline.analysis.signal;

import dev.faultline.model.TimeQuality;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Walks over the visible, timed rows of both windows, block by block. */
public final class Rows {
    /** Takes a row. */
    @FunctionalInterface
    public interface Visitor {
        /** A row of this block; {@code incident} says in which of the windows it lies. */
        void row(Block block, int row, boolean incident) throws IOException;
    }

    private Rows() {}

    /** All rows of one kind (an ordinal); a row that lies in both windows counts for the incident. */
    public static void of(CaseReader reader, Windows windows, int kind, BooleanSupplier cancelled, Visitor visitor)
            throws IOException {
        for (Block block : reader.blocks()) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("the analysis was cancelled");
            }
            if (block.kindCount(kind) > 0 && windows.meets(block.minTime(), block.maxTime())) {
                visit(block, windows, kind, visitor);
            }
        }
    }

    private static void visit(Block block, Windows windows, int kind, Visitor visitor) throws IOException {
        boolean all = block.kindCount(kind) == block.size();
        boolean timed = block.isTimed();
        long[] hidden = block.hidden();
        for (int row = 0; row < block.size(); row++) {
            if (!all && block.kind(row) != kind || hidden != null && (hidden[row >> 6] >>> row & 1) != 0) {
                continue;
            }
            long time = block.time(row);
            boolean incident = windows.incident().contains(time);
            if ((incident || windows.baseline().contains(time))
                    && (timed || block.timeQuality(row) != TimeQuality.NONE)) {
                visitor.row(block, row, incident);
            }
        }
    }

    /** No more rows of this kind than this lie in the windows. */
    static long atMost(CaseReader reader, Windows windows, int kind) {
        long count = 0;
        for (Block block : reader.blocks()) {
            if (windows.meets(block.minTime(), block.maxTime())) {
                count += block.kindCount(kind);
            }
        }
        return count;
    }
}
