package dev.faultline.store;

import dev.faultline.model.Annotation;
import dev.faultline.model.Annotation.Citation;
import dev.faultline.model.Annotation.Entry;
import dev.faultline.model.Annotation.Hypothesis;
import dev.faultline.model.Annotation.Note;
import dev.faultline.model.Annotation.Pin;
import dev.faultline.model.Annotation.State;
import dev.faultline.model.IncidentField;
import dev.faultline.model.Reference;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The board's rows. A case of format 1 that is open for reading has none yet. */
final class BoardTables {
    private final CaseDatabase database;
    private final boolean present;

    BoardTables(CaseDatabase database, boolean present) {
        this.database = database;
        this.present = present;
    }

    static String join(List<String> tags) {
        return String.join(" ", tags);
    }

    List<Annotation> annotations(boolean withRemoved) throws IOException {
        if (!present) {
            return List.of();
        }
        Map<Long, List<Citation>> citations = new HashMap<>();
        database.rows("SELECT * FROM citation ORDER BY annotation, position", row -> citations
                .computeIfAbsent(row.getLong("annotation"), key -> new ArrayList<>())
                .add(citation(row)));
        List<Annotation> annotations = new ArrayList<>();
        database.rows(
                "SELECT * FROM annotation WHERE removed = 0 OR " + (withRemoved ? 1 : 0)
                        + " ORDER BY CASE type WHEN 'pin' THEN 1 WHEN 'note' THEN 2 ELSE 3 END, position, id",
                row -> annotations.add(annotation(row, citations.getOrDefault(row.getLong("id"), List.of()))));
        return annotations;
    }

    private static Citation citation(ResultSet row) throws SQLException {
        return new Citation(row.getInt("supports") == 1, reference(row.getString("reference")), row.getString("text"));
    }

    private static Reference reference(String text) throws SQLException {
        return Reference.parse(text).orElseThrow(() -> new SQLException("a row of the board points at " + text));
    }

    private static Annotation annotation(ResultSet row, List<Citation> citations) throws SQLException {
        String tags = row.getString("tags");
        Entry entry = new Entry(
                row.getLong("id"),
                row.getString("uid"),
                row.getInt("position"),
                row.getString("text"),
                tags.isEmpty() ? List.of() : List.of(tags.split(" ")),
                row.getString("author"),
                row.getLong("created"),
                row.getLong("changed"));
        return switch (row.getString("type")) {
            case "pin" -> new Pin(entry, reference(row.getString("reference")));
            case "note" -> new Note(entry);
            default -> new Hypothesis(entry, State.of(row.getString("state")).orElse(State.OPEN), citations);
        };
    }

    private static String type(Annotation annotation) {
        return switch (annotation) {
            case Pin pin -> "pin";
            case Note note -> "note";
            case Hypothesis hypothesis -> "hypothesis";
        };
    }

    private static @Nullable String reference(Annotation annotation) {
        return annotation instanceof Pin pin ? pin.reference().toString() : null;
    }

    private static @Nullable String state(Annotation annotation) {
        return annotation instanceof Hypothesis hypothesis ? hypothesis.state().label() : null;
    }

    /** Adds it at the end of those of its type and returns its number. */
    long add(Annotation annotation, boolean merged) throws IOException {
        Entry entry = annotation.entry();
        long[] id = new long[1];
        database.change(
                (merged ? "merge " : "add ") + type(annotation),
                () -> {
                    id[0] = database.number("SELECT coalesce(max(id), 0) + 1 FROM annotation");
                    database.update(
                            "INSERT INTO annotation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
                            id[0],
                            entry.uid(),
                            type(annotation),
                            database.number("SELECT coalesce(max(position), -1) + 1 FROM annotation"),
                            reference(annotation),
                            entry.text(),
                            state(annotation),
                            join(entry.tags()),
                            entry.author(),
                            entry.created(),
                            entry.changed());
                    if (annotation instanceof Hypothesis hypothesis) {
                        putCitations(id[0], hypothesis.citations());
                    }
                },
                () -> details(
                        id[0],
                        "text",
                        entry.text(),
                        "reference",
                        Optional.ofNullable(reference(annotation)).orElse("")));
        return id[0];
    }

