package dev.faultline.query;

import dev.faultline.model.AttributeValue;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.StackTrace;
import dev.faultline.store.Block;
import dev.faultline.store.Column;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

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

    /** The value of a row; null for none. */
    interface Reading {
        @Nullable
        String read(Block block, int row) throws IOException;
    }

    /**
     * Counts the values of a field: a keyword, severity or kind field, {@code pattern}, or an attribute. Exact.
     *
     * @throws IllegalArgumentException with words for a person, where the field has no countable values
     */
    public static Facet of(Hits hits, String field, int limit, BooleanSupplier cancelled) throws IOException {
        Map<String, long[]> counts = new HashMap<>();
        Optional<Column> column = column(field);
        Reading reading = column.isPresent() ? null : reading(field);
        for (int i = 0; i < hits.blockCount(); i++) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("the count was cancelled");
            }
            long[] rows = hits.rows(i);
            if (rows == null) {
                continue;
            }
            if (reading == null) {
                countColumn(hits.block(i), rows, hits.count(i), column.orElseThrow(), counts);
            } else if (!hits.isWhole(i) || !countWhole(hits.block(i), field, counts)) {
                count(hits.block(i), rows, reading, counts);
            }
        }
        long total = counts.values().stream().mapToLong(count -> count[0]).sum();
        List<Value> values = counts.entrySet().stream()
                .map(entry -> new Value(entry.getKey(), entry.getValue()[0]))
                .sorted(Comparator.comparingLong(Value::count).reversed().thenComparing(Value::value))
                .limit(Math.max(0, limit))
                .toList();
        return new Facet(field, total, counts.size(), values);
    }

    static Optional<Column> column(String field) {
        for (Column column : Column.values()) {
            if (column.name().equalsIgnoreCase(field)) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    /** What the head of a block says of all its rows; false where it says nothing of this field. */
    private static boolean countWhole(Block block, String field, Map<String, long[]> counts) {
        Field known = Field.of(field).orElse(null);
        if (known == Field.SEVERITY) {
            for (Severity severity : Severity.values()) {
                if (severity != Severity.UNSPECIFIED) {
                    add(counts, severity.label(), block.severityCount(severity.ordinal()));
                }
            }
        } else if (known == Field.KIND) {
            for (Kind kind : Kind.values()) {
                add(counts, kind.label(), block.kindCount(kind.ordinal()));
            }
        } else if (known == Field.SOURCE || known == Field.SOURCE_PATH) {
            add(counts, block.source().path(), block.size());
        } else {
            return false;
        }
        return true;
    }

    private static void add(Map<String, long[]> counts, String value, int rows) {
        if (rows > 0) {
            counts.computeIfAbsent(value, key -> new long[1])[0] += rows;
        }
    }

    private static void countColumn(Block block, long[] rows, int found, Column column, Map<String, long[]> counts) {
        List<String> values = block.dictionary(column);
        if (block.hasOneValue(column)) {
            int id = block.value(column, 0);
            if (id >= 0) {
                add(counts, values.get(id), found);
            }
            return;
        }
        int[] byId = new int[values.size()];
        for (int row = Hits.nextBit(rows, 0); row >= 0; row = Hits.nextBit(rows, row + 1)) {
            int id = block.value(column, row);
            if (id >= 0) {
                byId[id]++;
            }
        }
        for (int id = 0; id < byId.length; id++) {
            if (byId[id] > 0) {
                counts.computeIfAbsent(values.get(id), key -> new long[1])[0] += byId[id];
            }
        }
    }

    private static void count(Block block, long[] rows, Reading reading, Map<String, long[]> counts)
            throws IOException {
        for (int row = Hits.nextBit(rows, 0); row >= 0; row = Hits.nextBit(rows, row + 1)) {
            String value = reading.read(block, row);
            if (value != null) {
                counts.computeIfAbsent(value, key -> new long[1])[0]++;
            }
        }
    }

    static Reading reading(String field) {
        if (field.startsWith(FieldNames.ATTRIBUTES)) {
            String name = field.substring(FieldNames.ATTRIBUTES.length());
            return (block, row) -> {
                AttributeValue value = block.attributes(row).get(name);
                return value == null ? null : value.toString();
            };
        }
        Field known = Field.of(field)
                .orElseThrow(() -> new IllegalArgumentException("there is no field " + field
                        + FieldNames.closest(field)
                                .map(close -> "; did you mean " + close + "?")
                                .orElse("")));
        HexFormat hex = HexFormat.of();
        return switch (known) {
            case KIND -> (block, row) -> Kind.values()[block.kind(row)].label();
            case SEVERITY ->
                (block, row) -> {
                    Severity severity = Severity.ofNumber(block.severityNumber(row));
                    return severity == Severity.UNSPECIFIED ? null : severity.label();
                };
            case SOURCE, SOURCE_PATH -> (block, row) -> block.source().path();
            case SOURCE_ID -> (block, row) -> Integer.toString(block.source().id());
            case SOURCE_FORMAT -> (block, row) -> block.source().format();
            case PATTERN ->
                (block, row) -> block.template(row) < 0
                        ? null
                        : Integer.toString(
                                block.templates().get(block.template(row)).pattern());
            case TRACE_ID ->
                (block, row) -> block.hasTraceId(row)
                        ? hex.toHexDigits(block.traceIdHigh(row)) + hex.toHexDigits(block.traceIdLow(row))
                        : null;
            case SPAN_ID -> (block, row) -> id(block.spanId(row));
            case PARENT_ID -> (block, row) -> id(block.parentId(row));
            case EXCEPTION_TYPE ->
                (block, row) -> {
                    StackTrace stack =
                            block.stack(row) < 0 ? null : block.stacks().get(block.stack(row));
                    return stack == null || stack.type().isEmpty() ? null : stack.type();
                };
            default -> throw new IllegalArgumentException("the values of " + field + " cannot be counted");
        };
    }

    private static @Nullable String id(long id) {
        return id == 0 ? null : HexFormat.of().toHexDigits(id);
    }
}
