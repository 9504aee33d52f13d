package dev.faultline.analysis.trace;

import dev.faultline.analysis.signal.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two groups of traces beside each other, by structure and by duration. A place is the way from the root in services and
 * operations; calls of one place are summed per trace. The first group is the one asked about (failing), the second what
 * it is compared with (passing).
 *
 * @param first traces in the first group
 * @param second traces in the second
 * @param places every place of either, parents before their children
 */
public record TraceComparison(int first, int second, List<Place> places) {
    /** Fewer traces on a side do not support a test of durations. */
    public static final int LEAST = 5;

    private static final double SURE = 0.01;

    /** Copies the places. */
    public TraceComparison {
        places = List.copyOf(places);
    }

    /** What differs at a place. */
    public enum Difference {
        /** On the first side only. */
        ADDED,
        /** On the second side only. */
        MISSING,
        /** Called more often on the first side. */
        MORE_CALLS,
        FEWER_CALLS,
        SLOWER,
        FASTER,
        /** Fails more often. */
        FAILING,
        SAME;

        /** The word that JSON and the window use. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One side of a place.
     *
     * @param traces traces that have it
     * @param failed traces in which it failed
     * @param calls median number of calls among the traces that have it
     * @param duration median of the summed durations, nanoseconds
     * @param self median of the summed self times, nanoseconds
     */
    public record Side(int traces, int failed, double calls, long duration, long self) {}

    /**
     * A place in both groups.
     *
     * @param index its number in {@link #places()}
     * @param parent index of the place above; -1 for a root
     * @param selfDelta median self time on the first side less that on the second, nanoseconds; 0 where a side has none
     * @param chance of a difference of the self times as large between equal groups (Mann-Whitney); 1 where too few
     */
    public record Place(
            int index,
            int parent,
            int depth,
            @Nullable String service,
            @Nullable String name,
            Side first,
            Side second,
            Difference difference,
            long selfDelta,
            double chance,
            String sentence) {}

    private record Key(
            int parent, @Nullable String service, @Nullable String name) {}

    /** What one place holds of one trace. */
    private static final class Sum {
        private int calls;
        private boolean failed;
        private long duration;
        private long self;
    }

    private static final class Collected {
        private final Key key;
        private final int depth;
        private final List<Sum> first = new ArrayList<>();
        private final List<Sum> second = new ArrayList<>();
        private final List<Collected> children = new ArrayList<>();

        Collected(Key key, int depth) {
            this.key = key;
            this.depth = depth;
        }
    }

    /** Compares the groups. */
    public static TraceComparison of(List<TraceTree> first, List<TraceTree> second) {
        Map<Key, Integer> numbers = new HashMap<>();
        List<Collected> collected = new ArrayList<>();
        List<Collected> roots = new ArrayList<>();
        first.forEach(tree -> collect(tree, true, numbers, collected, roots));
        second.forEach(tree -> collect(tree, false, numbers, collected, roots));
        List<Place> places = new ArrayList<>();
        Map<Collected, Integer> indexes = new HashMap<>();
        List<Collected> stack = new ArrayList<>(roots.reversed());
        while (!stack.isEmpty()) {
            Collected next = stack.removeLast();
            int parent = next.key.parent() < 0 ? -1 : indexes.getOrDefault(collected.get(next.key.parent()), -1);
            indexes.put(next, places.size());
            places.add(place(next, places.size(), parent, first.size(), second.size()));
            stack.addAll(next.children.reversed());
        }
        return new TraceComparison(first.size(), second.size(), places);
    }

    private static void collect(
            TraceTree tree,
            boolean isFirst,
            Map<Key, Integer> numbers,
            List<Collected> collected,
            List<Collected> roots) {
        int[] placeOf = new int[tree.spans().size()];
        Map<Integer, Sum> sums = new HashMap<>();
        for (int i = 0; i < placeOf.length; i++) {
            SpanNode span = tree.spans().get(i);
            Key key = new Key(span.parent() < 0 ? -1 : placeOf[span.parent()], span.service(), span.name());
            Integer known = numbers.get(key);
            if (known == null) {
                known = collected.size();
                numbers.put(key, known);
                Collected added = new Collected(key, span.depth());
                collected.add(added);
                (key.parent() < 0 ? roots : collected.get(key.parent()).children).add(added);
            }
            placeOf[i] = known;
            Sum sum = sums.computeIfAbsent(known, place -> new Sum());
            sum.calls++;
            sum.failed |= span.failed();
            sum.duration += span.duration();
            sum.self += span.self();
        }
        sums.forEach((place, sum) -> (isFirst ? collected.get(place).first : collected.get(place).second).add(sum));
    }

