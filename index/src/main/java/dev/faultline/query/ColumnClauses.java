package dev.faultline.query;

import dev.faultline.model.Severity;
import dev.faultline.model.Source;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.Block;
import dev.faultline.store.Column;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/** Clauses that columns and dictionaries answer. */
final class ColumnClauses {
    private ColumnClauses() {}

    /** A dictionary's values, tested once per segment. */
    static final class Dictionary implements Clause {
        private final Column column;
        private final Predicate<String> test;
        private final Map<Integer, BitSet> ids = new ConcurrentHashMap<>();

        Dictionary(Column column, Predicate<String> test) {
            this.column = column;
            this.test = test;
        }

        @Override
        public int cost() {
            return 1;
        }

        @Override
        public int count(Block block) {
            BitSet wanted = wanted(block);
            if (wanted.isEmpty()) {
                return 0;
            }
            return !block.hasOneValue(column) ? UNKNOWN : wanted.get(block.value(column, 0) + 1) ? block.size() : 0;
        }

        @Override
        public void narrow(Block block, long[] rows) {
            BitSet wanted = wanted(block);
            if (wanted.isEmpty()) {
                Arrays.fill(rows, 0);
            } else {
                block.keepValues(column, rows, wanted);
            }
        }

        /** The ids of the values that pass, plus one. */
        private BitSet wanted(Block block) {
            BitSet known = ids.get(block.segment());
            return known == null ? ids.computeIfAbsent(block.segment(), segment -> matching(block)) : known;
        }

        private BitSet matching(Block block) {
            List<String> values = block.dictionary(column);
            BitSet matching = new BitSet(values.size());
            for (int id = 0; id < values.size(); id++) {
                matching.set(id + 1, test.test(values.get(id)));
            }
            return matching;
        }
    }

    /** Ordinals of which a block's head knows how many rows have each. */
    interface Counted extends Clause {
        /** Those that are wanted. */
        BitSet ordinals();

        /** How many rows of the block have it. */
        int count(Block block, int ordinal);

        /** Takes the others out of the rows. */
        void keep(Block block, long[] rows);

        @Override
        default int cost() {
            return 0;
        }

        @Override
        default int count(Block block) {
            BitSet wanted = ordinals();
            int matching = 0;
            for (int ordinal = wanted.nextSetBit(0); ordinal >= 0; ordinal = wanted.nextSetBit(ordinal + 1)) {
                matching += count(block, ordinal);
            }
            return matching;
        }

        @Override
        default void narrow(Block block, long[] rows) {
            int matching = count(block);
            if (matching == 0) {
                Arrays.fill(rows, 0);
            } else if (matching < block.size()) {
                keep(block, rows);
            }
        }
    }

    /** Kinds, by their ordinals. */
    record Kinds(BitSet ordinals) implements Counted {
        @Override
        public int count(Block block, int ordinal) {
            return block.kindCount(ordinal);
        }

        @Override
        public void keep(Block block, long[] rows) {
            block.keepKinds(rows, ordinals);
        }
    }

    /** Severities, by their ordinals. */
    record Severities(BitSet ordinals) implements Counted {
        private static final int MOST_SEVERE = 24;

        @Override
        public int count(Block block, int ordinal) {
            return block.severityCount(ordinal);
        }

        @Override
        public void keep(Block block, long[] rows) {
            BitSet numbers = new BitSet();
            for (int number = 0; number <= MOST_SEVERE; number++) {
                numbers.set(number, ordinals.get(Severity.ofNumber(number).ordinal()));
            }
            block.keepSeverities(rows, numbers);
        }
    }

    /** Events whose own time lies in a range; those without one are outside of every range. */
    record Times(long from, long to, boolean onlyTimed) implements Clause {
        @Override
        public int cost() {
            return 0;
        }

        @Override
        public int count(Block block) {
            if (block.maxTime() < from || block.minTime() > to) {
                return 0;
            }
            boolean inside = block.minTime() >= from && block.maxTime() <= to && (!onlyTimed || block.isTimed());
            return inside ? block.size() : UNKNOWN;
        }

        @Override
        public void narrow(Block block, long[] rows) throws IOException {
            if (block.maxTime() < from || block.minTime() > to) {
                Arrays.fill(rows, 0);
                return;
            }
            if (block.minTime() < from || block.maxTime() > to || onlyTimed) {
                Clause.keep(rows, row -> {
                    long time = block.time(row);
                    return time >= from && time <= to && (!onlyTimed || block.timeQuality(row) != TimeQuality.NONE);
                });
            }
        }
    }

    /** What a source is. */
    record OfSource(Predicate<Source> test) implements Clause {
        @Override
        public int cost() {
            return 0;
        }

        @Override
        public int count(Block block) {
            return test.test(block.source()) ? block.size() : 0;
        }

        @Override
        public void narrow(Block block, long[] rows) {
            if (!test.test(block.source())) {
                Arrays.fill(rows, 0);
            }
        }
    }

    /** A column of numbers. */
    record Numbers(Getter getter, LongPredicate test) implements Clause {
        /** Reads the number of a row. */
        interface Getter {
            long get(Block block, int row) throws IOException;
        }

        @Override
        public int cost() {
            return 2;
        }

        @Override
        public void narrow(Block block, long[] rows) throws IOException {
            Clause.keep(rows, row -> test.test(getter.get(block, row)));
        }
    }
}
