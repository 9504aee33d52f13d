package dev.faultline.importers.cloud;

import dev.faultline.importers.Head;
import dev.faultline.importers.Input;
import dev.faultline.importers.NamelessService;
import dev.faultline.importers.log.StoreRecord;
import dev.faultline.importers.tree.HeadKeys;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonElements;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Answers of Datadog's search for logs: {@code {"data":[{"type":"log","attributes":{…}}]}}. Specified by Datadog's API
 * reference, "Search logs".
 *
 * <p>Traps: what the service logged is within {@code attributes.attributes}; the level is called status; tags are a list
 * of {@code key:value}. No permissive real file is known: tested with documents of the documented shape.
 */
public final class DatadogLogs implements NamelessService {
    private static final String LOGS = "data[]";

    @Override
    public String format() {
        return "datadog-logs";
    }

    @Override
    public double recognises(Head head) {
        HeadKeys keys = HeadKeys.of(head);
        boolean log = keys.hasAll("data[].attributes.timestamp", "data[].type")
                && (keys.has("data[].attributes.message") || keys.has("data[].attributes.status"));
        // Snapshots of the debugger come in the same envelope and have an importer of their own.
        return log && !keys.has("data[].attributes.attributes.debugger") ? 0.95 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        StoreRecord store = new StoreRecord(input.context());
        new JsonElements(sink, Set.of(LOGS), (log, path) -> {
                    Map<String, Json> row = new LinkedHashMap<>();
                    log.at("attributes").members().forEach((name, value) -> {
                        if (!name.equals("attributes")) {
                            row.put(name, value);
                        }
                    });
                    log.at("attributes", "attributes").members().forEach(row::putIfAbsent);
                    row.put("datadog.id", log.at("id"));
                    store.give(new Json.Members(row, log.span()), sink);
                })
                .read(input);
    }
}
