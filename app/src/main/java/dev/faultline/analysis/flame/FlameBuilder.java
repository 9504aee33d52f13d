package dev.faultline.analysis.flame;

import dev.faultline.model.EventId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lays stacks over each other. Nothing is recursive: stacks of thousands of frames are fine. */
public final class FlameBuilder {
    private final Box root = new Box(null, "all");
    private int boxes = 1;

    private record Key(@Nullable String group, String name) {}

    /** A box under construction; only this package and those that give stacks see it. */
    public static final class Box {
        private final @Nullable String group;
        private final String name;
        private final Map<Key, Box> children = new HashMap<>();
        private long self;
        private long total;
        private long count;
        private long failed;
        private @Nullable EventId example;

        private Box(@Nullable String group, String name) {
            this.group = group;
            this.name = name;
        }

        /** Adds weight that is the box's own. */
        public void add(long weight) {
            self += weight;
        }

        /** Counts samples or spans that are in this box, with an event that shows one. */
        public void count(long times, long failures, @Nullable EventId event) {
            count += times;
            failed += failures;
            // An event that failed is the better example.
            example = example == null || failures > 0 && failed == failures ? event : example;
        }
    }

    /** The box of everything. */
    public Box root() {
        return root;
    }

    /** The box of a call below another. */
    public Box below(Box parent, @Nullable String group, String name) {
        return parent.children.computeIfAbsent(new Key(group, name), key -> {
            boxes++;
            return new Box(group, name);
        });
    }

    /** How many boxes there are: what is to be held in memory. */
    public int size() {
        return boxes;
    }

    /** The graph of what was added so far. */
    public FlameTree build(String unit) {
        List<Box> topDown = new ArrayList<>(boxes);
        topDown.add(root);
        for (int i = 0; i < topDown.size(); i++) {
            topDown.addAll(topDown.get(i).children.values());
        }
        for (int i = topDown.size() - 1; i >= 0; i--) {
            Box box = topDown.get(i);
            box.total = box.self;
            box.children.values().forEach(child -> box.total += child.total);
        }
        List<FlameFrame> frames = new ArrayList<>(boxes);
        List<Open> stack = new ArrayList<>();
        stack.add(new Open(root, -1, 0, 0));
        while (!stack.isEmpty()) {
            Open next = stack.removeLast();
            int index = frames.size();
            frames.add(next.frame());
            List<Box> children = new ArrayList<>(next.box.children.values());
            children.sort(Comparator.<Box>comparingLong(child -> -child.total)
                    .thenComparing(child -> child.name)
                    .thenComparing(child -> String.valueOf(child.group)));
            long before = next.before;
            List<Open> below = new ArrayList<>();
            for (Box child : children) {
                below.add(new Open(child, index, next.depth + 1, before));
                before += child.total;
            }
            stack.addAll(below.reversed());
        }
        return new FlameTree(unit, frames);
    }

    private record Open(Box box, int parent, int depth, long before) {
        FlameFrame frame() {
            return new FlameFrame(
                    parent,
                    depth,
                    box.group,
                    box.name,
                    box.total,
                    box.self,
                    before,
                    box.count,
                    box.failed,
                    box.example);
        }
    }
}
