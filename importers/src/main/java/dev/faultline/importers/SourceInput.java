package dev.faultline.importers;

import dev.faultline.model.IssueCode;
import dev.faultline.store.EventSink;
import dev.faultline.store.SourceWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The one reading of a source: its original bytes pass into the case as evidence while an importer reads them. */
final class SourceInput implements Input, AutoCloseable {
    private static final int CHUNK = 256 << 10;
    /** Who asks for so much gets it without another copy. */
    private static final int LARGE = CHUNK / 2;

    private final Item item;
    private final Head head;
    private final SourceContext context;
    private final Decoding decoding;
    private final Evidence evidence;
    private @Nullable Transcoder transcoder;
    private @Nullable Path spooled;

    SourceInput(
            Item item,
            Head head,
            SourceContext context,
            Decoding decoding,
            InputStream raw,
            @Nullable SourceWriter writer) {
        this.item = item;
        this.head = head;
        this.context = context;
        this.decoding = decoding;
        this.evidence = new Evidence(raw, writer);
    }

    /** Reads in large pieces, hands each to the case before anybody sees it. */
    private static final class Evidence extends InputStream {
        private final InputStream raw;
        private final @Nullable SourceWriter writer;
        private final byte[] buffer = new byte[CHUNK];
        private int position;
        private int limit;
        private long total;

        Evidence(InputStream raw, @Nullable SourceWriter writer) {
            this.raw = raw;
            this.writer = writer;
        }

        private boolean fill() throws IOException {
            if (position < limit) {
                return true;
            }
            int read = take(buffer, 0, buffer.length);
            position = 0;
            limit = Math.max(0, read);
            return read >= 0;
        }

        private int take(byte[] target, int offset, int length) throws IOException {
            int read = raw.read(target, offset, length);
            if (read >= 0) {
                total += read;
                if (writer != null) {
                    writer.evidence(target, offset, offset + read);
                }
            }
            return read;
        }

        @Override
        public int read() throws IOException {
            return fill() ? buffer[position++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (position == limit && length >= LARGE) {
                return take(target, offset, length);
            }
            if (!fill()) {
                return -1;
            }
            int part = Math.min(length, limit - position);
            System.arraycopy(buffer, position, target, offset, part);
            position += part;
            return part;
        }

        /** Parsers close what they read; the rest must still reach the case. */
        @Override
        public void close() {
            // The input closes the raw stream when it is done itself.
        }
    }

    /** Original bytes read so far. */
    long bytesRead() {
        return evidence.total;
    }

    /** Whatever the importer left goes into the evidence as well. */
    void drain() throws IOException {
        byte[] rest = new byte[CHUNK];
        int read = evidence.read(rest, 0, rest.length);
        while (read >= 0) {
            read = evidence.read(rest, 0, rest.length);
        }
    }

    @Override
    public Head head() {
        return head;
    }

    @Override
    public SourceContext context() {
        return context;
    }

    @Override
    public Lines lines(EventSink sink) throws IOException {
        return new Lines(stream(), this::originalOffset, sink);
    }

    @Override
    public InputStream stream() throws IOException {
        InputStream text = text();
        return decoding.oldLineEnds() ? new OldLineEnds(text) : text;
    }

    private InputStream text() throws IOException {
        decoding.skipMark(evidence);
        if (decoding.isPlain()) {
            return evidence;
        }
        transcoder = new Transcoder(evidence, decoding);
        return transcoder;
    }

    @Override
    public long originalOffset(long decoded) {
        Transcoder through = transcoder;
        return through == null ? decoded + decoding.mark() : through.original(decoded);
    }

    @Override
    public Path file() throws IOException {
        if (item.file() != null) {
            drain();
            return item.file();
        }
        Path copy = Files.createTempFile("faultline-", ".source");
        spooled = copy;
        try (var out = Files.newOutputStream(copy)) {
            evidence.transferTo(out);
        }
        return copy;
    }

    /** Says what the intake saw. */
    void remark(EventSink sink) {
        for (Item.Remark remark : item.remarks()) {
            sink.report(remark.code(), remark.detail(), -1, 0);
        }
        if (head.bytes().length == 0 && head.complete()) {
            sink.report(IssueCode.EMPTY, "the file is empty", 0, 0);
        }
    }

    /** Says what was seen while it was read. */
    void remarkAfter(EventSink sink) {
        Transcoder through = transcoder;
        if (through != null && through.broken() > 0 && decoding.unit() > 1) {
            sink.report(
                    IssueCode.BAD_UTF16,
                    through.broken() + " pieces are no " + decoding.charset().substring(0, 6) + ", the first at byte "
                            + through.firstBroken() + "; shown as \uFFFD",
                    through.firstBroken(),
                    0);
        }
    }

    @Override
    public void close() throws IOException {
        evidence.raw.close();
        Path copy = spooled;
        if (copy != null) {
            Files.deleteIfExists(copy);
        }
    }
}
