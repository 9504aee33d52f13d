package dev.faultline.importers.trace;

import dev.faultline.importers.tree.BadJson;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonTree;
import dev.faultline.model.IssueCode;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * Walks through an OTLP document in whatever dialect and holds one record at a time, so that a document may be of any
 * size. Records that stand before the resource or scope they belong to wait for it, a bounded number of them.
 */
final class OtlpStream {
    private static final Set<String> WRAPPERS = Set.of("result", "trace", "data");
    private static final Set<String> RESOURCES = Set.of(
            "resourceSpans",
            "resource_spans",
            "resourceLogs",
            "resource_logs",
            "resourceMetrics",
            "resource_metrics",
            "batches");
    private static final Set<String> SCOPES = Set.of(
            "scopeSpans",
            "scope_spans",
            "instrumentationLibrarySpans",
            "instrumentation_library_spans",
            "scopeLogs",
            "scope_logs",
            "instrumentationLibraryLogs",
            "instrumentation_library_logs",
            "scopeMetrics",
            "scope_metrics",
            "instrumentationLibraryMetrics",
            "instrumentation_library_metrics");
    private static final Map<String, OtlpRecords.Signal> RECORDS = Map.of(
            "spans", OtlpRecords.Signal.SPAN,
            "logRecords", OtlpRecords.Signal.LOG,
            "log_records", OtlpRecords.Signal.LOG,
            "logs", OtlpRecords.Signal.LOG,
            "metrics", OtlpRecords.Signal.METRIC);
    private static final int MOST_HELD = 4_096;
    private static final int MOST_WRAPPERS = 4;

    private final JsonTree tree;
    private final EventSink sink;
    private final Json.@Nullable Span whole;
    private final @Nullable OtlpSpanReader spans;
    private final List<Held> held = new ArrayList<>();
    private @Nullable Map<String, Json> resource;
    private boolean any;
    private long recordOffset;
    private long recordLine;

    /** Reads spans by this reader wherever their resource and scope stand before them. */
    OtlpStream(JsonTree tree, EventSink sink, OtlpSpanReader spans) {
        this.tree = tree;
        this.sink = sink;
        this.whole = null;
        this.spans = spans;
    }

    /** Reads all records as trees. Every record's place is {@code whole}, if given: it was unpacked from there. */
    OtlpStream(JsonTree tree, EventSink sink, Json.@Nullable Span whole) {
        this.tree = tree;
        this.sink = sink;
        this.whole = whole;
        this.spans = null;
    }

    /** A scope, whose name may come after its records. */
    private static final class Scope {
        private @Nullable String name;
        private boolean known;
    }

    /** A record that waits for its resource or scope. */
    private record Held(OtlpRecords.Signal signal, Json record, Scope scope) {}

    /** Reads all documents of the tree. False where the JSON broke; what was readable has been given. */
    boolean read() throws IOException {
        try {
            JsonToken token = tree.next();
            while (token != null && !sink.cancelled()) {
                if (token == JsonToken.START_OBJECT) {
                    document();
                } else if (token != JsonToken.START_ARRAY && token != JsonToken.END_ARRAY) {
                    mark();
                    sink.reject(
                            IssueCode.NOT_A_RECORD,
                            "not a JSON object",
                            recordOffset,
                            end() - recordOffset,
                            recordLine);
                }
                token = tree.next();
            }
            return true;
        } catch (BadJson broken) {
            flush();
            long length = Math.max(0, end() - recordOffset);
            sink.reject(broken.code(), String.valueOf(broken.getMessage()), recordOffset, length, recordLine);
            return false;
        }
    }

    private void mark() {
        recordOffset = whole == null ? tree.offset() : whole.offset();
        recordLine = whole == null ? tree.line() : whole.line();
    }

    /** Original offset behind what was read of the record. */
    private long end() {
        return whole == null ? tree.end() : whole.offset() + whole.length();
    }

