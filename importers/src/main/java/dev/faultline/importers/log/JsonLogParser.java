package dev.faultline.importers.log;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import tools.jackson.core.JsonToken;

/**
 * One JSON object per line, in whatever dialect. What begins as no JSON between them is read as text: there a program that
 * dies says why.
 */
final class JsonLogParser implements LineParser {
    /** What may stand behind an object that is one of an array. */
    private static final String ENDS = ",]";

    /** Bytes; more than {@link JsonEvent#shown} takes. */
    private static final int MOST_SHOWN = 4_000;

    private final JsonEvent event;
    private final JsonQuick quick;
    private final boolean onlyTrees;
    private final TextLogParser others;
    private final TornObject torn = new TornObject();
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
        if (torn.isOpen() && goesOn(line, sink)) {
            return;
        }
        single(line, true, sink);
    }

    /** Whether the line was taken for a part of the object that goes on over lines. */
    private boolean goesOn(Line line, EventSink sink) {
        if (!torn.add(line)) {
            release(sink);
            return false;
        }
        if (torn.isClosed() && torn.isWhole()) {
            Line whole = torn.join();
            tree(whole, whole.from, whole.to, sink);
        } else if (torn.isClosed()) {
            release(sink);
        }
        return true;
    }

    /** It was no object after all: each line is what it is alone. */
    private void release(EventSink sink) {
        torn.release().forEach(line -> single(line, false, sink));
    }

    private void single(Line line, boolean mayGoOn, EventSink sink) {
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
        endText(sink);
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
            EventDraft draft = draft(line, from, to, sink);
            quick.fill(draft, new Json.Span(line.offset, line.length, line.number), sink);
            accept(draft, line, from, to, sink);
            return;
        }
        if (mayGoOn && TornObject.goesOn(line.buffer, from, to) && torn.add(line)) {
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
            if (beginsList(line.buffer, from, to)) {
                tree.next();
            }
            int begin = from;
            boolean more = true;
            while (more) {
                Json value = tree.value();
                int end = from + (int) tree.end();
                boolean cut = tree.wasCut();
                boolean repeated = tree.hadDuplicates();
                more = more(tree, line, end, to, sink);
                int next = more ? from + (int) tree.offset() : to;
                take(value, cut, repeated, line, begin, more ? end : to, sink);
                begin = next;
            }
        } catch (BadJson broken) {
            // A line that ends too early is a bad line; only a source can be cut off.
            IssueCode code = broken.code() == IssueCode.TRUNCATED ? IssueCode.BAD_JSON : broken.code();
            reject(sink, code, String.valueOf(broken.getMessage()), line);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** An array with a record per line: its first line has the bracket as well. */
    private static boolean beginsList(byte[] buffer, int from, int to) {
        int at = from + 1;
        while (at < to && buffer[at] <= ' ' && buffer[at] >= 0) {
            at++;
        }
        return buffer[from] == '[' && at < to && buffer[at] == '{';
    }

    /** Whether another value follows in the line. A comma, or the bracket of an array around all lines, is none. */
    private static boolean more(JsonTree tree, Line line, int end, int to, EventSink sink) throws IOException {
        try {
            JsonToken next = tree.next();
            return next != null && next != JsonToken.END_ARRAY;
        } catch (BadJson none) {
            int at = end;
            while (at < to && (line.buffer[at] <= ' ' && line.buffer[at] >= 0 || ENDS.indexOf(line.buffer[at]) >= 0)) {
                at++;
            }
            if (at < to) {
                sink.report(
                        IssueCode.TRAILING_GARBAGE,
                        "what follows the object is no JSON and is not searched",
                        line.offset,
                        line.number);
            }
            return false;
        }
    }

    private void take(Json value, boolean cut, boolean repeated, Line line, int begin, int end, EventSink sink) {
        if (!(value instanceof Json.Members record)) {
            reject(sink, IssueCode.NOT_A_RECORD, "not a JSON object", line);
            return;
        }
        if (repeated) {
            sink.report(
                    IssueCode.DUPLICATE_KEY,
                    "an object names a field twice; the last one counts",
                    line.offset,
                    line.number);
        }
        if (cut) {
            reject(sink, IssueCode.TOO_DEEP, "nested deeper than " + Limits.JSON_DEPTH + " levels", line);
        } else {
            record(record, line, begin, end, sink);
        }
    }

    private static void reject(EventSink sink, IssueCode code, String detail, Line line) {
        sink.reject(code, detail, line.offset, line.length, line.number);
    }

    @Override
    public void end(EventSink sink) {
        release(sink);
        endText(sink);
    }

    private void endText(EventSink sink) {
        if (between) {
            between = false;
            others.end(sink);
        }
    }

    private void record(Json.Members record, Line line, int from, int to, EventSink sink) {
        EventDraft draft = draft(line, from, to, sink);
        event.fill(record, draft, new Json.Span(line.offset, line.length, line.number), sink);
        accept(draft, line, from, to, sink);
    }

    /** What has neither a message nor a name is shown as it stands. */
    private static void accept(EventDraft draft, Line line, int from, int to, EventSink sink) {
        if (!draft.isTold()) {
            draft.message(JsonEvent.shown(new String(line.buffer, from, Math.min(to - from, MOST_SHOWN), UTF_8)));
        }
        sink.accept();
    }

    private static EventDraft draft(Line line, int from, int to, EventSink sink) {
        EventDraft draft = sink.draft();
        boolean plain = line.verbatim && line.length == line.end - line.from;
        if (plain) {
            return draft.record(line.buffer, from, to, line.offset + from - line.from, to - from, line.number);
        }
        return draft.record(line.offset, line.length, line.number);
    }
}
