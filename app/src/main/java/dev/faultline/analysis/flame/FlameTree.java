package dev.faultline.analysis.flame;

import java.util.List;
import java.util.Locale;

/**
 * A flame graph: boxes depth first, the heaviest child first. The weights of children and their parent's own add up to
 * the parent's.
 *
 * @param unit what the weights are, such as {@code samples}, {@code bytes} or {@code nanoseconds}
 * @param frames the root first; never empty
 */
public record FlameTree(String unit, List<FlameFrame> frames) {
    /** Copies the frames. */
    public FlameTree {
        frames = List.copyOf(frames);
    }

    /** The weight of all. */
    public long total() {
        return frames.getFirst().total();
    }

    /** How many boxes lie above each other at most. */
    public int depth() {
        return frames.stream().mapToInt(FlameFrame::depth).max().orElse(0) + 1;
    }

    /** The box of the root's whole chain down to this one, first the root. */
    public List<FlameFrame> path(int index) {
        java.util.ArrayDeque<FlameFrame> path = new java.util.ArrayDeque<>();
        for (int at = index; at >= 0; at = frames.get(at).parent()) {
            path.addFirst(frames.get(at));
        }
        return List.copyOf(path);
    }

    /** Whether a box's name or group holds the text, whatever its case. */
    public boolean matches(int index, String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        FlameFrame frame = frames.get(index);
        return frame.name().toLowerCase(Locale.ROOT).contains(wanted)
                || frame.group() != null
                        && frame.group().toLowerCase(Locale.ROOT).contains(wanted);
    }

    /** The weight of all boxes that hold the text; what lies below one that does counts once. */
    public long matching(String text) {
        long sum = 0;
        int coveredTo = 0;
        for (int i = 0; i < frames.size(); i++) {
            if (i >= coveredTo && matches(i, text)) {
                sum += frames.get(i).total();
                coveredTo = end(i);
            }
        }
        return sum;
    }

    /** The index behind the last box below this one. */
    public int end(int index) {
        int end = index + 1;
        while (end < frames.size()
                && frames.get(end).depth() > frames.get(index).depth()) {
            end++;
        }
        return end;
    }
}
