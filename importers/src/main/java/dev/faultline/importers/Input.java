package dev.faultline.importers;

import dev.faultline.store.EventSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * The bytes of one source, to be read once from the first to the last, by one of {@link #lines}, {@link #stream} or
 * {@link #file}.
 */
public interface Input {
    /** How it begins. */
    Head head();

    /** What may be assumed of it. */
    SourceContext context();

    /** Its text line by line. Trouble with single bytes is reported to the sink. */
    Lines lines(EventSink sink) throws IOException;

    /** Its text (decoded to UTF-8, no byte order mark) or its bytes, for formats that are one document. */
    InputStream stream() throws IOException;

    /** Where the original byte is that the decoded byte at this position of {@link #stream} came from. */
    long originalOffset(long decoded);

    /** Its original bytes as a file, for formats that must be read at random; a folder for a git repository. */
    Path file() throws IOException;
}
