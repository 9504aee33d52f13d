package dev.faultline.query;

import dev.faultline.model.AttributeValue;
import dev.faultline.model.Change;
import dev.faultline.model.Detail;
import dev.faultline.model.Kind;
import dev.faultline.model.Snapshot;
import dev.faultline.model.Variable;
import dev.faultline.store.Block;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

/** Clauses about what only some events hold: attributes, variables, changes. */
final class RichClauses {
    private RichClauses() {}

    /** An attribute of a name, in any case of its letters. */
    record Attribute(String name, Predicate<String> test) implements Clause {
        @Override
        public int cost() {
            return 20;
        }

        @Override
        public void narrow(Block block, long[] rows) throws IOException {
            if (Clause.isEmpty(rows)) {
                return;
            }
            List<String> keys = block.attributeKeys().stream()
                    .filter(name::equalsIgnoreCase)
                    .toList();
            if (keys.isEmpty()) {
                Arrays.fill(rows, 0);
                return;
            }
            Clause.keep(rows, row -> {
                var attributes = block.attributes(row);
                for (String key : keys) {
                    AttributeValue value = attributes.get(key);
                    if (value != null && test.test(value.toString())) {
                        return true;
                    }
                }
                return false;
            });
        }
    }

    /** A captured variable, by its path from any frame. */
    record CapturedVariable(List<String> path, Predicate<String> test) implements Clause {
        static CapturedVariable of(String path, Predicate<String> test) {
            return new CapturedVariable(List.of(path.toLowerCase(Locale.ROOT).split("\\.")), test);
        }

        @Override
        public int cost() {
            return 25;
        }

        @Override
        public void narrow(Block block, long[] rows) throws IOException {
            narrowDetails(block, rows, Kind.SNAPSHOT, detail -> detail instanceof Snapshot snapshot && found(snapshot));
        }

        private boolean found(Snapshot snapshot) {
            record Open(Variable variable, int depth) {}
            Deque<Open> open = new ArrayDeque<>();
            for (Snapshot.FrameVariables frame : snapshot.frames()) {
                frame.variables().forEach(variable -> open.add(new Open(variable, 0)));
            }
            while (!open.isEmpty()) {
                Open next = open.pop();
                if (!next.variable().name().toLowerCase(Locale.ROOT).equals(path.get(next.depth()))) {
                    continue;
                }
                if (next.depth() + 1 < path.size()) {
                    next.variable().members().forEach(member -> open.add(new Open(member, next.depth() + 1)));
                } else if (matches(next.variable())) {
                    return true;
                }
            }
            return false;
        }

        private boolean matches(Variable variable) {
            String value = variable.value();
            return test.test(value == null ? variable.members().isEmpty() ? "" : "{}" : value);
        }
    }

    /** Something of a change. */
    record OfChange(Function<Change, List<String>> values, Predicate<String> test) implements Clause {
        @Override
        public int cost() {
            return 25;
        }

        @Override
        public void narrow(Block block, long[] rows) throws IOException {
            narrowDetails(
                    block,
                    rows,
                    Kind.CHANGE,
                    detail -> detail instanceof Change change
                            && values.apply(change).stream().anyMatch(test));
        }
    }

    private static void narrowDetails(Block block, long[] rows, Kind kind, Predicate<Detail> test) throws IOException {
        if (block.kindCount(kind.ordinal()) == 0) {
            Arrays.fill(rows, 0);
            return;
        }
        Clause.keep(rows, row -> {
            Detail detail = block.kind(row) == kind.ordinal() ? block.detail(row) : null;
            return detail != null && test.test(detail);
        });
    }
}
