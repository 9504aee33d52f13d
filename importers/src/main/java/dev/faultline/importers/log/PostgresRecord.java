package dev.faultline.importers.log;

import dev.faultline.importers.tree.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * CloudNativePG prints what PostgreSQL logs as a member of a line of its own, whose level and message say nothing of it:
 * {@code {"level":"info","logger":"postgres","msg":"record","record":{"error_severity":"ERROR","message":"…"}}}.
 */
final class PostgresRecord {
    private PostgresRecord() {}

    /** The line with the members of PostgreSQL's record in their place; the same line where there is no such record. */
    static Json.Members unfold(Json.Members line) {
        if (line.at("record", "error_severity").isEmpty()
                || !"record".equals(line.at("msg").word())) {
            return line;
        }
        Map<String, Json> all = new LinkedHashMap<>(line.values());
        all.remove("record");
        all.remove("msg");
        all.remove("level");
        line.at("record").members().forEach(all::putIfAbsent);
        return new Json.Members(all, line.span());
    }
}
