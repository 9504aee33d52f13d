package dev.faultline.bench;

import dev.faultline.model.IssueCode;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;

/** Takes events and keeps their number only, so that what is measured is the reading. */
final class Nowhere implements EventSink {
    private final EventDraft draft = new EventDraft();
    private long events;

    long events() {
        return events;
    }

    @Override
    public EventDraft draft() {
        return draft.clear();
    }

    @Override
    public void accept() {
        events++;
    }

    @Override
    public void reject(IssueCode code, String detail, long offset, long length, long line) {
        throw new IllegalStateException(detail);
    }

    @Override
    public void report(IssueCode code, String detail, long offset, long line) {
        throw new IllegalStateException(detail);
    }

    @Override
    public boolean cancelled() {
        return false;
    }
}
