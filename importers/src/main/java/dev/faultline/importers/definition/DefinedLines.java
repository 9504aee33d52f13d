package dev.faultline.importers.definition;

import dev.faultline.importers.Limits;
import dev.faultline.importers.Line;
import dev.faultline.importers.LineParser;
import dev.faultline.importers.SourceContext;
import dev.faultline.importers.log.StackStart;
import dev.faultline.importers.log.StackTraces;
import dev.faultline.importers.log.TextLogParser;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.util.Arrays;

/** Records of a defined format. Keeps a copy of the record in hand, because the reader's buffer does not wait. */
final class DefinedLines implements LineParser {
    private final Definition definition;
    private final DefinedMatch match;
    private final DefinedFields fields;
    private final TextLogParser others;
    private byte[] record = new byte[1 << 12];
    private int size;
    private int firstLineEnd;
    private long offset;
    private long originalLength;
    private long number;
    private boolean verbatim;
    private boolean open;

    DefinedLines(Definition definition, SourceContext context, boolean daysFirst) {
        this.definition = definition;
        this.match = new DefinedMatch(definition, context);
        if (daysFirst) {
            match.daysFirst();
        }
        this.fields = new DefinedFields(definition);
        TextLogParser text = new TextLogParser(context, null);
        this.others = definition.multiline() ? text : text.loose();
    }

    @Override
    public void line(Line line, EventSink sink) {
        if (match.matches(line)) {
            if (open && definition.multiline() && isStackLine(line)) {
                return;
            }
            others.end(sink);
            flush(sink);
            fields.take(match);
            begin(line);
        } else if (open && definition.multiline() && size + line.end - line.from <= Limits.RECORD) {
            verbatim &= line.verbatim && !line.cut;
            copy(line);
        } else {
            // What stands before the first record, or between records of one line, is read as the text that it is.
            flush(sink);
            others.line(line, sink);
        }
    }

    /**
     * Whether the line that was matched goes on with the stack trace of the record in hand, as WebSphere's standard error
     * does, where each printed line has a header of its own. Then its message is taken for that record's next line.
     */
    private boolean isStackLine(Line line) {
        int piece = match.names().indexOf("message");
        int stamp = match.names().indexOf("timestamp");
        int messageFrom = piece < 0 ? -1 : match.from(piece);
        // Thread and level must be those of the record, the time may be later.
        int header = messageFrom - (stamp < 0 ? 0 : match.to(stamp));
        int before = fields.messageFrom();
        boolean room = size + line.end - line.from <= Limits.RECORD;
        if (header <= 0 || before < header || !room || !StackStart.goesOn(line, line.from + messageFrom)) {
            return false;
        }
        int from = line.from + messageFrom - header;
        if (!Arrays.equals(line.buffer, from, from + header, record, before - header, before)) {
            return false;
        }
        verbatim = false;
        copy(line, line.from + messageFrom);
        return true;
    }

    private void begin(Line line) {
        size = 0;
        open = true;
        offset = line.offset;
        number = line.number;
        verbatim = line.verbatim && !line.cut;
        copy(line);
        firstLineEnd = line.to - line.from;
    }

    private void copy(Line line) {
        copy(line, line.from);
    }

    private void copy(Line line, int from) {
        int length = line.end - from;
        if (size + length > record.length) {
            record = Arrays.copyOf(record, Math.max(record.length * 2, size + length));
        }
        System.arraycopy(line.buffer, from, record, size, length);
        size += length;
        originalLength = line.offset + line.length - offset;
    }

    @Override
    public void end(EventSink sink) {
        others.end(sink);
        flush(sink);
    }

    private void flush(EventSink sink) {
        if (!open) {
            return;
        }
        open = false;
        int end = size;
        while (end > 0 && (record[end - 1] == '\n' || record[end - 1] == '\r')) {
            end--;
        }
        EventDraft draft = sink.draft();
        int length = (int) Math.min(Integer.MAX_VALUE, originalLength);
        if (verbatim) {
            draft.record(record, 0, end, offset, originalLength == size ? length - (size - end) : length, number);
        } else {
            draft.record(offset, length, number);
        }
        if (fields.quality() != TimeQuality.NONE) {
            draft.time(fields.nanos(), fields.quality());
        }
        int stack = size > firstLineEnd + 2 ? StackStart.find(record, fields.messageFrom(), firstLineEnd, end) : -1;
        if (stack >= 0) {
            draft.exceptionText(record, stack, end, StackTraces::parse);
        }
        fields.fill(draft, record, firstLineEnd, StackStart.messageEnd(record, fields.messageFrom(), stack, end));
        sink.accept();
    }
}
