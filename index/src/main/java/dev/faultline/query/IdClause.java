package dev.faultline.query;

import dev.faultline.store.Block;
import dev.faultline.store.NumberToken;
import java.io.IOException;
import java.util.Arrays;

/** One span's id: most blocks are ruled out by their Bloom filter. */
record IdClause(NumberToken token, ColumnClauses.Numbers.Getter getter, long id) implements Clause {
    @Override
    public int cost() {
        return 3;
    }

    @Override
    public void narrow(Block block, long[] rows) throws IOException {
        if (!block.mayHoldNumber(token)) {
            Arrays.fill(rows, 0);
            return;
        }
        Clause.keep(rows, row -> id != 0 && getter.get(block, row) == id);
    }

    @Override
    public int count(Block block) {
        return block.mayHoldNumber(token) ? UNKNOWN : 0;
    }
}
