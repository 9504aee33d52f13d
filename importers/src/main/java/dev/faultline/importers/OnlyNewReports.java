package dev.faultline.importers;

import dev.faultline.model.IssueCode;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;

/** What is said of the whole source, or of what came before, was said then. */
final class OnlyNewReports implements EventSink {
    private final EventSink behind;
    private final long from;

    OnlyNewReports(EventSink behind, long from) {
        this.behind = behind;
        this.from = from;
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
        if (offset >= from) {
            behind.report(code, detail, offset, line);
        }
    }

    @Override
    public boolean cancelled() {
        return behind.cancelled();
    }
}
