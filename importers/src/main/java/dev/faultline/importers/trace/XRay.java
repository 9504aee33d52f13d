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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import tools.jackson.core.JsonToken;

/**
 * AWS X-Ray's segments: the documents that SDKs send, one or many, and the answer of {@code aws xray batch-get-traces},
 * where each is a JSON text in {@code Traces[].Segments[].Document}. A segment and each of its subsegments is an event.
 * Specified by AWS, "X-Ray segment documents".
 *
 * <p>Traps: float seconds; JSON in JSON, so the place of such a segment is the object around its text; trace ids as {@code
 * 1-8hex-24hex}; subsegments take trace and service from the segment around them, but may also come alone; segments that
 * are still in progress have no end; the SDK's daemon protocol puts {@code {"format":"json","version":1}} before each.
 * Samples: {@code traces/xray}.
 */
public final class XRay implements Importer {
    private static final Set<String> AROUND = Set.of("Traces", "Segments", "Subsegments");
    private static final int DEEPEST = 6;

    @Override
    public String format() {
        return "xray";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary() || !JsonRecords.looksLikeJson(head)) {
            return 0;
        }
        String text = head.text();
        boolean answer =
                text.contains("\"Segments\"") && text.contains("\"Document\"") && text.contains("\\\"start_time\\\"");
        boolean id = text.contains("\"1-") && text.contains("\"trace_id\"");
        boolean segment = text.contains("\"start_time\"") && text.contains("\"id\"") && text.contains("\"name\"");
        return answer ? 0.96 : id && segment ? 0.95 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        XRaySegments segments = new XRaySegments(sink);
        if (!input.head().text().contains("\"Document\"")) {
            new JsonRecords(sink, Limits.JSON_DEPTH, record -> document(record, segments, sink)).read(input);
            return;
        }
        long start = 0;
        long line = 1;
        try (JsonTree tree = new JsonTree(input.stream(), input::originalOffset, 1, Limits.JSON_DEPTH)) {
            try {
                JsonToken token = tree.next();
                while (token != null && !sink.cancelled()) {
                    start = tree.offset();
                    line = tree.line();
                    if (token == JsonToken.START_OBJECT) {
                        answer(tree, 0, segments, sink);
                    }
                    token = tree.next();
                }
            } catch (BadJson broken) {
                long length = Math.max(0, tree.end() - start);
                sink.reject(broken.code(), String.valueOf(broken.getMessage()), start, length, line);
            }
        }
    }

    private static void document(Json.Members record, XRaySegments segments, EventSink sink) {
        boolean header =
                record.at("format").word() != null && record.at("start_time").isEmpty();
        Json.Span place = record.span();
        if (!header && !segments.take(record, place)) {
            sink.reject(IssueCode.NOT_A_RECORD, "no segment", place.offset(), place.length(), place.line());
        }
    }

    /** An object of the answer: its lists lead to the objects that hold a document. */
    private static void answer(JsonTree tree, int depth, XRaySegments segments, EventSink sink)
            throws IOException, BadJson {
        Json.Span place = new Json.Span(tree.offset(), 0, tree.line());
        while (tree.next() == JsonToken.PROPERTY_NAME) {
            String name = String.valueOf(tree.name());
            JsonToken value = tree.next();
            if (value == JsonToken.START_ARRAY && AROUND.contains(name) && depth < DEEPEST) {
                JsonToken each = tree.next();
                while (each != null && each != JsonToken.END_ARRAY && !sink.cancelled()) {
                    if (each == JsonToken.START_OBJECT) {
                        answer(tree, depth + 1, segments, sink);
                    } else {
                        tree.skip();
                    }
                    each = tree.next();
                }
            } else if (value == JsonToken.VALUE_STRING && name.equals("Document")) {
                String text = String.valueOf(tree.value().text());
                inText(text, new Json.Span(place.offset(), tree.end() - place.offset(), place.line()), segments, sink);
            } else {
                tree.skip();
            }
        }
    }

    private static void inText(String text, Json.Span place, XRaySegments segments, EventSink sink) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (JsonTree tree = new JsonTree(
                new ByteArrayInputStream(bytes), position -> place.offset(), place.line(), Limits.JSON_DEPTH)) {
            tree.next();
            if (!(tree.value() instanceof Json.Members record) || !segments.take(record, place)) {
                sink.reject(IssueCode.NOT_A_RECORD, "no segment", place.offset(), place.length(), place.line());
            }
        } catch (BadJson broken) {
            String detail = String.valueOf(broken.getMessage());
            sink.reject(broken.code(), detail, place.offset(), place.length(), place.line());
        }
    }
}
