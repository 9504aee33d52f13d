package dev.faultline.importers.cloud;

import dev.faultline.importers.Head;
import dev.faultline.importers.Input;
import dev.faultline.importers.Limits;
import dev.faultline.importers.NamelessService;
import dev.faultline.importers.log.StoreRecord;
import dev.faultline.importers.tree.HeadKeys;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonElements;
import dev.faultline.importers.tree.JsonRecords;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.Set;

/**
 * Results of Splunk's searches as JSON: lines of {@code {"preview":false,"offset":0,"result":{…}}} as the export endpoint
 * and the web download give them, or one document with {@code results}. Specified by Splunk's REST API reference,
 * "search/v2/jobs/export".
 *
 * <p>Traps: previews are repeated later and are left out; a field with several values is an array; the last row says
 * {@code lastrow} and may have no result. No permissive real file is known: tested with lines of the documented shape.
 */
public final class SplunkResults implements NamelessService {
    private static final String RESULTS = "results[]";

    @Override
    public String format() {
        return "splunk";
    }

    @Override
    public double recognises(Head head) {
        HeadKeys keys = HeadKeys.of(head);
        boolean line = keys.has("result._raw")
                || keys.has("result._time")
                || keys.has("preview") && keys.has("result") && keys.has("offset");
        boolean document = keys.has(RESULTS + "._raw") || keys.has(RESULTS + "._time");
        return line || document ? 0.96 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        StoreRecord store = new StoreRecord(input.context());
        if (HeadKeys.of(input.head()).has("results")) {
            new JsonElements(sink, Set.of(RESULTS), (row, path) -> store.give(row, sink)).read(input);
        } else {
            new JsonRecords(sink, Limits.JSON_DEPTH, line -> line(line, store, sink)).read(input);
        }
    }

    private static void line(Json.Members line, StoreRecord store, EventSink sink) {
        if (line.at("result") instanceof Json.Members row) {
            if (!line.at("preview").isTrue()) {
                store.give(new Json.Members(row.values(), line.span()), sink);
            }
        } else if (!line.at("lastrow").isTrue()) {
            Envelope.reject(line.span(), "a line without a result", sink);
        }
    }
}
