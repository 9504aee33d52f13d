package dev.faultline.importers.log;

import dev.faultline.importers.Line;
import dev.faultline.importers.LineParser;
import dev.faultline.importers.LineRecord;
import dev.faultline.model.Severity;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lines that are events of their own. One is held back until the next shows whether it names an exception: if so, it and
 * the frames below it, {@value #MOST_LINES} at most, are held until the stack ends.
 */
final class PlainLines implements LineParser {
    private static final int MOST_LINES = 500;
    private static final int MOST_BYTES = 256 << 10;
    private static final byte[] UNCAUGHT = "Exception in thread \"".getBytes(StandardCharsets.US_ASCII);

    private final List<Line> held = new ArrayList<>();
    private int bytes;
    private boolean caret;
    private boolean thrown;

    @Override
    public void line(Line line, EventSink sink) {
        if (line.to == line.from) {
            // Node.js leaves a line free between the caret and the error.
            flush(sink);
            return;
        }
        boolean further = !held.isEmpty() && StackStart.goesOn(line, line.from);
        if (!further || held.size() >= MOST_LINES || bytes > MOST_BYTES) {
            flush(sink);
            thrown = caret;
            caret = LooseLines.isCaret(line);
        }
        hold(line);
    }

    @Override
    public void end(EventSink sink) {
        flush(sink);
    }

    private void hold(Line line) {
        Line copy = new Line();
        copy.buffer = Arrays.copyOfRange(line.buffer, line.from, line.end);
        copy.to = line.to - line.from;
        copy.end = line.end - line.from;
        copy.offset = line.offset;
        copy.length = line.length;
        copy.number = line.number;
        copy.verbatim = line.verbatim;
        copy.cut = line.cut;
        held.add(copy);
        bytes += copy.to;
    }

    private void flush(EventSink sink) {
        for (int i = 0; i < held.size(); i++) {
            Line each = held.get(i);
            EventDraft draft = LineRecord.draft(each, sink)
                    .message(each.buffer, 0, each.to)
                    .severity(Levels.leading(each.buffer, 0, each.to));
            if (i == 0 && (thrown || held.size() > 1)) {
                exception(draft);
            } else if (held.size() == 1 && Headline.standsAlone(each.buffer, 0, each.to)) {
                // What a runtime says when it has no memory left for the stack.
                draft.severity(Severity.ERROR).exceptionText(each.buffer, 0, each.to, StackTraces::parse);
            }
            sink.accept();
        }
        held.clear();
        bytes = 0;
    }

    /** What nobody caught ended the program, or a thread of it. */
    private void exception(EventDraft draft) {
        Line first = held.getFirst();
        if (thrown || isUncaught(first)) {
            draft.severity(Severity.ERROR);
        }
        byte[] stack = new byte[bytes + held.size()];
        int at = 0;
        for (Line each : held) {
            System.arraycopy(each.buffer, 0, stack, at, each.to);
            stack[at + each.to] = '\n';
            at += each.to + 1;
        }
        int start = StackStart.find(stack, 0, first.to + 1, stack.length);
        draft.exceptionText(stack, Math.max(0, start), stack.length, StackTraces::parse);
    }

    private static boolean isUncaught(Line line) {
        return line.to > UNCAUGHT.length
                && Arrays.equals(line.buffer, 0, UNCAUGHT.length, UNCAUGHT, 0, UNCAUGHT.length);
    }
}
