package dev.faultline.query;

import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The values of a field among the hits, most frequent first, then by value.
 *
 * @param field the field's label
 * @param total hits that have a value
 * @param distinct how many values there are, more than {@code values} where that was limited
 * @param values the most frequent ones
 */
public record Facet(String field, long total, long distinct, List<Value> values) {
    /** Copies the values. */
    public Facet {
        values = List.copyOf(values);
    }

    /** A value and how many hits have it. */
    public record Value(String value, long count) {}

    /** Counts the values of a field: a keyword, severity or kind field, {@code pattern}, or an attribute. Exact. */
    public static Facet of(Hits hits, String field, int limit, BooleanSupplier cancelled) throws IOException {
        throw new UnsupportedOperationException();
    }
}
