package dev.faultline.query;

import dev.faultline.model.StackTrace;
import dev.faultline.store.Block;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A segment's stack traces, asked once for all its blocks. */
final class StackClause implements Clause {
    /** The stacks of a block's segment that pass. */
    private final Function<Block, BitSet> finding;

    private final Map<Integer, BitSet> segments = new ConcurrentHashMap<>();

    private StackClause(Function<Block, BitSet> finding) {
        this.finding = finding;
    }

    /** The whole class name or the simple one. */
    static StackClause ofTypes(Predicate<String> test) {
        Predicate<String> either = type -> {
            String simple = type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
            return !type.isEmpty() && (test.test(type) || test.test(simple));
        };
        return new StackClause(block -> block.lexicon().stacksOfType(either));
    }

    /** The messages of the exceptions; null asks whether there is one. */
    static StackClause ofMessages(@Nullable TextTest test) {
        return new StackClause(block -> {
            BitSet candidates =
                    test instanceof TextTest.Phrase phrase ? block.lexicon().stacksWithAll(phrase.words) : null;
            BitSet found = new BitSet();
            if (candidates == null || !candidates.isEmpty()) {
                block.eachStackMessage(candidates, (id, utf8, from, to) -> {
                    if (test == null || !found.get(id) && test.matches(utf8, from, to)) {
                        found.set(id);
                    }
                });
            }
            return found;
        });
    }

    @Override
    public int cost() {
        return 2;
    }

    @Override
    public void narrow(Block block, long[] rows) throws IOException {
        BitSet wanted = wanted(block);
        if (wanted.isEmpty()) {
            Arrays.fill(rows, 0);
        } else {
            block.keepStacks(rows, wanted);
        }
    }

    @Override
    public int count(Block block) {
        return wanted(block).isEmpty() ? 0 : UNKNOWN;
    }

    /** The ids of the stacks that pass, plus one. */
    private BitSet wanted(Block block) {
        BitSet known = segments.get(block.segment());
        return known == null ? segments.computeIfAbsent(block.segment(), segment -> matching(block)) : known;
    }

    private BitSet matching(Block block) {
        BitSet wanted = new BitSet();
        finding.apply(block).stream().forEach(id -> wanted.set(id + 1));
        return wanted;
    }

    /** Of the candidates, or of all stacks for null, those that pass. */
    static BitSet passing(Block block, @Nullable BitSet candidates, Predicate<StackTrace> test) {
        BitSet found = new BitSet();
        if (candidates == null) {
            for (int id = 0; id < block.stacks().size(); id++) {
                found.set(id, test.test(block.stacks().get(id)));
            }
        } else if (!candidates.isEmpty()) {
            block.eachStack(candidates, (id, stack) -> found.set(id, test.test(stack)));
        }
        return found;
    }
}
