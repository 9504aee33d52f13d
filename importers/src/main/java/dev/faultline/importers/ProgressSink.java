package dev.faultline.importers;

/** Tells the listener now and then how far the reading came. */
final class ProgressSink extends ForwardingSink {
    private static final int EVERY = 8192;

    private final GuardingSink behind;
    private final ImportListener listener;
    private final Item item;
    private final SourceInput input;

    ProgressSink(GuardingSink behind, ImportListener listener, Item item, SourceInput input) {
        super(behind);
        this.behind = behind;
        this.listener = listener;
        this.item = item;
        this.input = input;
    }

    @Override
    public void accept() {
        super.accept();
        if (behind.events() % EVERY == 0) {
            listener.progressed(item.path(), input.bytesRead(), item.bytes(), behind.events());
        }
    }
}
