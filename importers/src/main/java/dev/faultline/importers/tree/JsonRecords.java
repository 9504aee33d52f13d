package dev.faultline.importers.tree;

import dev.faultline.importers.Head;
import dev.faultline.importers.Input;
import dev.faultline.importers.Line;
import dev.faultline.importers.Lines;
import dev.faultline.model.IssueCode;
import dev.faultline.store.EventSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonToken;

/**
 * The records of a JSON source one after the other, whether it is one object, an array of them or JSON lines. A record
 * that is no JSON is rejected; in JSON lines reading goes on with the next line.
 */
public final class JsonRecords {
    /** Takes one record. */
    @FunctionalInterface
    public interface Taker {
        /** The record, complete but for what was beyond the limits. */
        void take(Json.Members object);
    }

    private final EventSink sink;
    private final int depth;
    private final Taker taker;

    /** Gives every object to the taker, as a tree of this depth at most. */
    public JsonRecords(EventSink sink, int depth, Taker taker) {
        this.sink = sink;
        this.depth = depth;
        this.taker = taker;
    }

    /** Whether the head may begin a JSON object or array. */
    public static boolean looksLikeJson(Head head) {
        int first = firstVisible(head.bytes(), 0);
        return first >= 0 && (head.bytes()[first] == '{' || head.bytes()[first] == '[');
    }

    /** Reads all of the input. */
    public void read(Input input) throws IOException {
        if (isLines(input.head().bytes())) {
            Lines lines = input.lines(sink);
            while (lines.next() && !sink.cancelled()) {
                line(lines.line());
            }
        } else {
            document(input);
        }
    }

    private void line(Line line) throws IOException {
        int first = firstVisible(line.buffer, line.from);
        if (first < 0 || first >= line.to) {
            return;
        }
        if (line.cut) {
            sink.reject(IssueCode.LINE_TOO_LONG, "the line is too long", line.offset, line.length, line.number);
            return;
        }
        long offset = line.offset;
        Lines.OffsetMap map = position -> Math.min(offset + position, offset + line.length);
        ByteArrayInputStream bytes = new ByteArrayInputStream(line.buffer, line.from, line.to - line.from);
        try (JsonTree tree = new JsonTree(bytes, map, line.number, depth)) {
            tree.next();
            take(tree, tree.value(), line.offset, line.length, line.number);
        } catch (BadJson broken) {
            sink.reject(broken.code(), String.valueOf(broken.getMessage()), line.offset, line.length, line.number);
        }
    }

    private void document(Input input) throws IOException {
        long start = 0;
        long startLine = 1;
        try (JsonTree tree = new JsonTree(input.stream(), input::originalOffset, 1, depth)) {
            try {
                JsonToken token = tree.next();
                while (token != null && !sink.cancelled()) {
                    start = tree.offset();
                    startLine = tree.line();
                    if (token != JsonToken.END_ARRAY && !(token == JsonToken.START_ARRAY && tree.level() == 1)) {
                        Json value = tree.value();
                        take(tree, value, start, tree.end() - start, startLine);
                    }
                    token = tree.next();
                }
            } catch (BadJson broken) {
                sink.reject(broken.code(), String.valueOf(broken.getMessage()), start, tree.end() - start, startLine);
            }
        }
    }

    private void take(JsonTree tree, Json value, long offset, long length, long line) {
        if (tree.wasCut()) {
            sink.report(IssueCode.TOO_DEEP, "nested deeper, or larger, than is kept; marked …cut", offset, line);
        }
        if (value instanceof Json.Members object) {
            taker.take(object);
        } else {
            sink.reject(IssueCode.NOT_A_RECORD, "not a JSON object", offset, length, line);
        }
    }

    /** JSON lines: the first line is an object of its own and another one follows. */
    private static boolean isLines(byte[] head) {
        int first = firstVisible(head, 0);
        if (first < 0 || head[first] != '{') {
            return false;
        }
        int newline = first;
        while (newline < head.length && head[newline] != '\n') {
            newline++;
        }
        int next = firstVisible(head, newline);
        String line = new String(head, first, newline - first, StandardCharsets.UTF_8).stripTrailing();
        return next > 0 && head[next] == '{' && line.endsWith("}");
    }

    private static int firstVisible(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] < 0 || bytes[i] > ' ') {
                return i;
            }
        }
        return -1;
    }
}
