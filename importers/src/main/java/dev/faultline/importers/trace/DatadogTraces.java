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
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * Datadog's spans as tracers send them to the agent: an array of traces, each an array of spans, as JSON or as
 * MessagePack (v0.4, and v0.5 with its table of texts); the interface's {@code {"trace":{"spans":{…}}}} and the agent's
 * {@code chunks}. Specified by datadog-agent's pkg/proto and dd-trace's encoders.
 *
 * <p>Traps: nanoseconds; ids are unsigned decimals, and the upper half of a trace id is hexadecimal in the tag {@code
 * _dd.p.tid} of the first span of a chunk only; what failed is in {@code error.message}, {@code error.msg}, {@code
 * error.type} and {@code error.stack}. Samples: {@code traces/datadog}.
 */
public final class DatadogTraces implements Importer {
    private static final Set<String> AROUND = Set.of("trace", "traces", "chunks", "data");
    private static final int DEEPEST = 8;
    private static final List<String> TABLE_FIELDS = List.of(
            "service",
            "name",
            "resource",
            "trace_id",
            "span_id",
            "parent_id",
            "start",
            "duration",
            "error",
            "meta",
            "metrics",
            "type");

    @Override
    public String format() {
        return "datadog-traces";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary()) {
            return begins(head.bytes()) ? 0.95 : 0;
        }
        if (!JsonRecords.looksLikeJson(head)) {
            return 0;
        }
        String text = head.text();
        boolean span = text.contains("\"trace_id\"") && text.contains("\"span_id\"") && text.contains("\"parent_id\"");
        boolean own = text.contains("\"resource\"") && text.contains("\"duration\"") && text.contains("\"start\"");
        return span && own ? 0.94 : 0;
    }

    /** Whether these are the first bytes of such traces in MessagePack. Asked before they are taken for text. */
    public static boolean begins(byte[] head) {
        if (head.length < 20 || !isArray(head[0])) {
            return false;
        }
        String start = new String(head, 0, Math.min(head.length, 2_000), StandardCharsets.ISO_8859_1);
        boolean spans = start.contains("trace_id") && start.contains("span_id") && start.contains("service");
        // Version 0.5: an array of two, the first of which holds the texts and begins with an empty one.
        boolean table = (head[0] & 0xFF) == 0x92 && isArray(head[1]);
        int skip = (head[1] & 0xFF) == 0xDC ? 4 : (head[1] & 0xFF) == 0xDD ? 6 : 2;
        return spans || table && (head[skip] & 0xFF) == 0xA0;
    }

    private static boolean isArray(byte b) {
        int value = b & 0xFF;
        return value >= 0x91 && value <= 0x9F || value == 0xDC || value == 0xDD;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        if (input.head().binary()) {
            binary(new Msgpack(new BufferedInputStream(input.stream(), 1 << 16)), sink);
            return;
        }
        long[] place = {0, 1};
        try (JsonTree tree = new JsonTree(input.stream(), input::originalOffset, 1, Limits.JSON_DEPTH)) {
            try {
                JsonToken token = tree.next();
                while (token != null && !sink.cancelled()) {
                    node(tree, token, token == JsonToken.START_ARRAY, 0, new DatadogSpans(sink), place, sink);
                    token = tree.next();
                }
            } catch (BadJson broken) {
                long length = Math.max(0, tree.end() - place[0]);
                sink.reject(broken.code(), String.valueOf(broken.getMessage()), place[0], length, place[1]);
            }
        }
    }

    /** A value on the way to the spans; an array of spans is one chunk. */
    private static void node(
            JsonTree tree, JsonToken token, boolean spans, int depth, DatadogSpans chunk, long[] place, EventSink sink)
            throws IOException, BadJson {
        place[0] = tree.offset();
        place[1] = tree.line();
        if (depth > DEEPEST) {
            tree.skip();
        } else if (token == JsonToken.START_ARRAY) {
            DatadogSpans own = new DatadogSpans(sink);
            JsonToken each = tree.next();
            while (each != null && each != JsonToken.END_ARRAY && !sink.cancelled()) {
                node(tree, each, spans, depth + 1, own, place, sink);
                each = tree.next();
            }
        } else if (token == JsonToken.START_OBJECT && spans) {
            chunk.take(tree.value());
        } else if (token == JsonToken.START_OBJECT) {
            members(tree, depth, place, sink);
        } else {
            tree.skip();
            sink.reject(IssueCode.NOT_A_RECORD, "no span", place[0], tree.end() - place[0], place[1]);
        }
    }

    private static void members(JsonTree tree, int depth, long[] place, EventSink sink) throws IOException, BadJson {
        DatadogSpans chunk = new DatadogSpans(sink);
        while (tree.next() == JsonToken.PROPERTY_NAME) {
            String name = String.valueOf(tree.name());
            JsonToken value = tree.next();
            if (name.equals("spans") && value == JsonToken.START_OBJECT) {
                while (tree.next() == JsonToken.PROPERTY_NAME) {
                    node(tree, require(tree.next()), true, depth + 1, chunk, place, sink);
                }
            } else if (value != null && (name.equals("spans") || AROUND.contains(name)) && value.isStructStart()) {
                boolean spans = name.equals("spans") || name.equals("traces");
                node(tree, value, spans, depth + 1, chunk, place, sink);
            } else {
                tree.skip();
            }
        }
    }

    private static JsonToken require(@Nullable JsonToken token) {
        return token == null ? JsonToken.VALUE_NULL : token;
    }

    private static void binary(Msgpack pack, EventSink sink) throws IOException {
        long start = 0;
        try {
            long traces = pack.array();
            List<Json> texts = List.of();
            if (traces == 2 && pack.position() == 1) {
                Json first = pack.isArrayOfText() ? pack.value() : Json.Nothing.ABSENT;
                texts = first.items();
                traces = texts.isEmpty() ? traces : pack.array();
            }
            for (long i = 0; i < traces; i++) {
                long spans = pack.array();
                DatadogSpans chunk = new DatadogSpans(sink);
                for (long j = 0; j < spans && !sink.cancelled(); j++) {
                    start = pack.position();
                    Json span = pack.value();
                    Json.Span place = new Json.Span(start, pack.position() - start, 0);
                    if (texts.isEmpty() && !(span instanceof Json.Members)) {
                        sink.reject(IssueCode.NOT_A_RECORD, "no span", place.offset(), place.length(), 0);
                    } else {
                        chunk.take(texts.isEmpty() ? span : named(span, texts, place));
                    }
                }
                if (spans < 0) {
                    start = pack.position();
                    throw new Msgpack.Bad("no list of spans");
                }
            }
        } catch (EOFException early) {
            sink.reject(IssueCode.TRUNCATED, "the traces are cut off", start, pack.position() - start, 0);
        } catch (Msgpack.Bad bad) {
            String detail = String.valueOf(bad.getMessage());
            sink.reject(IssueCode.BAD_RECORD, detail, start, pack.position() - start, 0);
        }
    }

    /** A span of version 0.5: twelve values, whose texts are numbers into the table. */
    private static Json named(Json span, List<Json> texts, Json.Span place) {
        Map<String, Json> members = new LinkedHashMap<>();
        List<Json> values = new ArrayList<>(span.items());
        for (int i = 0; i < Math.min(values.size(), TABLE_FIELDS.size()); i++) {
            String name = TABLE_FIELDS.get(i);
            Json value = values.get(i);
            boolean text = i < 3 || i == 11;
            members.put(name, text ? text(value, texts) : value instanceof Json.Members map ? map(map, texts) : value);
        }
        return new Json.Members(members, place);
    }

    private static Json map(Json.Members map, List<Json> texts) {
        Map<String, Json> members = new LinkedHashMap<>();
        map.values().forEach((key, value) -> {
            String name = text(new Json.Numeral(key, true), texts).text();
            boolean index = value instanceof Json.Numeral number && number.integral();
            members.put(String.valueOf(name), index ? text(value, texts) : value);
        });
        return new Json.Members(members, map.span());
    }

    private static Json text(Json index, List<Json> texts) {
        int at = index.number();
        return at >= 0 && at < texts.size() ? texts.get(at) : Json.Nothing.NULL;
    }
}
