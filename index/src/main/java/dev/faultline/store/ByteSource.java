package dev.faultline.store;

import java.io.IOException;
import java.io.InputStream;

/** Bytes that can be read from their beginning more than once, such as a file or a member of an archive. */
@FunctionalInterface
public interface ByteSource {
    /** A new stream at the first byte; the caller closes it. */
    InputStream open() throws IOException;
}
