package dev.faultline.export;

import dev.faultline.model.Event;
import java.io.IOException;

/** Writes events one after the other into one format. */
interface EventWriter {
    /** One more; {@code path} is that of its source, as it may be shown. */
    void write(Event event, String path) throws IOException;

    /** No more come. */
    void end() throws IOException;
}
