package dev.faultline.importers.log;

import dev.faultline.importers.tree.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Azure's container insights keep the line that a container printed as {@code LogMessage}: a text, or an object where the
 * line was JSON.
 */
final class LogMessageRecord {
    private static final String LINE = "LogMessage";

    private LogMessageRecord() {}

    /** The record with what its line says in the line's place; the same record where there is no such line. */
    static Json.Members unfold(Json.Members record) {
        if (!record.values().containsKey(LINE)) {
            return record;
        }
        if (!(record.at(LINE) instanceof Json.Members inner)) {
            return InnerText.unfold(record, LINE);
        }
        Map<String, Json> all = new LinkedHashMap<>(inner.values());
        record.values().forEach((name, value) -> {
            if (!name.equals(LINE)) {
                all.putIfAbsent(name, value);
            }
        });
        return new Json.Members(all, record.span());
    }
}
