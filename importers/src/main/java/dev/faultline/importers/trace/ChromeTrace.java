package dev.faultline.importers.trace;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.Limits;
import dev.faultline.importers.tree.BadJson;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonRecords;
import dev.faultline.importers.tree.JsonTree;
import dev.faultline.model.IssueCode;
import dev.faultline.store.EventSink;
import java.io.IOException;
import tools.jackson.core.JsonToken;

/**
 * Traces of Chrome, Perfetto and the many tools that write their JSON: an array of events, or an object with {@code
 * traceEvents}. Specified by the "Trace Event Format" document. Every trace event is an event; a slice's duration is its
 * own, or that of the end that belongs to its beginning.
 *
 * <p>Traps: microseconds, possibly with a fraction, of a clock that started at an unknown time, so times are relative; an
 * array may lack its closing bracket; beginnings and ends nest by thread, asynchronous ones by their id; names of
 * processes and threads are events themselves, without a time. Samples: {@code traces/chrome}.
 */
public final class ChromeTrace implements Importer {
    @Override
    public String format() {
        return "chrome-trace";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary() || !JsonRecords.looksLikeJson(head)) {
            return 0;
        }
        String text = head.text();
        boolean event = text.contains("\"ph\"") && text.contains("\"ts\"") && text.contains("\"pid\"");
        boolean named = text.contains("\"traceEvents\"");
        boolean array = text.stripLeading().startsWith("[");
        return event && named
                ? 0.97
                : event && array ? 0.93 : named && text.stripLeading().startsWith("{") ? 0.6 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        Walk walk = new Walk(sink);
        try (JsonTree tree = new JsonTree(input.stream(), input::originalOffset, 1, Limits.JSON_DEPTH)) {
            walk.read(tree);
        }
        walk.events.end();
    }

    /** The way through the document. */
    private static final class Walk {
        private final EventSink sink;
        private final ChromeEvents events;
        private long start;
        private long line;
        private boolean inRecord;

        Walk(EventSink sink) {
            this.sink = sink;
            this.events = new ChromeEvents(sink);
        }

        void read(JsonTree tree) throws IOException {
            try {
                JsonToken token = tree.next();
                if (token == JsonToken.START_OBJECT) {
                    members(tree);
                } else if (token == JsonToken.START_ARRAY) {
                    list(tree);
                }
                trailing(tree);
            } catch (BadJson broken) {
                String detail = String.valueOf(broken.getMessage());
                if (inRecord) {
                    sink.reject(broken.code(), detail, start, Math.max(0, tree.end() - start), line);
                } else {
                    // The format allows it: whoever writes such a file may stop at any time.
                    sink.report(IssueCode.TRUNCATED, "the list of events is not closed: " + detail, tree.end(), line);
                }
            }
        }

        private void trailing(JsonTree tree) throws IOException, BadJson {
            if (!sink.cancelled() && tree.next() != null) {
                sink.report(
                        IssueCode.TRAILING_GARBAGE, "something stands behind the trace", tree.offset(), tree.line());
            }
        }

        private void members(JsonTree tree) throws IOException, BadJson {
            while (tree.next() == JsonToken.PROPERTY_NAME) {
                String name = String.valueOf(tree.name());
                JsonToken value = tree.next();
                if (value == JsonToken.START_ARRAY && name.equals("traceEvents")) {
                    list(tree);
                } else {
                    tree.skip();
                }
            }
        }

        private void list(JsonTree tree) throws IOException, BadJson {
            JsonToken token = tree.next();
            while (token != null && token != JsonToken.END_ARRAY && !sink.cancelled()) {
                start = tree.offset();
                line = tree.line();
                inRecord = true;
                Json value = tree.value();
                inRecord = false;
                if (value instanceof Json.Members event && !event.at("ph").isEmpty()) {
                    if (tree.wasCut()) {
                        sink.report(IssueCode.TOO_DEEP, "nested deeper, or larger, than is kept", start, line);
                    }
                    events.take(event);
                } else {
                    sink.reject(IssueCode.NOT_A_RECORD, "no trace event", start, tree.end() - start, line);
                }
                token = tree.next();
            }
        }
    }
}
