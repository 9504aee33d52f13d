package dev.faultline.analysis.variable;

import dev.faultline.model.EventId;
import dev.faultline.query.QueryText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that the hits of one place say at one path. Failing hits come first: only what they say can be a candidate. */
final class PathTally {
    private static final int MOST_VALUES = 2_000;
    private static final int EXAMPLES = 10;

    private final String field;
    private final String frame;
    final int depth;
    final int order;
    private int failingPresent;
    private int passingPresent;
    private final Map<String, Cell> values = new HashMap<>();
    private final Map<String, Cell> types = new HashMap<>();
    private final Map<Integer, Cell> sizes = new HashMap<>();
    private final List<Reading> numbers = new ArrayList<>();

    /** How many hits of each side say one thing. */
    private static final class Cell {
        private int failing;
        private int passing;
        private final List<EventId> examples = new ArrayList<>(1);
    }

    private record Reading(double value, boolean failing, EventId id) {}

    PathTally(String field, String frame, int depth, int order) {
        this.field = field;
        this.frame = frame;
        this.depth = depth;
        this.order = order;
    }

    void add(Fact fact, boolean failing, EventId id) {
        failingPresent += failing ? 1 : 0;
        passingPresent += failing ? 0 : 1;
        // Of a collection the size is said; its printed form would only repeat that.
        count(values, fact.size() < 0 ? fact.value() : null, failing, id);
        count(types, fact.type(), failing, id);
        count(sizes, fact.size() < 0 ? null : Integer.valueOf(fact.size()), failing, id);
        Double number = number(fact.value());
        if (number != null) {
            numbers.add(new Reading(number, failing, id));
        }
    }

    private static <K> void count(Map<K, Cell> cells, @Nullable K key, boolean failing, EventId id) {
        if (key == null) {
            return;
        }
        Cell cell = cells.get(key);
        if (cell == null) {
            if (!failing || cells.size() >= MOST_VALUES) {
                return;
            }
            cell = new Cell();
            cells.put(key, cell);
        }
        cell.failing += failing ? 1 : 0;
        cell.passing += failing ? 0 : 1;
        if (failing && cell.examples.size() < EXAMPLES) {
            cell.examples.add(id);
        }
    }

    private static @Nullable Double number(@Nullable String value) {
        if (value == null || value.isEmpty() || value.length() > 40 || Character.isLetter(value.charAt(0))) {
            return null;
        }
        try {
            double number = Double.parseDouble(value);
            return Double.isFinite(number) ? number : null;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    /** Every predicate that holds for more of the failing than of the passing. */
    List<Discriminator> candidates(int failingOf, int passingOf) {
        List<Discriminator> found = new ArrayList<>();
        Candidates candidates = new Candidates(failingOf, passingOf, found);
        String name = name();
        values.forEach((value, cell) -> candidates.add(
                value.equals("null") ? Discriminator.Kind.NULL : Discriminator.Kind.VALUE,
                name + " = " + (isPlain(value) ? value : "\"" + value + "\""),
                value.endsWith("…") ? "" : QueryText.term(field, value),
                cell));
        sizes.forEach((size, cell) -> candidates.add(
                Discriminator.Kind.SIZE, name + (size == 0 ? " is empty" : " has " + size + " elements"), "", cell));
        types.forEach((type, cell) -> candidates.add(Discriminator.Kind.TYPE, name + " is a " + type, "", cell));
        range(candidates);
        Cell absent = new Cell();
        absent.failing = failingOf - failingPresent;
        absent.passing = passingOf - passingPresent;
        candidates.add(Discriminator.Kind.ABSENT, name + " has no value here", "", absent);
        return found;
    }

    private String name() {
        return field.substring(field.indexOf('.') + 1) + (depthInStack() ? " (in " + frame + ")" : "");
    }

    private boolean depthInStack() {
        return frameIndex > 0;
    }

    /** 0 for the innermost frame. */
    int frameIndex;

    private static boolean isPlain(String value) {
        return value.equals("null") || value.equals("true") || value.equals("false") || number(value) != null;
    }

    private final class Candidates {
        private final int failingOf;
        private final int passingOf;
        private final List<Discriminator> found;

        Candidates(int failingOf, int passingOf, List<Discriminator> found) {
            this.failingOf = failingOf;
            this.passingOf = passingOf;
            this.found = found;
        }

        void add(Discriminator.Kind kind, String predicate, String query, Cell cell) {
            double score = Separation.information(cell.failing, failingOf, cell.passing, passingOf);
            if (score > 0) {
                found.add(new Discriminator(
                        field,
                        frame,
                        kind,
                        predicate,
                        query,
                        cell.failing,
                        failingOf,
                        cell.passing,
                        passingOf,
                        score,
                        Separation.chance(cell.failing, failingOf, cell.passing, passingOf),
                        cell.examples));
            }
        }
    }

    /** The best threshold, from above or from below. */
    private void range(Candidates candidates) {
        Reading[] sorted = numbers.toArray(new Reading[0]);
        Arrays.sort(sorted, java.util.Comparator.comparingDouble(Reading::value));
        if (sorted.length < 2 || sorted[0].value() == sorted[sorted.length - 1].value()) {
            return;
        }
        int allFailing = 0;
        for (Reading number : sorted) {
            allFailing += number.failing() ? 1 : 0;
        }
        int bestCut = -1;
        boolean bestAbove = false;
        double best = 0;
        int failingBelow = 0;
        for (int cut = 1; cut < sorted.length; cut++) {
            failingBelow += sorted[cut - 1].failing() ? 1 : 0;
            if (sorted[cut].value() == sorted[cut - 1].value()) {
                continue;
            }
            int passingBelow = cut - failingBelow;
            int allPassing = sorted.length - allFailing;
            double below =
                    Separation.information(failingBelow, candidates.failingOf, passingBelow, candidates.passingOf);
            double above = Separation.information(
                    allFailing - failingBelow, candidates.failingOf, allPassing - passingBelow, candidates.passingOf);
            if (Math.max(below, above) > best) {
                best = Math.max(below, above);
                bestCut = cut;
                bestAbove = above > below;
            }
        }
        if (bestCut < 0) {
            return;
        }
        Cell cell = new Cell();
        for (int i = bestAbove ? bestCut : 0; i < (bestAbove ? sorted.length : bestCut); i++) {
            cell.failing += sorted[i].failing() ? 1 : 0;
            cell.passing += sorted[i].failing() ? 0 : 1;
            if (sorted[i].failing() && cell.examples.size() < EXAMPLES) {
                cell.examples.add(sorted[i].id());
            }
        }
        String bound = plain(sorted[bestAbove ? bestCut : bestCut - 1].value());
        candidates.add(
                Discriminator.Kind.RANGE,
                name() + (bestAbove ? " ≥ " : " ≤ ") + bound,
                field + (bestAbove ? ":[" + bound + " TO *]" : ":[* TO " + bound + "]"),
                cell);
    }

    private static String plain(double number) {
        return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    }
}
