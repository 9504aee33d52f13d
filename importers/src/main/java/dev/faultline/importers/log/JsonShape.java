package dev.faultline.importers.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a line has gone through names that were seen before. Lines of one logger have the same names in the same order, so
 * the next name is nearly always the one that came next the last time, and what the names mean is settled once for all
 * lines that end in the same state.
 */
final class JsonShape {
    static final int MOST_LEAVES = 64;
    private static final int MOST_STATES = 4_096;
    private static final int MOST_CHILDREN = 64;
    private static final int DEEPEST = 16;
    private static final int LONGEST_NAME = 200;
    private static final int VISITS = 2;

    /** What leads to a state. */
    enum Step {
        ROOT,
        NAME,
        OPEN,
        CLOSE
    }

    final Step step;
    final @Nullable JsonShape before;
    /** The name with its quotes; empty for other steps. */
    final byte[] name;
    /** Scalars and arrays before this one. */
    final int leaf;

    final int depth;
    /** Whether the name holds a character beyond ASCII. */
    final boolean wide;

    private final Total total;
    private final List<JsonShape> names = new ArrayList<>(1);
    private @Nullable JsonShape likely;
    private @Nullable JsonShape open;
    private @Nullable JsonShape close;
    private @Nullable JsonPlan plan;
    private int visits;

    /** How many states there are. */
    private static final class Total {
        private int states;
    }

    private JsonShape(Step step, @Nullable JsonShape before, byte[] name, int leaf, int depth, Total total) {
        this.step = step;
        this.before = before;
        this.name = name;
        this.leaf = leaf;
        this.depth = depth;
        this.total = total;
        boolean beyond = false;
        for (byte b : name) {
            beyond |= b < 0;
        }
        this.wide = beyond;
        total.states++;
    }

    /** The beginning of every line. */
    static JsonShape root() {
        return new JsonShape(Step.ROOT, null, new byte[0], 0, 0, new Total());
    }

    /** Whether so many were seen that it is better to forget them. */
    boolean isFull() {
        return total.states >= MOST_STATES;
    }

    /** Leaves up to here, this one included. */
    private int leaves() {
        return step == Step.NAME ? leaf + 1 : leaf;
    }

    /** The state behind the name that begins at the quote; null where it is not the likely one. */
    @Nullable
    JsonShape likely(byte[] buffer, int from, int to) {
        JsonShape next = likely;
        if (next == null) {
            return null;
        }
        int length = next.name.length;
        return from + length <= to && Arrays.equals(buffer, from, from + length, next.name, 0, length) ? next : null;
    }

    /** The state behind this name, quotes included; null where it is too much, or an object has it already. */
    @Nullable
    JsonShape name(byte[] buffer, int from, int to) {
        for (JsonShape each : names) {
            if (Arrays.equals(buffer, from, to, each.name, 0, each.name.length)) {
                likely = each;
                return each;
            }
        }
        byte[] text = Arrays.copyOfRange(buffer, from, to);
        boolean tooMuch = names.size() >= MOST_CHILDREN || leaves() >= MOST_LEAVES || text.length > LONGEST_NAME;
        // A name of no characters is its two quotes.
        if (tooMuch || isFull() || text.length == 2 || isTaken(text)) {
            return null;
        }
        JsonShape made = new JsonShape(Step.NAME, this, text, leaves(), depth, total);
        names.add(made);
        likely = made;
        return made;
    }

    /** Whether the open object has the name already. */
    private boolean isTaken(byte[] text) {
        for (JsonShape at = this; at != null && at.depth >= depth; at = at.before) {
            if (at.step == Step.OPEN && at.depth == depth) {
                return false;
            }
            if (at.step == Step.NAME && at.depth == depth && Arrays.equals(at.name, text)) {
                return true;
            }
        }
        return false;
    }

    /** The state within the object that is the value of this name; null where it is too deep. */
    @Nullable
    JsonShape open() {
        if (open == null && depth < DEEPEST && !isFull()) {
            open = new JsonShape(Step.OPEN, this, new byte[0], leaf, depth + 1, total);
        }
        return open;
    }

    /** The state behind the object. */
    @Nullable
    JsonShape close() {
        if (close == null && !isFull()) {
            close = new JsonShape(Step.CLOSE, this, new byte[0], leaves(), depth - 1, total);
        }
        return close;
    }

    /** What a line that ends here says; null where this is its first visit, and perhaps its only one. */
    @Nullable
    JsonPlan plan() {
        if (plan == null && ++visits >= VISITS) {
            plan = JsonPlan.of(this);
        }
        return plan;
    }
}
