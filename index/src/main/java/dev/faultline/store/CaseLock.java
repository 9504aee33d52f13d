package dev.faultline.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * The right to write a case. The operating system lets go of it when the process ends, however it ends; the text in the
 * file only tells a person who holds it.
 */
final class CaseLock implements AutoCloseable {
    /** The lock is on a byte far behind the text, so that the text can be read while somebody holds it. */
    private static final long LOCKED_BYTE = 1L << 30;

    private final FileChannel channel;

    private CaseLock(FileChannel channel) {
        this.channel = channel;
    }

    static CaseLock acquire(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            if (lock == null) {
                throw inUse(file);
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(holder().getBytes(StandardCharsets.UTF_8)));
            return new CaseLock(channel);
        } catch (OverlappingFileLockException thisProcess) {
            channel.close();
            throw inUse(file);
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    private static CaseInUseException inUse(Path file) throws IOException {
        String holder = Files.exists(file) ? Files.readString(file).strip() : "";
        return new CaseInUseException(file.getParent() + " is in use by "
                + (holder.isEmpty() ? "another process" : holder) + ". It can still be opened for reading.");
    }

    private static String holder() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            host = "this machine";
        }
        return "process " + ProcessHandle.current().pid() + " on " + host + " since " + Instant.now();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
