package dev.faultline.analysis.threads;

import dev.faultline.model.AttributeValue;
import dev.faultline.model.EventId;
import dev.faultline.model.Source;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import dev.faultline.query.Search;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What fills the heaps of a case, class by class: one table for each source that holds such events.
 *
 * @param tables in the order of their sources
 * @param isAll whether all classes were read
 */
public record HeapTables(List<Table> tables, boolean isAll) {
    private static final int MOST_CLASSES = 400_000;

    /** Copies the tables. */
    public HeapTables {
        tables = List.copyOf(tables);
    }

    /** The classes of one heap by name. */
    public record Table(int source, String name, Map<String, Size> classes) {
        /** Copies the classes. */
        public Table {
            classes = Map.copyOf(classes);
        }

        /** All of them. */
        public long bytes() {
            return classes.values().stream().mapToLong(Size::bytes).sum();
        }
    }

    /** How much a class takes. */
    public record Size(long instances, long bytes, EventId event) {}

    /** A class in one heap, or in two. */
    public record Row(
            String name, @Nullable Size before, @Nullable Size after) {
        /** Bytes more than before. */
        public long growth() {
            return (after == null ? 0 : after.bytes()) - (before == null ? 0 : before.bytes());
        }
    }

    /** Reads them. */
    public static HeapTables of(CaseReader reader, BooleanSupplier cancelled) throws IOException {
        Hits hits = Search.run(reader, new Query.Wildcard("attributes.jvm.class.bytes", "*"), TimeRange.ALL, cancelled);
        Map<Integer, Map<String, Size>> bySource = new TreeMap<>();
        int[] read = {0};
        hits.forEach(cancelled, (block, row) -> {
            if (read[0]++ < MOST_CLASSES) {
                Map<String, AttributeValue> attributes = block.attributes(row);
                AttributeValue name = attributes.get("jvm.class.name");
                if (name != null) {
                    bySource.computeIfAbsent(block.source().id(), key -> new LinkedHashMap<>())
                            .merge(
                                    name.text(),
                                    new Size(
                                            number(attributes.get("jvm.class.instances")),
                                            number(attributes.get("jvm.class.bytes")),
                                            new EventId(block.source().id(), block.ordinal(row))),
                                    // Two loaders may have classes of one name.
                                    (a, b) ->
                                            new Size(a.instances() + b.instances(), a.bytes() + b.bytes(), a.event()));
                }
            }
        });
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("reading the heap tables was cancelled");
        }
        List<Table> tables = new ArrayList<>();
        bySource.forEach((source, classes) -> tables.add(new Table(source, name(reader, source), classes)));
        return new HeapTables(tables, hits.count() <= MOST_CLASSES);
    }

    private static long number(@Nullable AttributeValue value) {
        return value == null || !value.text().matches("\\d{1,18}") ? 0 : Long.parseLong(value.text());
    }

    private static String name(CaseReader reader, int id) {
        return reader.sources().stream()
                .filter(source -> source.id() == id)
                .map(Source::path)
                .map(path -> path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1))
                .findFirst()
                .orElse("?");
    }

    /** The classes of a heap, the largest first. */
    public static List<Row> of(Table table) {
        return table.classes().entrySet().stream()
                .map(entry -> new Row(entry.getKey(), null, entry.getValue()))
                .sorted(Comparator.comparingLong((Row row) -> -row.growth()).thenComparing(Row::name))
                .toList();
    }

    /** The classes of two heaps, those that grew or shrank most first. */
    public static List<Row> beside(Table before, Table after) {
        Map<String, Row> rows = new TreeMap<>();
        before.classes().forEach((name, size) -> rows.put(name, new Row(name, size, null)));
        after.classes().forEach((name, size) -> {
            Row known = rows.get(name);
            rows.put(name, new Row(name, known == null ? null : known.before(), size));
        });
        return rows.values().stream()
                .sorted(Comparator.comparingLong((Row row) -> -Math.abs(row.growth()))
                        .thenComparing(Row::name))
                .toList();
    }
}
