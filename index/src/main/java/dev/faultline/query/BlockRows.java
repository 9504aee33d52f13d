package dev.faultline.query;

import dev.faultline.store.Block;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a search found, block by block: counted at once, and spelled out (a bit per row) when somebody asks, where
 * the count was known without looking at them. Filled by many threads, each its own blocks.
 */
final class BlockRows {
    private final List<Block> blocks;
    private final @Nullable Clause clause;
    private final int[] counts;
    private final AtomicReferenceArray<long[]> rows;

    /** With the clause that found them; null where all rows are given. */
    BlockRows(List<Block> blocks, @Nullable Clause clause) {
        this.blocks = blocks;
        this.clause = clause;
        this.counts = new int[blocks.size()];
        this.rows = new AtomicReferenceArray<>(blocks.size());
    }

    /** What is counted but not spelled out yet. */
    void set(int block, int count) {
        counts[block] = count;
    }

    void set(int block, long @Nullable [] found) {
        if (found != null) {
            int bits = 0;
            for (long word : found) {
                bits += Long.bitCount(word);
            }
            counts[block] = bits;
            rows.set(block, found);
        }
    }

    /** Takes over what is known of a block that is the same in another search. */
    void setSame(int block, BlockRows other, int otherBlock) {
        counts[block] = other.counts[otherBlock];
        long[] spelled = other.rows.get(otherBlock);
        if (spelled != null) {
            rows.set(block, spelled);
        }
    }

    int size() {
        return counts.length;
    }

    int count(int block) {
        return counts[block];
    }

    /** The found rows of a block; null for none. */
    long @Nullable [] get(int block) {
        if (counts[block] == 0) {
            return null;
        }
        long[] known = rows.get(block);
        if (known == null && clause != null) {
            try {
                known = Clause.rows(blocks.get(block), clause);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            rows.set(block, known);
        }
        return known;
    }
}
