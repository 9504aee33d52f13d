package dev.faultline.importers;

import dev.faultline.model.IssueCode;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;

/** Tells the listener now and then how far the reading came. */
final class ProgressSink implements EventSink {
    private static final int EVERY = 8192;

    private final GuardingSink behind;
    private final ImportListener listener;
    private final Item item;
    private final SourceInput input;

    ProgressSink(GuardingSink behind, ImportListener listener, Item item, SourceInput input) {
        this.behind = behind;
        this.listener = listener;
        this.item = item;
        this.input = input;
    }

    @Override
    public EventDraft draft() {
        return behind.draft();
    }

    @Override
    public void accept() {
        behind.accept();
        if (behind.events() % EVERY == 0) {
            listener.progressed(item.path(), input.bytesRead(), item.bytes(), behind.events());
        }
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
