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
import java.util.Set;
import tools.jackson.core.JsonToken;

/**
 * Apache SkyWalking's traces: the answer of the GraphQL query {@code queryTrace} ({@code
 * {"data":{"trace":{"spans":[…]}}}}), and segments as agents report them over HTTP, one, an array or JSON lines.
 * Specified by skywalking's trace.graphqls and Tracing.proto.
 *
 * <p>Traps: milliseconds; span ids are small numbers within a segment, so an id here is a hash of both; a segment names
 * its service behind its spans; the first span of a segment finds its parent in {@code refs}; trace ids are no
 * hexadecimal numbers and are hashed as well, the original is kept as an attribute. No public export was found, so the
 * tests write small files in the documented shape. Samples: {@code traces/skywalking}, a template of a generator only.
 */
public final class SkyWalking implements Importer {
    private static final Set<String> AROUND =
            Set.of("data", "trace", "traces", "queryTrace", "queryTraceFromColdStage", "result");
    private static final int DEEPEST = 6;

    @Override
    public String format() {
        return "skywalking";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary() || !JsonRecords.looksLikeJson(head)) {
            return 0;
        }
        String text = head.text();
        boolean query = text.contains("\"segmentId\"") && text.contains("\"endpointName\"");
        boolean segment = text.contains("\"traceSegmentId\"") && text.contains("\"spans\"");
        boolean span = text.contains("\"spanId\"") && text.contains("\"startTime\"");
        return span && (query || segment) ? 0.95 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        SkyWalkingSpans spans = new SkyWalkingSpans(sink);
        if (input.head().text().contains("\"traceSegmentId\"")) {
            new JsonRecords(sink, Limits.JSON_DEPTH, spans::segment).read(input);
            return;
        }
        long start = 0;
        try (JsonTree tree = new JsonTree(input.stream(), input::originalOffset, 1, Limits.JSON_DEPTH)) {
            try {
                JsonToken token = tree.next();
                while (token != null && !sink.cancelled()) {
                    start = tree.offset();
                    if (token == JsonToken.START_OBJECT) {
                        answer(tree, 0, spans, sink);
                    }
                    token = tree.next();
                }
            } catch (BadJson broken) {
                long length = Math.max(0, tree.end() - start);
                sink.reject(broken.code(), String.valueOf(broken.getMessage()), start, length, 1);
            }
        }
    }

    private static void answer(JsonTree tree, int depth, SkyWalkingSpans spans, EventSink sink)
            throws IOException, BadJson {
        while (tree.next() == JsonToken.PROPERTY_NAME) {
            String name = String.valueOf(tree.name());
            JsonToken value = tree.next();
            boolean around = AROUND.contains(name) && depth < DEEPEST;
            if (value == JsonToken.START_OBJECT && around) {
                answer(tree, depth + 1, spans, sink);
            } else if (value == JsonToken.START_ARRAY && (around || name.equals("spans"))) {
                list(tree, name.equals("spans"), depth, spans, sink);
            } else {
                tree.skip();
            }
        }
    }

    private static void list(JsonTree tree, boolean records, int depth, SkyWalkingSpans spans, EventSink sink)
            throws IOException, BadJson {
        JsonToken each = tree.next();
        while (each != null && each != JsonToken.END_ARRAY && !sink.cancelled()) {
            long offset = tree.offset();
            long line = tree.line();
            if (each != JsonToken.START_OBJECT) {
                tree.skip();
                sink.reject(IssueCode.NOT_A_RECORD, "no span", offset, tree.end() - offset, line);
            } else if (records) {
                spans.span(tree.value(), Json.Nothing.ABSENT);
            } else {
                answer(tree, depth + 1, spans, sink);
            }
            each = tree.next();
        }
    }
}
