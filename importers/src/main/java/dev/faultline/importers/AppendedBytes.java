package dev.faultline.importers;

import dev.faultline.store.SourceWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;

/** The last records once more, and what was appended; only that becomes evidence. */
final class AppendedBytes extends InputStream {
    private static final int CHUNK = 256 << 10;

    private final FileChannel channel;
    private final long held;
    private final long end;
    private final SourceWriter writer;
    private final MessageDigest digest;
    private long at;

    AppendedBytes(FileChannel channel, long from, long held, long end, SourceWriter writer, MessageDigest digest) {
        this.channel = channel;
        this.held = held;
        this.end = end;
        this.writer = writer;
        this.digest = digest;
        this.at = from;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (at >= end) {
            return -1;
        }
        ByteBuffer into = ByteBuffer.wrap(buffer, offset, (int) Math.min(length, end - at));
        int got = channel.read(into, at);
        if (got > 0) {
            int old = Math.clamp(held - at, 0, got);
            writer.evidence(buffer, offset + old, offset + got);
            digest.update(buffer, offset + old, got - old);
            at += got;
        }
        return got;
    }

    /** Whatever the parser left goes into the evidence as well. */
    void drain() throws IOException {
        byte[] rest = new byte[CHUNK];
        int got = read(rest, 0, CHUNK);
        while (got >= 0) {
            got = read(rest, 0, CHUNK);
        }
        if (at < end) {
            throw new IOException("the file became shorter while it was read");
        }
    }
}
