package dev.faultline.importers;

import dev.faultline.model.IssueCode;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;

/** Gives everything on; what one wants to do otherwise stands in its own class. */
abstract class ForwardingSink implements EventSink {
    private final EventSink behind;

    ForwardingSink(EventSink behind) {
        this.behind = behind;
    }

    @Override
    public EventDraft draft() {
        return behind.draft();
    }

    @Override
    public void accept() {
        behind.accept();
    }

    @Override
    public void reject(IssueCode code, String detail, long offset, long length, long line) {
        behind.reject(code, detail, offset, length, line);
    }

    @Override
    public void report(IssueCode code, String detail, long offset, long line) {
        behind.report(code, detail, offset, line);
    }

    @Override
    public boolean cancelled() {
        return behind.cancelled();
    }
}
