package dev.faultline.importers;

import dev.faultline.store.EventSink;
import java.io.IOException;

/** Knows one format: tells it from others by its head, and reads it into events. Stateless. */
public interface Importer {
    /** The format's name, lower case, stable: part of cases, of {@code --format}, of the documents. */
    String format();

    /**
     * How sure this is the format, from 0 (it is not) to 1 (nothing else looks like this). Below 0.5 means "possible".
     * Must be quick and never throw, whatever the bytes.
     */
    double recognises(Head head);

    /**
     * Reads the whole source into the sink, in order. A record that cannot be read is rejected there and reading goes
     * on; only trouble with the input itself is an exception. The same bytes give the same calls, always.
     */
    void read(Input input, EventSink sink) throws IOException;
}
