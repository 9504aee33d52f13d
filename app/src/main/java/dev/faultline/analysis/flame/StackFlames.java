package dev.faultline.analysis.flame;

import dev.faultline.model.AttributeValue;
import dev.faultline.model.EventId;
import dev.faultline.model.Frame;
import dev.faultline.model.Kind;
import dev.faultline.query.Hits;
import dev.faultline.store.Block;
import dev.faultline.store.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The stacks of profiles as flame graphs: collapsed stacks, pprof, flight recordings. A recording holds many kinds of
 * stacks (samples of the processor, allocations, waits), which must not be mixed: each kind of event is a graph of its own.
 */
public final class StackFlames {
    private static final int PROFILE = Kind.PROFILE.ordinal();
    /** More boxes than this are not drawn; the rest of a stack is cut off and said. */
    private static final int MOST_BOXES = 500_000;

    private StackFlames() {}

    /**
     * A kind of profile among the hits.
     *
     * @param name name of its events
     * @param events how many of them have a stack
     * @param weights attributes that may weigh a stack; empty where each counts once
     */
    public record Type(String name, long events, List<String> weights) {
        /** Copies the weights. */
        public Type {
            weights = List.copyOf(weights);
        }
    }

    /**
     * A graph with what it could not take.
     *
     * @param events events in it
     * @param unweighted events without a number where one was asked for: they are not in the graph
     * @param cut events whose innermost frames were left out, because the graph became too large
     */
    public record Result(FlameTree tree, long events, long unweighted, long cut) {}

    private static boolean isProfile(Block block, int row) {
        return block.kind(row) == PROFILE && block.stack(row) >= 0;
    }

    private static String name(Block block, int row) {
        int id = block.value(Column.NAME, row);
        return id < 0 ? "stack" : block.dictionary(Column.NAME).get(id);
    }

    /** The kinds of profiles among the hits, those with most stacks first. */
    public static List<Type> types(Hits hits, BooleanSupplier cancelled) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        Map<String, Set<String>> weights = new HashMap<>();
        Set<Long> seen = new HashSet<>();
        hits.forEach(cancelled, (block, row) -> {
            if (isProfile(block, row)) {
                String name = name(block, row);
                counts.merge(name, 1L, Long::sum);
                // One event a block and name is enough to know what its kind carries.
                if (seen.add((long) block.index() << 32 | block.value(Column.NAME, row) & 0xffffffffL)) {
                    weights.computeIfAbsent(name, key -> new java.util.TreeSet<>())
                            .addAll(numbers(block.attributes(row)));
                }
            }
        });
        List<Type> types = new ArrayList<>();
        counts.forEach(
                (name, count) -> types.add(new Type(name, count, List.copyOf(weights.getOrDefault(name, Set.of())))));
        types.sort(Comparator.comparingLong(Type::events).reversed().thenComparing(Type::name));
        return types;
    }

    private static List<String> numbers(Map<String, AttributeValue> attributes) {
        return attributes.entrySet().stream()
                .filter(entry -> entry.getValue().type() == AttributeValue.Type.LONG)
                .map(Map.Entry::getKey)
                .filter(StackFlames::isWeight)
                .toList();
    }

    /** What profiles count in: values of a sample, and what flight recordings call weight and size. */
    private static boolean isWeight(String key) {
        boolean label = key.startsWith("profile.label.") || key.startsWith("profile.duration");
        return key.startsWith("profile.") && !label
                || key.equals("jfr.weight")
                || key.equals("jfr.allocationSize")
                || key.equals("jfr.tlabSize");
    }

    /**
     * Lays the stacks of one kind over each other.
     *
     * @param weight attribute that says how much a stack weighs; null to count events
     */
    public static Result of(Hits hits, String type, @Nullable String weight, BooleanSupplier cancelled)
            throws IOException {
        FlameBuilder flame = new FlameBuilder();
        Map<Long, Weight> stacks = new HashMap<>();
        long[] left = new long[2];
        hits.forEach(cancelled, (block, row) -> {
            if (isProfile(block, row) && name(block, row).equals(type)) {
                long amount = weight == null ? 1 : amount(block.attributes(row).get(weight));
                if (amount < 0) {
                    left[0]++;
                    return;
                }
                Weight sum = stacks.computeIfAbsent(
                        (long) block.segment() << 32 | block.stack(row),
                        key -> new Weight(
                                block,
                                block.stack(row),
                                new EventId(block.source().id(), block.ordinal(row))));
                sum.weight += amount;
                sum.count++;
            }
        });
        for (Weight stack : stacks.values()) {
            left[1] += add(flame, stack) ? 0 : stack.count;
        }
        long events = stacks.values().stream().mapToLong(stack -> stack.count).sum();
        return new Result(flame.build(unit(weight)), events, left[0], left[1]);
    }

    private static String unit(@Nullable String weight) {
        if (weight == null) {
            return "samples";
        }
        String name = weight.substring(weight.indexOf('.') + 1);
        return name.equals("value") ? "samples" : name.endsWith("_bytes") || weight.startsWith("jfr.") ? "bytes" : name;
    }

    private static long amount(@Nullable AttributeValue value) {
        if (value == null || value.type() != AttributeValue.Type.LONG) {
            return -1;
        }
        try {
            return Long.parseLong(value.text());
        } catch (NumberFormatException tooLarge) {
            return -1;
        }
    }

    private static final class Weight {
        private final Block block;
        private final int stack;
        private final EventId example;
        private long weight;
        private long count;

        Weight(Block block, int stack, EventId example) {
            this.block = block;
            this.stack = stack;
            this.example = example;
        }
    }

    /** Frames stand innermost first; false where the innermost had no room. */
    private static boolean add(FlameBuilder flame, Weight stack) {
        List<Frame> frames = stack.block.stacks().get(stack.stack).frames();
        FlameBuilder.Box at = flame.root();
        at.count(stack.count, 0, null);
        boolean whole = true;
        for (int i = frames.size() - 1; i >= 0 && whole; i--) {
            whole = flame.size() < MOST_BOXES;
            if (whole) {
                Frame frame = frames.get(i);
                at = flame.below(at, group(frame), frame.function());
                at.count(stack.count, 0, stack.example);
            }
        }
        at.add(stack.weight);
        return whole;
    }

    /** The package or module: what belongs together gets one colour. */
    private static String group(Frame frame) {
        if (frame.module() != null) {
            return frame.module();
        }
        String function = frame.function().replace('/', '.');
        int method = function.lastIndexOf('.');
        int type = method < 0 ? -1 : function.lastIndexOf('.', method - 1);
        return type < 0 ? (frame.inApp() ? "app" : "other") : function.substring(0, type);
    }
}
