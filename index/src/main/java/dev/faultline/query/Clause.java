package dev.faultline.query;

import dev.faultline.store.Block;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A part of a query, ready to be asked of blocks. */
interface Clause {
    /** How much a row costs: the cheapest clause narrows first. */
    int cost();

    /** What {@link #count} says where rows must be looked at. */
    int UNKNOWN = -1;

    /** How many rows of the block the clause finds, where that is cheap to know; hidden rows count too. Exact. */
    default int count(Block block) {
        return UNKNOWN;
    }

    /** Takes out of {@code rows} (bit i is row i) all rows of the block that the clause does not find. */
    void narrow(Block block, long[] rows) throws IOException;

    /** Asks every row that is left. */
    interface RowTest {
        boolean matches(int row) throws IOException;
    }

    /** Keeps the rows that pass the test. */
    static void keep(long[] rows, RowTest test) throws IOException {
        for (int word = 0; word < rows.length; word++) {
            long left = rows[word];
            while (left != 0) {
                int bit = Long.numberOfTrailingZeros(left);
                left &= left - 1;
                if (!test.matches((word << 6) + bit)) {
                    rows[word] &= ~(1L << bit);
                }
            }
        }
    }

    /** The rows that the clause finds; null for none. */
    static long @Nullable [] rows(Block block, Clause clause) throws IOException {
        long[] rows = new long[block.size() + 63 >> 6];
        Arrays.fill(rows, -1L);
        if ((block.size() & 63) != 0) {
            rows[rows.length - 1] = (1L << block.size()) - 1;
        }
        long[] hidden = block.hidden();
        for (int i = 0; hidden != null && i < rows.length; i++) {
            rows[i] &= ~hidden[i];
        }
        clause.narrow(block, rows);
        return isEmpty(rows) ? null : rows;
    }

    static boolean isEmpty(long[] rows) {
        for (long word : rows) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }
}
