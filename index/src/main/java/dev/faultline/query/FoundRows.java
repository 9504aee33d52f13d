package dev.faultline.query;

import dev.faultline.store.Block;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Walks what a search found block by block, without loading an event: for counts, figures and groups. */
public final class FoundRows {
    private FoundRows() {}

    /** Takes a found row; false ends the walk. */
    public interface Visitor {
        /** Within a block the rows come in the order of time. */
        boolean row(Block block, int row) throws IOException;
    }

    /**
     * Visits every found row, blocks in the order of their earliest time.
     *
     * @param cancelled asked per block; true ends the walk with a {@link CancellationException}
     */
    public static void each(Hits hits, BooleanSupplier cancelled, Visitor visitor) throws IOException {
        for (int i = 0; i < hits.blockCount(); i++) {
            long[] rows = hits.rows(i);
            if (rows == null) {
                continue;
            }
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("the walk was cancelled");
            }
            Block block = hits.block(i);
            for (int row = Hits.nextBit(rows, 0); row >= 0; row = Hits.nextBit(rows, row + 1)) {
                if (!visitor.row(block, row)) {
                    return;
                }
            }
        }
    }

    /** How many of the hits lie in a block. */
    public static int count(Hits hits, Block block) {
        return hits.count(block.index());
    }
}