    private static Map<String, String> details(long id, String... pairs) {
        Map<String, String> details = new HashMap<>(Map.of("annotation", Long.toString(id)));
        for (int i = 0; i < pairs.length; i += 2) {
            if (!pairs[i + 1].isEmpty()) {
                details.put(pairs[i], pairs[i + 1]);
            }
        }
        return details;
    }

    private void putCitations(long id, List<Citation> citations) throws SQLException {
        database.update("DELETE FROM citation WHERE annotation = ?", id);
        for (int i = 0; i < citations.size(); i++) {
            Citation citation = citations.get(i);
            database.update(
                    "INSERT INTO citation VALUES (?, ?, ?, ?, ?)",
                    id,
                    i,
                    citation.supports() ? 1 : 0,
                    citation.reference().toString(),
                    citation.text());
        }
    }

    /** Changes one of the columns text, tags and state. */
    void change(long id, String column, String value, String before, String author, long now) throws IOException {
        database.change(
                "change " + column,
                () -> database.update(
                        "UPDATE annotation SET " + column + " = ?, author = ?, changed = ? WHERE id = ?",
                        value,
                        author,
                        now,
                        id),
                () -> details(id, "before", before, "after", value));
    }

    void cite(long id, List<Citation> citations, String action, String reference, String author, long now)
            throws IOException {
        database.change(
                action,
                () -> {
                    putCitations(id, citations);
                    database.update("UPDATE annotation SET author = ?, changed = ? WHERE id = ?", author, now, id);
                },
                () -> details(id, "reference", reference));
    }

    /** Everything that the annotation says, from another board's copy of it. */
    void replace(long id, Annotation other) throws IOException {
        Entry entry = other.entry();
        database.change(
                "merge " + type(other),
                () -> {
                    database.update(
                            "UPDATE annotation SET reference = ?, text = ?, state = ?, tags = ?, author = ?, changed = ?"
                                    + " WHERE id = ?",
                            reference(other),
                            entry.text(),
                            state(other),
                            join(entry.tags()),
                            entry.author(),
                            entry.changed(),
                            id);
                    if (other instanceof Hypothesis hypothesis) {
                        putCitations(id, hypothesis.citations());
                    }
                },
                () -> details(id, "text", entry.text()));
    }

    void order(List<Long> ids, long moved) throws IOException {
        database.change(
                "move",
                () -> {
                    for (int i = 0; i < ids.size(); i++) {
                        database.update("UPDATE annotation SET position = ? WHERE id = ?", i, ids.get(i));
                    }
                },
                () -> details(moved));
    }

    /** Removes it at this time; 0 brings it back. */
    void remove(long id, long now) throws IOException {
        database.change(
                now == 0 ? "restore" : "remove",
                () -> database.update("UPDATE annotation SET removed = ? WHERE id = ?", now, id),
                () -> details(id));
    }

    Map<IncidentField, String> incident() throws IOException {
        Map<IncidentField, String> fields = new EnumMap<>(IncidentField.class);
        if (present) {
            database.rows(
                    "SELECT field, value FROM incident",
                    row -> put(fields, row.getString("field"), row.getString("value")));
        }
        return fields;
    }

    private static void put(Map<IncidentField, String> fields, String label, String value) {
        IncidentField.of(label).ifPresent(field -> fields.put(field, value));
    }

    void incident(IncidentField field, String value, long now) throws IOException {
        database.change(
                "incident",
                () -> {
                    if (value.isEmpty()) {
                        database.update("DELETE FROM incident WHERE field = ?", field.label());
                    } else {
                        database.update("INSERT OR REPLACE INTO incident VALUES (?, ?, ?)", field.label(), value, now);
                    }
                },
                () -> Map.of("field", field.label(), "value", value));
    }
}
