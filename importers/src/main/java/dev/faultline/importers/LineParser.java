package dev.faultline.importers;

import dev.faultline.store.EventSink;

/** Takes the lines of one stream in their order and turns them into events. Holds what it needs of a record in hand. */
public interface LineParser {
    /** The next line; its bytes are only valid during the call. */
    void line(Line line, EventSink sink);

    /** No more lines: whatever is in hand becomes an event now. */
    void end(EventSink sink);
}
