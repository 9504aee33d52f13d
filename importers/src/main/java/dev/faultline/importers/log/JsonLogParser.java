package dev.faultline.importers.log;

import dev.faultline.importers.Limits;
import dev.faultline.importers.Line;
import dev.faultline.importers.LineParser;
import dev.faultline.importers.SourceContext;
import dev.faultline.importers.tree.BadJson;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonTree;
import dev.faultline.model.IssueCode;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * One JSON object per line, in whatever dialect. What begins as no JSON between them is read as text: there a program that
 * dies says why.
 */
final class JsonLogParser implements LineParser {
    private final JsonEvent event;
    private final JsonQuick quick;
    private final boolean onlyTrees;
    private final TextLogParser others;
    private boolean between;

    JsonLogParser(SourceContext context) {
        this(context, false);
    }

    /** A parser that makes a tree of every line shows the others what to give. */
    JsonLogParser(SourceContext context, boolean onlyTrees) {
        this.event = new JsonEvent(context);
        this.quick = new JsonQuick(context);
        this.onlyTrees = onlyTrees;
        this.others = new TextLogParser(context, null);
    }

    @Override
    public void line(Line line, EventSink sink) {
        int from = line.from;
        int to = line.to;
        while (from < to && line.buffer[from] <= ' ' && line.buffer[from] >= 0) {
            from++;
        }
        if (from == to) {
            return;
        }
        if (line.buffer[from] != '{' && (between || isText(line.buffer, from, to))) {
            between = true;
            others.line(line, sink);
            return;
        }
        end(sink);
        if (line.cut) {
            sink.reject(
                    IssueCode.LINE_TOO_LONG,
                    "the line has " + line.length + " bytes, at most " + Limits.LINE + " are read",
                    line.offset,
                    line.length,
                    line.number);
            return;
        }
        if (!onlyTrees && quick.read(line.buffer, from, to)) {
            quick.fill(draft(line, from, sink), new Json.Span(line.offset, line.length, line.number), sink);
            sink.accept();
            return;
        }
        tree(line, from, to, sink);
    }

    /** Not the rest of an object that was torn apart, nor a value of another kind. */
    private static boolean isText(byte[] bytes, int from, int to) {
        boolean value = bytes[from] == '"' || bytes[to - 1] == '}' && bytes[from] != '[' || bytes[to - 1] == ',';
        boolean letter = (bytes[from] | 0x20) >= 'a' && (bytes[from] | 0x20) <= 'z';
        boolean digit = bytes[from] >= '0' && bytes[from] <= '9';
        return !value && to - from > 3 && (letter || digit || bytes[from] == '[' && to - from > 10 || bytes[from] < 0);
    }

    private void tree(Line line, int from, int to, EventSink sink) {
        ByteArrayInputStream bytes = new ByteArrayInputStream(line.buffer, from, to - from);
        try (JsonTree tree = new JsonTree(bytes, position -> position, line.number, Limits.JSON_DEPTH)) {
            tree.next();
            Json value = tree.value();
            if (value instanceof Json.Members record) {
                if (tree.hadDuplicates()) {
                    sink.report(
                            IssueCode.DUPLICATE_KEY,
                            "an object names a field twice; the last one counts",
                            line.offset,
                            line.number);
                }
                if (tree.wasCut()) {
                    reject(sink, IssueCode.TOO_DEEP, "nested deeper than " + Limits.JSON_DEPTH + " levels", line);
                } else {
                    record(record, line, from, sink);
                }
            } else {
                reject(sink, IssueCode.NOT_A_RECORD, "not a JSON object", line);
            }
        } catch (BadJson broken) {
            // A line that ends too early is a bad line; only a source can be cut off.
            IssueCode code = broken.code() == IssueCode.TRUNCATED ? IssueCode.BAD_JSON : broken.code();
            reject(sink, code, String.valueOf(broken.getMessage()), line);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void reject(EventSink sink, IssueCode code, String detail, Line line) {
        sink.reject(code, detail, line.offset, line.length, line.number);
    }

    @Override
    public void end(EventSink sink) {
        if (between) {
            between = false;
            others.end(sink);
        }
    }

    private void record(Json.Members record, Line line, int from, EventSink sink) {
        EventDraft draft = draft(line, from, sink);
        event.fill(record, draft, new Json.Span(line.offset, line.length, line.number), sink);
        sink.accept();
    }

    private static EventDraft draft(Line line, int from, EventSink sink) {
        EventDraft draft = sink.draft();
        boolean plain = line.verbatim && line.length == line.end - line.from;
        if (plain) {
            return draft.record(
                    line.buffer, from, line.to, line.offset + from - line.from, line.to - from, line.number);
        }
        return draft.record(line.offset, line.length, line.number);
    }
}
