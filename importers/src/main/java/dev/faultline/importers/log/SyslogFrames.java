package dev.faultline.importers.log;

import dev.faultline.importers.Line;
import dev.faultline.importers.LineParser;
import dev.faultline.store.EventSink;

/**
 * Takes apart what follows each other on one line: some writers of RFC 5424 end no record with a line feed, and those that
 * speak RFC 6587 put its length before each.
 */
final class SyslogFrames implements LineParser {
    private final LineParser behind;
    private final Line frame = new Line();

    SyslogFrames(LineParser behind) {
        this.behind = behind;
    }

    @Override
    public void line(Line line, EventSink sink) {
        int start = header(line, line.from);
        boolean counted = start > line.from && isCount(line, line.from, start);
        boolean follows = start == line.from && header(line, start + 1) >= 0;
        if (!counted && !follows) {
            behind.line(line, sink);
            return;
        }
        while (start >= 0) {
            int next = header(line, start + 1);
            give(line, start, next < 0 ? line.to : beforeCount(line, start, next), next < 0, sink);
            start = next;
        }
    }

    private void give(Line line, int from, int to, boolean last, EventSink sink) {
        boolean plain = line.verbatim && line.length == line.end - line.from;
        frame.buffer = line.buffer;
        frame.from = from;
        frame.to = to;
        frame.end = last ? line.end : to;
        frame.offset = plain ? line.offset + from - line.from : line.offset;
        frame.length = plain ? frame.end - from : line.length;
        frame.number = line.number;
        frame.verbatim = plain;
        frame.cut = line.cut;
        behind.line(frame, sink);
    }

    /** Where {@code <134>1 2026-} begins, at this position or behind; -1 for nowhere. */
    private static int header(Line line, int from) {
        for (int i = from; i + 9 < line.to; i++) {
            if (line.buffer[i] == '<' && isHeader(line, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isHeader(Line line, int open) {
        int at = digits(line, open + 1);
        boolean priority = at > open + 1 && at - open <= 4 && at + 8 < line.to && line.buffer[at] == '>';
        if (priority && line.buffer[at + 1] >= 'A' && line.buffer[at + 1] <= 'S') {
            // The older form is told from text by the length before it alone.
            return line.buffer[at + 4] == ' ' && isBehindCount(line, open);
        }
        int year = digits(line, at + 3);
        return priority
                && line.buffer[at + 1] == '1'
                && line.buffer[at + 2] == ' '
                && year == at + 7
                && line.buffer[year] == '-';
    }

    private static boolean isBehindCount(Line line, int open) {
        return open - 2 >= line.from
                && line.buffer[open - 1] == ' '
                && line.buffer[open - 2] >= '0'
                && line.buffer[open - 2] <= '9';
    }

    private static int digits(Line line, int from) {
        int at = from;
        while (at < line.to && line.buffer[at] >= '0' && line.buffer[at] <= '9') {
            at++;
        }
        return at;
    }

    private static boolean isCount(Line line, int from, int header) {
        return header > from + 1 && digits(line, from) == header - 1 && line.buffer[header - 1] == ' ';
    }

    /** The end of a frame, without the length of the next one. */
    private static int beforeCount(Line line, int from, int next) {
        int at = next;
        if (line.buffer[at - 1] != ' ') {
            return at;
        }
        at--;
        while (at > from && line.buffer[at - 1] >= '0' && line.buffer[at - 1] <= '9') {
            at--;
        }
        return at < next - 1 ? at : next;
    }

    @Override
    public void end(EventSink sink) {
        behind.end(sink);
    }
}
