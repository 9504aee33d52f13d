package dev.faultline.importers;

import dev.faultline.model.Event;
import dev.faultline.model.IssueCode;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.util.List;

/** Compares what a parser makes of the last records with what the case holds of them. */
final class RecordsAgain implements EventSink {
    private final List<Event> expected;
    private final long clockOffset;
    private final EventDraft draft = new EventDraft();
    private boolean same = true;
    private long events;
    private long rejects;

    RecordsAgain(List<Event> expected, long clockOffset) {
        this.clockOffset = clockOffset;
        this.expected = expected;
    }

    boolean isTheSame() {
        return same && events == expected.size();
    }

    /** How many events they gave. */
    long events() {
        return events;
    }

    /** How many rejected records. */
    long rejects() {
        return rejects;
    }

    @Override
    public EventDraft draft() {
        return draft.clear();
    }

    @Override
    public void accept() {
        same = same && events < expected.size() && draft.isLike(expected.get((int) events), clockOffset);
        events++;
    }

    @Override
    public void reject(IssueCode code, String detail, long offset, long length, long line) {
        rejects++;
    }

    @Override
    public void report(IssueCode code, String detail, long offset, long line) {
        // It was said when the record came first.
    }

    @Override
    public boolean cancelled() {
        return false;
    }
}