    private void document() throws IOException, BadJson {
        mark();
        long start = recordOffset;
        long line = recordLine;
        any = false;
        resource = null;
        members(0);
        if (resource == null) {
            resource = Map.of();
        }
        flush();
        if (!any) {
            sink.reject(IssueCode.NOT_A_RECORD, "no spans, logs or metrics", start, end() - start, line);
        }
    }

    /** The members of a document, a wrapper around one, or of a resource's records: their names tell which. */
    private void members(int depth) throws IOException, BadJson {
        while (tree.next() == JsonToken.PROPERTY_NAME) {
            String name = String.valueOf(tree.name());
            JsonToken value = tree.next();
            if (value == JsonToken.START_OBJECT && depth < MOST_WRAPPERS && WRAPPERS.contains(name)) {
                members(depth + 1);
            } else if (value == JsonToken.START_ARRAY && RESOURCES.contains(name)) {
                any = true;
                resources(depth);
            } else if (value == JsonToken.START_ARRAY && SCOPES.contains(name)) {
                any = true;
                each(this::scope);
            } else if (value == JsonToken.START_OBJECT && name.equals("resource")) {
                resource = OtlpValues.attributes(tree.value().at("attributes"));
            } else {
                tree.skip();
            }
        }
    }

    private void resources(int depth) throws IOException, BadJson {
        each(() -> {
            if (spans != null && spans.groups().read(tree)) {
                return;
            }
            resource = null;
            members(Math.max(depth, MOST_WRAPPERS));
            if (resource == null) {
                resource = Map.of();
            }
            flush();
        });
    }

    /** Reads one element of an array. */
    private interface Element {
        void read() throws IOException, BadJson;
    }

    private void each(Element element) throws IOException, BadJson {
        JsonToken token = tree.next();
        while (token != null && token != JsonToken.END_ARRAY && !sink.cancelled()) {
            if (token == JsonToken.START_OBJECT) {
                element.read();
            } else {
                mark();
                tree.skip();
                long length = end() - recordOffset;
                sink.reject(IssueCode.NOT_A_RECORD, "not a JSON object", recordOffset, length, recordLine);
            }
            token = tree.next();
        }
    }

    private void scope() throws IOException, BadJson {
        Scope scope = new Scope();
        while (tree.next() == JsonToken.PROPERTY_NAME) {
            String name = String.valueOf(tree.name());
            JsonToken value = tree.next();
            OtlpRecords.Signal signal = RECORDS.get(name);
            if (value == JsonToken.START_ARRAY && signal != null) {
                each(() -> record(signal, scope));
            } else if (name.equals("scope") || name.startsWith("instrumentation")) {
                scope.name = tree.value().at("name").word();
                scope.known = true;
            } else {
                tree.skip();
            }
        }
        if (resource != null) {
            flush();
        }
    }

    private void record(OtlpRecords.Signal signal, Scope scope) throws IOException, BadJson {
        mark();
        Map<String, Json> known = resource;
        boolean ready = known != null && scope.known && held.isEmpty();
        if (known != null && ready && spans != null && signal == OtlpRecords.Signal.SPAN) {
            spans.read(tree, known, scope.name);
            return;
        }
        Json record = placed(tree.value());
        if (tree.wasCut()) {
            String detail = "nested deeper, or larger, than is kept; marked …cut";
            sink.report(IssueCode.TOO_DEEP, detail, recordOffset, recordLine);
        }
        if (known != null && ready) {
            OtlpRecords.take(signal, record, known, scope.name, sink);
            return;
        }
        held.add(new Held(signal, record, scope));
        if (held.size() >= MOST_HELD) {
            if (known == null) {
                String detail = "no resource before the first " + MOST_HELD + " records; they have no service";
                sink.report(IssueCode.ORPHAN, detail, recordOffset, recordLine);
            }
            flush();
        }
    }

    private Json placed(Json record) {
        Json.Span place = whole;
        return place != null && record instanceof Json.Members object
                ? new Json.Members(object.values(), place)
                : record;
    }

    private void flush() {
        Map<String, Json> known = resource == null ? Map.of() : resource;
        for (Held each : held) {
            OtlpRecords.take(each.signal(), each.record(), known, each.scope().name, sink);
        }
        held.clear();
    }
}
