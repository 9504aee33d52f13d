package dev.faultline.query;

import dev.faultline.store.Block;
import java.io.IOException;

/** A part of a query, ready to be asked of blocks. */
interface Clause {
    /** How much a row costs: the cheapest clause narrows first. */
    int cost();

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

    static boolean isEmpty(long[] rows) {
        for (long word : rows) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }
}
