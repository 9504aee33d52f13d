package dev.faultline.importers.snapshot;

import dev.faultline.importers.Input;
import dev.faultline.importers.tree.BadJson;
import dev.faultline.importers.tree.Fields;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonRecords;
import dev.faultline.importers.tree.JsonTime;
import dev.faultline.importers.tree.JsonTree;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The frames of an envelope: a line for all of it, then a header line and a payload for each item. A payload is as long as
 * its header says, so an attachment may hold any bytes; without a length it ends with its line.
 */
final class SentryEnvelope {
    private static final int LONGEST = 32 << 20;
    private static final Set<String> EVENTS = Set.of("event", "transaction", "error", "default", "csp");

    private final Input input;
    private final int depth;
    private final EventSink sink;
    private final JsonRecords.Taker events;
    private final InputStream in;
    private long position;
    private long line = 1;

    SentryEnvelope(Input input, int depth, EventSink sink, JsonRecords.Taker events) throws IOException {
        this.input = input;
        this.depth = depth;
        this.sink = sink;
        this.events = events;
        this.in = new BufferedInputStream(input.stream(), 1 << 16);
    }

    /** Whether the first line is an envelope's and the second an item's. */
    static boolean is(String head) {
        int end = head.indexOf('\n');
        if (end < 0 || !head.startsWith("{")) {
            return false;
        }
        int next = head.indexOf('\n', end + 1);
        String first = head.substring(0, end);
        String second = next < 0 ? head.substring(end + 1) : head.substring(end + 1, next);
        boolean header = first.contains("\"event_id\"") || first.contains("\"sent_at\"") || first.contains("\"dsn\"");
        return header && second.length() < 2000 && second.startsWith("{") && second.contains("\"type\"");
    }

    void read() throws IOException {
        while (!sink.cancelled()) {
            long start = position;
            long startLine = line;
            byte[] header = line();
            if (header == null) {
                return;
            }
            if (header.length == 0) {
                continue;
            }
            Json item = json(header, start, startLine);
            String type = item.at("type").word();
            if (type != null) {
                item(item, type, start, startLine);
            }
        }
    }

    private void item(Json item, String type, long headerAt, long headerLine) throws IOException {
        long start = position;
        long startLine = line;
        String length = item.at("length").text();
        boolean counted = length != null && length.matches("[0-9]{1,12}");
        boolean wanted = EVENTS.contains(type) || type.equals("log");
        long bytes = counted ? Long.parseLong(String.valueOf(length)) : -1;
        byte[] payload = counted ? exactly(bytes, wanted) : line();
        if (payload == null) {
            sink.reject(
                    IssueCode.TRUNCATED,
                    "the envelope ends within its item of type " + type,
                    input.originalOffset(headerAt),
                    input.originalOffset(position) - input.originalOffset(headerAt),
                    headerLine);
        } else if (!wanted) {
            other(item, type, headerAt, headerLine);
        } else if (json(payload, start, startLine) instanceof Json.Members record) {
            if (type.equals("log")) {
                record.at("items").items().forEach(this::log);
            } else {
                events.take(record);
            }
        }
    }

    private Json json(byte[] bytes, long start, long startLine) throws IOException {
        long origin = input.originalOffset(start);
        try (JsonTree tree = new JsonTree(new ByteArrayInputStream(bytes), at -> origin + at, startLine, depth)) {
            tree.next();
            Json value = tree.value();
            if (tree.wasCut()) {
                sink.report(IssueCode.TOO_DEEP, "nested deeper than is kept; marked …cut", origin, startLine);
            }
            return value;
        } catch (BadJson broken) {
            long length = Math.min(bytes.length, input.originalOffset(position) - origin);
            sink.reject(broken.code(), String.valueOf(broken.getMessage()), origin, length, startLine);
            return Json.Nothing.ABSENT;
        }
    }

    /** An attachment, session, profile or whatever else travels along: that it was there. */
    private void other(Json item, String type, long headerAt, long headerLine) {
        long offset = input.originalOffset(headerAt);
        int length = (int) Math.min(Integer.MAX_VALUE, input.originalOffset(position) - offset);
        EventDraft draft = sink.draft()
                .record(offset, length, headerLine)
                .severity(Severity.INFO)
                .name(type);
        String file = item.at("filename").word();
        draft.message(file == null ? "Sentry item: " + type : type + " " + file);
        if (item instanceof Json.Members members) {
            new Fields(draft).add("sentry.item", item).finish(sink, members.span());
        }
        sink.accept();
    }

    private void log(Json log) {
        if (!(log instanceof Json.Members record)) {
            return;
        }
        Json.Span place = record.span();
        EventDraft draft = sink.draft().record(place.offset(), place.shortLength(), place.line());
        JsonTime.nanos(log.at("timestamp")).ifPresent(nanos -> draft.time(nanos, TimeQuality.EXACT));
        int number = log.at("severity_number").number();
        String level = log.at("level").word();
        draft.severity(
                number > 0 || level == null
                        ? number
                        : Severity.of(level).orElse(Severity.INFO).number());
        draft.message(log.at("body").text());
        String trace = log.at("trace_id").word();
        if (trace != null) {
            byte[] hex = trace.getBytes(StandardCharsets.ISO_8859_1);
            draft.traceIdHex(hex, 0, hex.length);
        }
        Fields fields = new Fields(draft);
        log.at("attributes").members().forEach((name, value) -> fields.add(name, value.at("value")));
        fields.finish(sink, place);
        sink.accept();
    }

    /** The bytes up to the end of the line; null at the end of the input or where the line is too long to be one. */
    private byte @Nullable [] line() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int b = in.read();
        if (b < 0) {
            return null;
        }
        while (b >= 0 && b != '\n') {
            position++;
            if (bytes.size() < LONGEST) {
                bytes.write(b);
            }
            b = in.read();
        }
        if (b == '\n') {
            position++;
            line++;
        }
        return bytes.toByteArray();
    }

    /** As many original bytes; empty where nobody wants them, null where the input ends before. */
    private byte @Nullable [] exactly(long count, boolean wanted) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long end = input.originalOffset(position) + count;
        while (input.originalOffset(position) < end) {
            int b = in.read();
            if (b < 0) {
                return null;
            }
            position++;
            line += b == '\n' ? 1 : 0;
            if (wanted && bytes.size() < LONGEST) {
                bytes.write(b);
            }
        }
        return bytes.toByteArray();
    }
}
