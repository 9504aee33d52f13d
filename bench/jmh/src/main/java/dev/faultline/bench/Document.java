package dev.faultline.bench;

import dev.faultline.importers.Head;
import dev.faultline.importers.Input;
import dev.faultline.importers.Lines;
import dev.faultline.importers.SourceContext;
import dev.faultline.store.EventSink;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;

/** A document in memory as a source. */
record Document(byte[] bytes) implements Input {
    private static final int HEAD = 64 << 10;
    private static final long MODIFIED = 1_741_132_800_000_000_000L;

    static Document of(String text) {
        return new Document(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Head head() {
        return new Head("x", Arrays.copyOf(bytes, Math.min(bytes.length, HEAD)), bytes.length <= HEAD, false);
    }

    @Override
    public SourceContext context() {
        return new SourceContext("x", null, ZoneOffset.UTC, MODIFIED);
    }

    @Override
    public Lines lines(EventSink sink) {
        return new Lines(stream(), position -> position, sink);
    }

    @Override
    public InputStream stream() {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public long originalOffset(long decoded) {
        return decoded;
    }

    @Override
    public Path file() {
        throw new UnsupportedOperationException();
    }
}
