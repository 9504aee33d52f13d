package dev.faultline.importers.log;

import dev.faultline.importers.Limits;
import dev.faultline.importers.Line;
import dev.faultline.importers.LineParser;
import dev.faultline.importers.SourceContext;
import dev.faultline.model.IssueCode;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.util.Arrays;

/**
 * Records of one or many lines: a line with a time begins one, the lines without go on with it. Keeps a copy of the
 * record in hand, so that nothing depends on the reader's buffer.
 */
final class TextLogParser implements LineParser {
    private final LineHeader header;
    private final LineHeader current;
    private final boolean syslog;
    private byte[] record = new byte[1 << 14];
    private int size;
    private int firstLineEnd;
    private long offset;
    private long originalLength;
    private long number;
    private boolean verbatim;
    private boolean open;
    private boolean timed;
    private boolean ambiguous;
    private TimeQuality quality = TimeQuality.NONE;

    TextLogParser(SourceContext context, boolean syslog) {
        this.header = new LineHeader(context);
        this.current = new LineHeader(context);
        this.syslog = syslog;
    }

    @Override
    public void line(Line line, EventSink sink) {
        int timeAt = header.findTime(line.buffer, line.from, line.to);
        if (timeAt >= 0) {
            header.read(line.buffer, line.from, timeAt, line.to);
            if (header.followUp && open) {
                append(line, sink);
                return;
            }
            flush(sink);
            begin(line, true);
            quality = header.time().quality();
            ambiguous = header.time().wasAmbiguous();
            current.shifted(header, line.from);
        } else if (open) {
            append(line, sink);
        } else if (line.to > line.from) {
            begin(line, false);
        }
    }

    private void begin(Line line, boolean hasTime) {
        size = 0;
        open = true;
        timed = hasTime;
        offset = line.offset;
        number = line.number;
        verbatim = line.verbatim && !line.cut;
        originalLength = 0;
        copy(line);
        firstLineEnd = line.to - line.from;
    }

    private void append(Line line, EventSink sink) {
        if (size + line.end - line.from > Limits.RECORD) {
            flush(sink);
            begin(line, false);
        } else {
            verbatim &= line.verbatim && !line.cut;
            copy(line);
        }
    }

    private void copy(Line line) {
        int length = line.end - line.from;
        if (size + length > record.length) {
            record = Arrays.copyOf(record, Math.max(record.length * 2, size + length));
        }
        System.arraycopy(line.buffer, line.from, record, size, length);
        size += length;
        originalLength = line.offset + line.length - offset;
    }

    @Override
    public void end(EventSink sink) {
        flush(sink);
    }

    private void flush(EventSink sink) {
        if (!open) {
            return;
        }
        open = false;
        int end = size;
        int terminators = 0;
        while (end > 0 && (record[end - 1] == '\n' || record[end - 1] == '\r')) {
            end--;
            terminators++;
        }
        EventDraft draft = sink.draft();
        int length = (int) Math.min(Integer.MAX_VALUE, originalLength);
        if (verbatim) {
            draft.record(record, 0, end, offset, originalLength == size ? length - terminators : length, number);
        } else {
            draft.record(offset, length, number);
        }
        if (timed) {
            draft.time(current.nanos, quality);
            if (ambiguous) {
                sink.report(
                        IssueCode.TIME_AMBIGUOUS,
                        "the clocks changed at this local time, or it is a leap second; the earlier reading was taken",
                        offset,
                        number);
            }
            current.fill(draft, record);
            if (syslog) {
                SyslogTag.fill(draft, record, current.messageFrom, firstLineEnd, current);
            }
        }
        texts(draft, timed ? Math.min(current.messageFrom, end) : 0, end);
        sink.accept();
    }

    private void texts(EventDraft draft, int from, int end) {
        int stack = size > firstLineEnd + 2 ? StackStart.find(record, from, firstLineEnd, end) : -1;
        int messageEnd = stack < 0 ? end : stack;
        if (stack >= 0) {
            draft.exceptionText(record, stack, end, StackTraces::parse);
        }
        while (messageEnd > from && (record[messageEnd - 1] == '\n' || record[messageEnd - 1] == '\r')) {
            messageEnd--;
        }
        draft.message(record, from, messageEnd);
    }
}
