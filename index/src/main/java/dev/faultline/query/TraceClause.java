package dev.faultline.query;

import dev.faultline.store.Block;
import dev.faultline.store.NumberToken;
import java.io.IOException;
import java.util.Arrays;

/** One trace: most blocks are ruled out by their Bloom filter. */
record TraceClause(NumberToken token, long high, long low) implements Clause {
    @Override
    public int cost() {
        return 1;
    }

    @Override
    public void narrow(Block block, long[] rows) throws IOException {
        if (!block.mayHoldNumber(token)) {
            Arrays.fill(rows, 0);
            return;
        }
        block.keepTrace(rows, high, low);
    }

    @Override
    public int count(Block block) {
        return block.mayHoldNumber(token) ? UNKNOWN : 0;
    }
}
