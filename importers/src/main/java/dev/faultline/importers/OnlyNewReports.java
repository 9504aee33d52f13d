package dev.faultline.importers;

import dev.faultline.model.IssueCode;
import dev.faultline.store.EventSink;

/** What is said of the whole source, or of what came before, was said then. */
final class OnlyNewReports extends ForwardingSink {
    private final long from;

    OnlyNewReports(EventSink behind, long from) {
        super(behind);
        this.from = from;
    }

    @Override
    public void report(IssueCode code, String detail, long offset, long line) {
        if (offset >= from) {
            super.report(code, detail, offset, line);
        }
    }
}
