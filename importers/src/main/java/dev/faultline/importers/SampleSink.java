package dev.faultline.importers;

import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.IssueCode;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.util.ArrayList;
import java.util.List;

/** Keeps the first few events and then wants no more. */
final class SampleSink implements EventSink {
    private final EventDraft draft = new EventDraft();
    private final List<Event> events = new ArrayList<>();
    private final int most;

    SampleSink(int most) {
        this.most = most;
    }

    List<Event> events() {
        return events;
    }

    @Override
    public EventDraft draft() {
        return draft.clear();
    }

    @Override
    public void accept() {
        if (events.size() < most) {
            events.add(draft.toEvent(new EventId(0, events.size())));
        }
    }

    @Override
    public void reject(IssueCode code, String detail, long offset, long length, long line) {
        // A sample shows what can be read; the import counts what cannot.
    }

    @Override
    public void report(IssueCode code, String detail, long offset, long line) {
        // As above.
    }

    @Override
    public boolean cancelled() {
        return events.size() >= most;
    }
}
