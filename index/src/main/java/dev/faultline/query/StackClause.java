package dev.faultline.query;

import dev.faultline.model.StackTrace;
import dev.faultline.store.Block;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** A segment's stack traces, tested once each. */
final class StackClause implements Clause {
    private final Predicate<StackTrace> test;
    private final Map<Integer, BitSet> segments = new ConcurrentHashMap<>();

    StackClause(Predicate<StackTrace> test) {
        this.test = test;
    }

    @Override
    public int cost() {
        return 2;
    }

    @Override
    public void narrow(Block block, long[] rows) throws IOException {
        BitSet matching = segments.computeIfAbsent(block.segment(), segment -> {
            List<StackTrace> stacks = block.stacks();
            BitSet found = new BitSet();
            for (int id = 0; id < stacks.size(); id++) {
                found.set(id, test.test(stacks.get(id)));
            }
            return found;
        });
        Clause.keep(rows, row -> {
            int stack = block.stack(row);
            return stack >= 0 && matching.get(stack);
        });
    }
}
