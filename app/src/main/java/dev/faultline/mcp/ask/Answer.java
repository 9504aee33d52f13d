package dev.faultline.mcp.ask;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a tool answers: some fields, and rows of which as many are sent as fit. Text that was imported stands under a key
 * {@code untrusted} and nowhere else.
 *
 * @param fields in their order
 * @param rowsName name of the list; empty where there is none
 * @param rows the page that was asked for
 * @param total how many rows there are
 * @param offset how many come before the first of the page; -1 where there is no next page to ask for
 */
public record Answer(
        Map<String, Object> fields, String rowsName, List<Map<String, Object>> rows, long total, long offset) {
    /** The key that all imported text stands under. */
    public static final String UNTRUSTED = "untrusted";

    /** Copies the collections. */
    public Answer {
        fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        rows = List.copyOf(rows);
    }

    /** Fields alone. */
    public static Answer of(Map<String, Object> fields) {
        return new Answer(fields, "", List.of(), 0, 0);
    }

    /** A page of rows. */
    public static Answer rows(String name, List<Map<String, Object>> rows, long total, long offset) {
        return new Answer(Map.of(), name, rows, total, offset);
    }

    /** The first rows of a list that is asked for in one piece. */
    public static Answer first(String name, List<Map<String, Object>> rows, long total) {
        return new Answer(Map.of(), name, rows, total, -1);
    }

    /** The same with a field before the rows. */
    public Answer with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return new Answer(more, rowsName, rows, total, offset);
    }
}
