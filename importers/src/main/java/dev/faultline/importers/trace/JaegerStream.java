package dev.faultline.importers.trace;

import dev.faultline.importers.tree.BadJson;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonTree;
import dev.faultline.model.IssueCode;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** Walks through a Jaeger document of any size. The spans of a trace wait for the processes that name their services. */
final class JaegerStream {
    private static final int DEEPEST = 4;
    private static final Set<String> OF_A_SPAN = Set.of(
            "traceID",
            "spanID",
            "parentSpanID",
            "parentSpanId",
            "operationName",
            "references",
            "startTime",
            "startTimeMillis",
            "duration",
            "tags",
            "tag",
            "logs",
            "processID",
            "process",
            "warnings",
            "flags");

    private final JsonTree tree;
    private final EventSink sink;
    private final @Nullable JaegerSpanReader reader;
    private long offset;
    private long line;

    JaegerStream(JsonTree tree, EventSink sink) {
        this(tree, sink, false);
    }

    /** A stream that makes a tree of every span shows the other what to give. */
    JaegerStream(JsonTree tree, EventSink sink, boolean onlyTrees) {
        this.tree = tree;
        this.sink = sink;
        this.reader = onlyTrees ? null : new JaegerSpanReader(sink);
    }

    void read() throws IOException {
        try {
            JsonToken token = tree.next();
            while (token != null && !sink.cancelled()) {
                if (token == JsonToken.START_OBJECT) {
                    object(0);
                }
                token = tree.next();
            }
        } catch (BadJson broken) {
            long length = Math.max(0, tree.end() - offset);
            sink.reject(broken.code(), String.valueOf(broken.getMessage()), offset, length, line);
        }
    }

    private void mark() {
        offset = tree.offset();
        line = tree.line();
    }

    /** A document, a trace, or a span by itself: the names of its members tell. */
    private void object(int depth) throws IOException, BadJson {
        mark();
        long start = offset;
        long startLine = line;
        Map<String, Json> own = new LinkedHashMap<>();
        Json processes = null;
        boolean around = false;
        try (HeldSpans held = new HeldSpans()) {
            try {
                while (tree.next() == JsonToken.PROPERTY_NAME) {
                    String name = String.valueOf(tree.name());
                    JsonToken value = tree.next();
                    if (value == JsonToken.START_ARRAY && name.equals("data") && depth < DEEPEST) {
                        around = true;
                        list(depth);
                    } else if (value == JsonToken.START_OBJECT && name.equals("data") && depth < DEEPEST) {
                        around = true;
                        object(depth + 1);
                    } else if (value == JsonToken.START_ARRAY && name.equals("spans")) {
                        around = true;
                        spans(processes, held);
                    } else if (value == JsonToken.START_OBJECT && name.equals("processes")) {
                        processes = tree.value();
                        held.give(processes, sink);
                    } else if (OF_A_SPAN.contains(name)) {
                        own.put(name, tree.value());
                    } else {
                        tree.skip();
                    }
                }
            } finally {
                held.give(processes == null ? Json.Nothing.ABSENT : processes, sink);
            }
        }
        if (!around && own.containsKey("spanID")) {
            Json.Span place = new Json.Span(start, tree.end() - start, startLine);
            Jaeger.span(new Json.Members(own, place), Json.Nothing.ABSENT, sink);
        }
    }

    private void list(int depth) throws IOException, BadJson {
        JsonToken each = tree.next();
        while (each != null && each != JsonToken.END_ARRAY && !sink.cancelled()) {
            if (each != JsonToken.START_OBJECT) {
                noSpan();
            } else if (reader == null || !reader.traces().read(tree)) {
                object(depth + 1);
            }
            each = tree.next();
        }
    }

    private void noSpan() throws IOException, BadJson {
        mark();
        tree.skip();
        sink.reject(IssueCode.NOT_A_RECORD, "no trace or span", offset, tree.end() - offset, line);
    }

    private void spans(@Nullable Json processes, HeldSpans held) throws IOException, BadJson {
        JaegerProcesses known = processes == null ? null : new JaegerProcesses(processes);
        JsonToken each = tree.next();
        while (each != null && each != JsonToken.END_ARRAY && !sink.cancelled()) {
            if (each != JsonToken.START_OBJECT) {
                noSpan();
            } else {
                mark();
                JaegerSpan span = reader == null ? ofTree() : reader.read(tree);
                if (known == null) {
                    held.add(span);
                } else {
                    known.give(span, sink);
                }
            }
            each = tree.next();
        }
    }

    private JaegerSpan ofTree() throws IOException, BadJson {
        JaegerSpan span = new JaegerSpan();
        Json value = tree.value();
        if (tree.wasCut()) {
            String detail = "nested deeper, or larger, than is kept; marked …cut";
            sink.report(IssueCode.TOO_DEEP, detail, offset, line);
        }
        if (value instanceof Json.Members object) {
            span.place = object.span();
            object.values().forEach(span::more);
        }
        return span;
    }
}
