package dev.faultline.importers;

import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;

/** The record that one line is, for formats whose records have one line each. */
public final class LineRecord {
    private LineRecord() {}

    /** A draft whose place is this line, without its terminator. */
    public static EventDraft draft(Line line, EventSink sink) {
        EventDraft draft = sink.draft();
        if (!line.verbatim || line.cut) {
            return draft.record(line.offset, line.length, line.number);
        }
        int terminator = line.end - line.to;
        boolean same = line.length == line.end - line.from;
        return draft.record(
                line.buffer,
                line.from,
                line.to,
                line.offset,
                same ? line.length - terminator : line.length,
                line.number);
    }
}
