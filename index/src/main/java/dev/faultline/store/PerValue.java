package dev.faultline.store;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One thing for each value of a column, for walks over many rows: it is looked up by its text once in a segment, not once in a
 * row. For one thread.
 *
 * @param <T> what stands for a value
 */
public final class PerValue<T> {
    private final Column column;
    private final Function<String, T> lookup;
    private int segment = -1;
    private List<String> names = List.of();
    private @Nullable Object[] known = {};

    /** The lookup is asked with an empty text for rows without a value. */
    public PerValue(Column column, Function<String, T> lookup) {
        this.column = column;
        this.lookup = lookup;
    }

    /** What stands for the value of this row. */
    public T of(Block block, int row) {
        if (block.segment() != segment) {
            segment = block.segment();
            names = block.dictionary(column);
            known = new Object[names.size() + 1];
        }
        int value = block.value(column, row);
        Object found = known[value + 1];
        if (found == null) {
            found = lookup.apply(value < 0 ? "" : names.get(value));
            known[value + 1] = found;
        }
        @SuppressWarnings("unchecked") // only results of the lookup are kept
        T result = (T) found;
        return result;
    }
}
