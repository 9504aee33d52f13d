package dev.faultline.query;

import dev.faultline.store.Block;
import dev.faultline.store.Column;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one field of single rows, for groups and figures. */
public final class FieldReader {
    private final @Nullable Column column;
    private final Facet.@Nullable Reading reading;

    private FieldReader(@Nullable Column column, Facet.@Nullable Reading reading) {
        this.column = column;
        this.reading = reading;
    }

    /**
     * A reader of this field: one that {@link Facet} can count.
     *
     * @throws IllegalArgumentException with words for a person, where its values cannot be told apart
     */
    public static FieldReader of(String field) {
        Optional<Column> column = Facet.column(field);
        return column.isPresent() ? new FieldReader(column.get(), null) : new FieldReader(null, Facet.reading(field));
    }

    /** The value of a row; null for none. */
    public @Nullable String read(Block block, int row) throws IOException {
        if (column != null) {
            int id = block.value(column, row);
            return id < 0 ? null : block.dictionary(column).get(id);
        }
        return reading == null ? null : reading.read(block, row);
    }
}
