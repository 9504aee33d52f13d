package dev.faultline.importers;

import dev.faultline.store.ByteSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;

/** A stream that can be read once, kept so that it can be read again: in memory, or in a private file while it lasts. */
final class Spool implements ByteSource, AutoCloseable {
    private final byte[] memory;
    private final @Nullable Path file;
    private final long length;

    private Spool(byte[] memory, @Nullable Path file, long length) {
        this.memory = memory;
        this.file = file;
        this.length = length;
    }

    /** Reads to the end; where that fails, keeps what came before and says so. */
    static Spool of(InputStream in, int inMemory, List<Item.Remark> remarks) throws IOException {
        ByteArrayOutputStream memory = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        @Nullable Path file = null;
        @Nullable OutputStream out = null;
        long length = 0;
        try {
            while (true) {
                int read = read(in, buffer, length, remarks);
                if (read < 0) {
                    break;
                }
                length += read;
                if (out == null && length > inMemory) {
                    file = Files.createTempFile("faultline-", ".member");
                    out = Files.newOutputStream(file);
                    memory.writeTo(out);
                    memory.reset();
                }
                (out == null ? memory : out).write(buffer, 0, read);
            }
        } catch (IOException | RuntimeException failure) {
            if (file != null) {
                Files.deleteIfExists(file);
            }
            throw failure;
        } finally {
            if (out != null) {
                out.close();
            }
        }
        return new Spool(memory.toByteArray(), file, length);
    }

    private static int read(InputStream in, byte[] buffer, long at, List<Item.Remark> remarks) throws IOException {
        try {
            return in.read(buffer);
        } catch (LimitException bomb) {
            remarks.add(new Item.Remark(bomb.code(), String.valueOf(bomb.getMessage())));
            return -1;
        } catch (IOException damaged) {
            Failure failure = Failure.of(damaged);
            remarks.add(new Item.Remark(failure.code(), "cut off or damaged at byte " + at + ": " + failure.words()));
            return -1;
        }
    }

    long length() {
        return length;
    }

    /** Where it lies; null while it is in memory. */
    @Nullable
    Path file() {
        return file;
    }

    /** Its bytes, to be read at random. */
    SeekableByteChannel channel() throws IOException {
        return file == null ? new SeekableInMemoryByteChannel(memory) : Files.newByteChannel(file);
    }

    @Override
    public InputStream open() throws IOException {
        return file == null ? new ByteArrayInputStream(memory) : Files.newInputStream(file);
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