    private static Side side(List<Sum> sums) {
        return new Side(
                sums.size(),
                (int) sums.stream().filter(sum -> sum.failed).count(),
                Ranks.median(sums.stream().mapToDouble(sum -> sum.calls).toArray()),
                (long) Ranks.median(
                        sums.stream().mapToDouble(sum -> sum.duration).toArray()),
                (long) Ranks.median(sums.stream().mapToDouble(sum -> sum.self).toArray()));
    }

    private static Place place(Collected of, int index, int parent, int first, int second) {
        Side a = side(of.first);
        Side b = side(of.second);
        boolean testable = of.first.size() >= LEAST && of.second.size() >= LEAST;
        double chance = testable ? Ranks.mannWhitney(selves(of.first), selves(of.second)) : 1;
        long delta = a.traces() == 0 || b.traces() == 0 ? 0 : a.self() - b.self();
        boolean single = first == 1 && second == 1;
        Difference difference = difference(a, b, first, second, delta, single || chance < SURE);
        String sentence = sentence(a, b, first, second, difference, chance, testable);
        return new Place(
                index, parent, of.depth, of.key.service(), of.key.name(), a, b, difference, delta, chance, sentence);
    }

    private static double[] selves(List<Sum> sums) {
        return sums.stream().mapToDouble(sum -> sum.self).toArray();
    }

    private static Difference difference(Side a, Side b, int first, int second, long delta, boolean sure) {
        if (b.traces() == 0) {
            return Difference.ADDED;
        }
        if (a.traces() == 0) {
            return Difference.MISSING;
        }
        if ((double) a.failed() / first - (double) b.failed() / second > 0.5) {
            return Difference.FAILING;
        }
        if (a.calls() != b.calls()) {
            return a.calls() > b.calls() ? Difference.MORE_CALLS : Difference.FEWER_CALLS;
        }
        boolean notable = Math.abs(delta) > 0.1 * Math.max(1, Math.max(a.self(), b.self()));
        if (sure && notable) {
            return delta > 0 ? Difference.SLOWER : Difference.FASTER;
        }
        return Difference.SAME;
    }

    private static String sentence(
            Side a, Side b, int first, int second, Difference difference, double chance, boolean testable) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: in %d of %d against %d of %d",
                difference.label(),
                a.traces(),
                first,
                b.traces(),
                second));
        if (a.failed() + b.failed() > 0) {
            text.append(String.format(Locale.ROOT, ", failed in %d against %d", a.failed(), b.failed()));
        }
        if (a.traces() > 0 && b.traces() > 0) {
            text.append(", self time " + Figures.duration(a.self()) + " against " + Figures.duration(b.self()));
            if (testable) {
                text.append(String.format(Locale.ROOT, " (Mann-Whitney p = %.2g)", chance));
            } else if (first > 1 || second > 1) {
                text.append(" (fewer than " + LEAST + " traces on a side: durations not tested)");
            }
        }
        return text.toString();
    }

    /** The places that differ, those that explain most time or failure first. */
    public List<Place> differences() {
        return places.stream()
                .filter(place -> place.difference() != Difference.SAME)
                .sorted(Comparator.comparingInt(TraceComparison::urgency)
                        .thenComparing(Comparator.comparingLong((Place place) -> Math.abs(place.selfDelta()))
                                .reversed()))
                .toList();
    }

    private static int urgency(Place place) {
        return switch (place.difference()) {
            case FAILING -> 0;
            case ADDED, MISSING -> 1;
            case SLOWER, FASTER -> 2;
            case MORE_CALLS, FEWER_CALLS -> 3;
            case SAME -> 4;
        };
    }
}
