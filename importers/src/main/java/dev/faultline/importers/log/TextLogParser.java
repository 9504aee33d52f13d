package dev.faultline.importers.log;

import dev.faultline.importers.Limits;
import dev.faultline.importers.Line;
import dev.faultline.importers.LineParser;
import dev.faultline.importers.SourceContext;
import dev.faultline.importers.tree.Json;
import dev.faultline.model.IssueCode;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Records of one or many lines: a line with a time begins one, the lines without go on with it. Keeps a copy of the
 * record in hand, so that nothing depends on the reader's buffer.
 */
public final class TextLogParser implements LineParser {
    /** What a kind of text log says beyond time, level, thread and logger. */
    @FunctionalInterface
    public interface Finish {
        /** Instead of where the message begins. */
        int MESSAGE_SET = -1;

        /**
         * Looks at the message of a record with a time, up to the end of its first line, and adds to the draft.
         *
         * @return where the message really begins
         */
        int fill(EventDraft draft, byte[] record, int messageFrom, int firstLineEnd);

        /** The same with what to report to; {@link #MESSAGE_SET} where the draft has its message already. */
        default int fill(
                EventDraft draft, byte[] record, int messageFrom, int firstLineEnd, Json.Span place, EventSink sink) {
            return fill(draft, record, messageFrom, firstLineEnd);
        }
    }

    private final LineHeader header;
    private final LineHeader current;
    private final @Nullable Finish finish;
    private @Nullable LooseLines loose;
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

    /** Reads records that say nothing beyond what all text logs say, or have it read. */
    public TextLogParser(SourceContext context, @Nullable Finish finish) {
        this.header = new LineHeader(context);
        this.current = new LineHeader(context);
        this.finish = finish;
    }

    /** For a source of which another line shows that its dates begin with the day. */
    TextLogParser daysFirst() {
        header.time().daysFirst();
        current.time().daysFirst();
        return this;
    }

    /** For what stands between records of one line: a line without a time goes on only where that is plain. */
    public TextLogParser loose() {
        loose = new LooseLines();
        return this;
    }

    /** Where in a line the time is that makes it the first of a record; -1 where there is none. */
    public int timeAt(byte[] line) {
        return header.findTime(line, 0, line.length);
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
        } else if (open && (timed || loose == null || loose.goesOn(line))) {
            append(line, sink);
        } else if (line.to > line.from) {
            flush(sink);
            begin(line, false);
            if (loose != null) {
                loose.begin(line);
            }
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
            if (quality == TimeQuality.NONE) {
                TimeParser.reportImpossible(offset, number, sink);
            }
            if (ambiguous) {
                sink.report(
                        IssueCode.TIME_AMBIGUOUS,
                        "the clocks changed at this local time, or it is a leap second; the earlier reading was taken",
                        offset,
                        number);
            }
            current.fill(draft, record);
            if (finish != null) {
                Json.Span place = new Json.Span(offset, length, number);
                // What goes on over further lines is shown as it stands.
                current.messageFrom = end > firstLineEnd
                        ? finish.fill(draft, record, current.messageFrom, firstLineEnd)
                        : finish.fill(draft, record, current.messageFrom, firstLineEnd, place, sink);
            }
        }
        if (timed && current.messageFrom == Finish.MESSAGE_SET) {
            sink.accept();
            return;
        }
        texts(draft, timed ? Math.min(current.messageFrom, end) : 0, end);
        sink.accept();
    }

    private void texts(EventDraft draft, int from, int end) {
        int stack = size > firstLineEnd + 2 ? StackStart.find(record, from, firstLineEnd, end) : -1;
        int messageEnd = StackStart.messageEnd(record, from, stack, end);
        if (stack >= 0) {
            draft.exceptionText(record, stack, end, StackTraces::parse);
        }
        while (messageEnd > from && (record[messageEnd - 1] == '\n' || record[messageEnd - 1] == '\r')) {
            messageEnd--;
        }
        draft.message(record, from, messageEnd);
    }
}
