package dev.faultline.query;

import dev.faultline.store.Block;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** And, or, not. */
final class LogicClauses {
    private LogicClauses() {}

    record All() implements Clause {
        @Override
        public int cost() {
            return 0;
        }

        @Override
        public int count(Block block) {
            return block.size();
        }

        @Override
        public void narrow(Block block, long[] rows) {}
    }

    static Clause and(List<Clause> parts) {
        return new And(
                parts.stream().sorted(Comparator.comparingInt(Clause::cost)).toList());
    }

    private record And(List<Clause> parts) implements Clause {
        @Override
        public int cost() {
            return parts.stream().mapToInt(Clause::cost).max().orElse(0);
        }

        @Override
        public int count(Block block) {
            int count = block.size();
            for (Clause part : parts) {
                int found = part.count(block);
                if (found == 0) {
                    return 0;
                }
                count = found == block.size() ? count : count == block.size() ? found : UNKNOWN;
            }
            return count;
        }

        @Override
        public void narrow(Block block, long[] rows) throws IOException {
            for (Clause part : parts) {
                if (Clause.isEmpty(rows)) {
                    return;
                }
                part.narrow(block, rows);
            }
        }
    }

    record Or(List<Clause> parts) implements Clause {
        @Override
        public int cost() {
            return parts.stream().mapToInt(Clause::cost).max().orElse(0);
        }

        @Override
        public int count(Block block) {
            int count = 0;
            for (Clause part : parts) {
                int found = part.count(block);
                if (found == block.size()) {
                    return found;
                }
                count = found == 0 ? count : count == 0 ? found : UNKNOWN;
            }
            return count;
        }

        @Override
        public void narrow(Block block, long[] rows) throws IOException {
            long[] found = new long[rows.length];
            long[] left = rows.clone();
            for (Clause part : parts) {
                if (part.count(block) == 0) {
                    continue;
                }
                long[] some = left.clone();
                part.narrow(block, some);
                for (int i = 0; i < rows.length; i++) {
                    found[i] |= some[i];
                    left[i] &= ~some[i];
                }
            }
            System.arraycopy(found, 0, rows, 0, rows.length);
        }
    }

    record Not(Clause part) implements Clause {
        @Override
        public int cost() {
            return part.cost();
        }

        @Override
        public int count(Block block) {
            int found = part.count(block);
            return found < 0 ? UNKNOWN : block.size() - found;
        }

        @Override
        public void narrow(Block block, long[] rows) throws IOException {
            long[] found = Arrays.copyOf(rows, rows.length);
            part.narrow(block, found);
            for (int i = 0; i < rows.length; i++) {
                rows[i] &= ~found[i];
            }
        }
    }
}
