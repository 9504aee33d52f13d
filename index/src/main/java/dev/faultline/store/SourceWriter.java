package dev.faultline.store;

import dev.faultline.model.Source;
import java.io.IOException;

/**
 * Takes one source into a case: its original bytes in order, and the events found in them. What it got is durable
 * after each commit, about every two seconds; everything since the last one is lost with a crash and comes again when
 * the same source is imported again. After a {@link Recognition.Partial} or {@link Recognition.Grown} the importer
 * reads from the first byte as ever, and what the case already holds is passed over here.
 *
 * <p>Failures to write surface as {@link java.io.UncheckedIOException} from the methods of {@link EventSink} and end
 * the import of the whole case.
 */
public interface SourceWriter extends EventSink, AutoCloseable {
    /** The source's id in the case. */
    int source();

    /**
     * The next original bytes; copied before the call returns. May run ahead of the events by any distance but never
     * behind them. May be called by another thread than the methods of {@link EventSink}.
     */
    void evidence(byte[] buffer, int from, int to) throws IOException;

    /** The source was read to its end: commits the rest and returns its final state. */
    Source finish() throws IOException;

    /** The user stopped it: commits what is complete so far and returns its state. */
    Source cancel() throws IOException;

    /** Without {@link #finish} or {@link #cancel} before it: lets go and leaves the source partial. */
    @Override
    void close() throws IOException;
}
