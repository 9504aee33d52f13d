package dev.faultline.query;

import dev.faultline.query.ExpressionPart.Choice;
import dev.faultline.query.ExpressionPart.One;
import dev.faultline.query.ExpressionPart.Repeat;
import dev.faultline.query.ExpressionPart.Sequence;
import dev.faultline.store.Template;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An expression as a table of states (Thompson's construction, made deterministic): one step for each byte, whatever the
 * expression. For texts of ASCII; of others it says nothing.
 */
final class ExpressionTable {
    private static final int MOST_STEPS = 500;
    private static final int MOST_STATES = 400;
    /** The characters of ASCII, and one that stands for all others. */
    private static final int CHARACTERS = 129;

    private static final int BEYOND = 128;

    /** What a text says. */
    enum Answer {
        FOUND,
        NOT_FOUND,
        /** The text is not all ASCII. */
        UNKNOWN
    }

    private final byte[] kinds;
    private final int kindCount;
    private final int[] next;
    private final boolean[] found;
    private final boolean fromStart;
    private final boolean toEnd;

    private ExpressionTable(
            byte[] kinds, int kindCount, int[] next, boolean[] found, boolean fromStart, boolean toEnd) {
        this.kinds = kinds;
        this.kindCount = kindCount;
        this.next = next;
        this.found = found;
        this.fromStart = fromStart;
        this.toEnd = toEnd;
    }

    /** The table of a valid expression; nothing where it is too large, or holds what is not known here. */
    static Optional<ExpressionTable> of(String expression) {
        return ExpressionReader.read(expression).flatMap(read -> new Maker(read).make());
    }

    Answer find(byte[] text, int from, int to) {
        int state = 0;
        for (int i = from; i < to; i++) {
            if (!toEnd && found[state]) {
                return Answer.FOUND;
            }
            byte b = text[i];
            if (b < 0) {
                return Answer.UNKNOWN;
            }
            state = next[state * kindCount + (kinds[b] & 0xFF)];
        }
        return found[state] ? Answer.FOUND : Answer.NOT_FOUND;
    }

    /** What a template says of all its messages: a token that varies may be any blanks and any text without one. */
    TemplateTest.Answer ask(Template template) {
        if (!fromStart && !toEnd && isInConstants(template)) {
            return TemplateTest.Answer.YES;
        }
        BitSet states = new BitSet();
        states.set(0);
        boolean between = false;
        for (String token : template.tokens()) {
            if (between) {
                states = after(states, ' ');
            }
            between = true;
            if (token == null) {
                spread(states, true);
                spread(states, false);
            } else {
                for (int i = 0; i < token.length(); i += Character.charCount(token.codePointAt(i))) {
                    states = after(states, token.codePointAt(i));
                    if (!toEnd && isFound(states)) {
                        return TemplateTest.Answer.MAYBE;
                    }
                }
            }
            if (!toEnd && isFound(states)) {
                return TemplateTest.Answer.MAYBE;
            }
        }
        return isFound(states) ? TemplateTest.Answer.MAYBE : TemplateTest.Answer.NO;
    }

    private boolean isInConstants(Template template) {
        StringBuilder run = new StringBuilder();
        for (int i = 0; i <= template.tokens().size(); i++) {
            String token = i < template.tokens().size() ? template.tokens().get(i) : null;
            if (token != null) {
                run.append(run.isEmpty() ? "" : " ").append(token);
                continue;
            }
            byte[] utf8 = run.toString().getBytes(StandardCharsets.UTF_8);
            if (!run.isEmpty() && find(utf8, 0, utf8.length) == Answer.FOUND) {
                return true;
            }
            run.setLength(0);
        }
        return false;
    }

    private boolean isFound(BitSet states) {
        return states.stream().anyMatch(state -> found[state]);
    }

    private int after(int state, int character) {
        return next[state * kindCount + (kinds[Math.min(character, BEYOND)] & 0xFF)];
    }

    private BitSet after(BitSet states, int character) {
        BitSet after = new BitSet();
        states.stream().forEach(state -> after.set(after(state, character)));
        return after;
    }

    /** Adds all states that any number of blanks, or of other characters, leads to. */
    private void spread(BitSet states, boolean blanks) {
        for (int state = states.nextSetBit(0); state >= 0; ) {
            int lowest = Integer.MAX_VALUE;
            for (int c = blanks ? ' ' : 0; c < (blanks ? ' ' + 1 : CHARACTERS); c++) {
                int reached = after(state, c);
                if ((blanks || c != ' ') && !states.get(reached)) {
                    states.set(reached);
                    lowest = Math.min(lowest, reached);
                }
            }
            state = states.nextSetBit(Math.min(lowest, state + 1));
        }
    }

    /** Makes the table step by step. */
    private static final class Maker {
        private final ExpressionReader.Read read;
        /** Per step what it takes and where it leads. */
        private final List<One> takes = new ArrayList<>();

        /** Steps that take no character. */
        private final BitSet forks = new BitSet();

        private final List<int[]> leads = new ArrayList<>();

        Maker(ExpressionReader.Read read) {
            this.read = read;
        }

        Optional<ExpressionTable> make() {
            int end = step(One.NONE);
            int start = build(read.part(), end);
            return takes.size() > MOST_STEPS ? Optional.empty() : states(start, end);
        }

        private int step(One one, int... to) {
            takes.add(one);
            leads.add(to);
            return takes.size() - 1;
        }

        private int fork(int... to) {
            int fork = step(One.NONE, to);
            forks.set(fork);
            return fork;
        }

        /** Where to begin, so that the part is followed by a step. */
        private int build(ExpressionPart part, int then) {
            if (takes.size() > MOST_STEPS) {
                return then;
            }
            return switch (part) {
                case One one -> step(one, then);
                case Sequence sequence -> {
                    int at = then;
                    for (int i = sequence.parts().size() - 1; i >= 0; i--) {
                        at = build(sequence.parts().get(i), at);
                    }
                    yield at;
                }
                case Choice choice ->
                    fork(choice.parts().stream()
                            .mapToInt(each -> build(each, then))
                            .toArray());
                case Repeat repeat -> build(repeat, then);
            };
        }

        private int build(Repeat repeat, int then) {
            int at = then;
            if (repeat.most() < 0) {
                int loop = fork(then, then);
                leads.get(loop)[1] = build(repeat.part(), loop);
                at = loop;
            }
            for (int i = repeat.least(); i < repeat.most(); i++) {
                at = fork(then, build(repeat.part(), at));
            }
            for (int i = 0; i < repeat.least(); i++) {
                at = build(repeat.part(), at);
            }
            return at;
        }

        private Optional<ExpressionTable> states(int start, int end) {
            byte[] kinds = new byte[CHARACTERS];
            List<Integer> examples = kinds(kinds);
            Map<BitSet, Integer> numbers = new HashMap<>();
            List<BitSet> open = new ArrayList<>();
            List<int[]> rows = new ArrayList<>();
            BitSet first = new BitSet();
            reach(start, first);
            numbers.put(first, 0);
            open.add(first);
            for (int state = 0; state < open.size(); state++) {
                int[] row = new int[examples.size()];
                for (int kind = 0; kind < row.length; kind++) {
                    BitSet after = after(open.get(state), examples.get(kind));
                    if (!read.fromStart()) {
                        after.or(first);
                    }
                    Integer known = numbers.get(after);
                    if (known == null) {
                        known = open.size();
                        numbers.put(after, known);
                        open.add(after);
                    }
                    row[kind] = known;
                }
                rows.add(row);
                if (open.size() > MOST_STATES) {
                    return Optional.empty();
                }
            }
            int[] next = rows.stream().flatMapToInt(Arrays::stream).toArray();
            boolean[] found = new boolean[open.size()];
            for (int i = 0; i < found.length; i++) {
                found[i] = open.get(i).get(end);
            }
            return Optional.of(
                    new ExpressionTable(kinds, examples.size(), next, found, read.fromStart(), read.toEnd()));
        }

        /** Gives characters that no step tells apart the same number; returns one of each. */
        private List<Integer> kinds(byte[] kinds) {
            Map<BitSet, Integer> known = new HashMap<>();
            List<Integer> examples = new ArrayList<>();
            List<One> distinct = takes.stream().distinct().toList();
            for (int c = 0; c < CHARACTERS; c++) {
                BitSet taken = new BitSet();
                for (int i = 0; i < distinct.size(); i++) {
                    taken.set(i, distinct.get(i).holds(c));
                }
                Integer kind = known.putIfAbsent(taken, examples.size());
                kinds[c] = (byte) (kind == null ? examples.size() : kind);
                if (kind == null) {
                    examples.add(c);
                }
            }
            return examples;
        }

        private BitSet after(BitSet steps, int c) {
            BitSet after = new BitSet();
            steps.stream().filter(step -> takes.get(step).holds(c)).forEach(step -> reach(leads.get(step)[0], after));
            return after;
        }

        /** Adds a step and all that are reached from it without a character. */
        private void reach(int step, BitSet into) {
            List<Integer> open = new ArrayList<>(List.of(step));
            while (!open.isEmpty()) {
                int each = open.removeLast();
                if (!into.get(each)) {
                    into.set(each);
                    if (forks.get(each)) {
                        Arrays.stream(leads.get(each)).forEach(open::add);
                    }
                }
            }
        }
    }
}
