package dev.faultline.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Files that are read again and again, of which only so many stay open. For many threads. */
final class OpenFiles implements AutoCloseable {
    private static final int MOST = 64;
    /** Others may open so many files meanwhile that a channel is closed before it is read. */
    private static final int TRIES = 8;

    private final Map<Path, FileChannel> channels = new LinkedHashMap<>(MOST * 2, 0.75f, true);
    private boolean closed;

    /** Reads up to {@code length} bytes; how many there were. */
    int read(Path file, long offset, byte[] into, int length) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return read(channel(file), offset, ByteBuffer.wrap(into, 0, length));
            } catch (ClosedChannelException evicted) {
                if (attempt == TRIES) {
                    throw evicted;
                }
            }
        }
    }

    private static int read(FileChannel channel, long offset, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position()) < 0) {
                break;
            }
        }
        return buffer.position();
    }

    private FileChannel channel(Path file) throws IOException {
        synchronized (channels) {
            if (closed) {
                throw new IOException("the case is closed");
            }
            @Nullable FileChannel known = channels.get(file);
            if (known != null && known.isOpen()) {
                return known;
            }
            if (channels.size() >= MOST) {
                Path eldest = channels.keySet().iterator().next();
                FileChannel closing = channels.remove(eldest);
                if (closing != null) {
                    closing.close();
                }
            }
            FileChannel opened = FileChannel.open(file, StandardOpenOption.READ);
            channels.put(file, opened);
            return opened;
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (channels) {
            closed = true;
            for (FileChannel channel : channels.values()) {
                channel.close();
            }
            channels.clear();
        }
    }
}
