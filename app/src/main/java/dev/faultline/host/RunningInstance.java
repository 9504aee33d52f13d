package dev.faultline.host;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One window for one user on one screen: the first start listens on a Unix domain socket in a folder of the user alone, a
 * later one gives it its files and ends. A lock that the system takes back from a dead process says who is first, so a
 * socket left behind disturbs nobody. Whatever goes wrong, the program starts, alone.
 */
public final class RunningInstance implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RunningInstance.class.getName());
    private static final int TAKEN = 1;
    private static final int MOST_AT_ONCE = 16;
    private static final int TRIES = 20;
    private static final long BETWEEN_TRIES_MILLIS = 100;
    private static final long PATIENCE_MILLIS = 5_000;

    private final FileChannel lock;
    private final ServerSocketChannel server;
    private final Path socket;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    private RunningInstance(FileChannel lock, ServerSocketChannel server, Path socket) {
        this.lock = lock;
        this.server = server;
        this.socket = socket;
    }

    /** What this start is. */
    public sealed interface Start {
        /** The first: files of later ones will come. */
        record First(RunningInstance instance) implements Start {}

        /** A later one: the first has the files. */
        record HandedOver() implements Start {}

        /** Nothing can be shared here. */
        record Alone() implements Start {}
    }

    /** {@code receiver} gets the files of later starts, on a thread of its own; no files ask for the window alone. */
    public static Start start(Path folder, String screen, List<Path> paths, Consumer<List<Path>> receiver) {
        try {
            PrivateFolder.at(folder);
            Path socket = folder.resolve("window-" + screen + ".socket");
            FileChannel lock = lock(folder.resolve("window-" + screen + ".lock"));
            if (lock == null) {
                return handOver(socket, paths) ? new Start.HandedOver() : new Start.Alone();
            }
            return listen(lock, socket, receiver);
        } catch (IOException | UnsupportedOperationException notHere) {
            LOG.log(System.Logger.Level.INFO, "no single instance here", notHere);
            return new Start.Alone();
        }
    }

    private static @Nullable FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException mine) {
            LOG.log(System.Logger.Level.DEBUG, "this process has it", mine);
        }
        channel.close();
        return null;
    }

    private static Start listen(FileChannel lock, Path socket, Consumer<List<Path>> receiver) throws IOException {
        try {
            Files.deleteIfExists(socket);
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            RunningInstance instance = new RunningInstance(lock, server, socket);
            Thread.ofPlatform().daemon().name("second-starts").start(() -> instance.serve(receiver));
            return new Start.First(instance);
        } catch (IOException | UnsupportedOperationException noSocket) {
            lock.close();
            throw noSocket;
        }
    }

    private void serve(Consumer<List<Path>> receiver) {
        while (server.isOpen()) {
            try {
                places.acquire();
                SocketChannel client = server.accept();
                Thread.ofVirtual().start(() -> answer(client, receiver));
            } catch (IOException closed) {
                return;
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void answer(SocketChannel client, Consumer<List<Path>> receiver) {
        CountDownLatch done = closeUnlessDone(client);
        try (client) {
            List<Path> paths = OpenMessage.read(new BufferedInputStream(Channels.newInputStream(client)));
            receiver.accept(paths);
            Channels.newOutputStream(client).write(TAKEN);
        } catch (IOException garbled) {
            LOG.log(System.Logger.Level.WARNING, "a second start could not be understood", garbled);
        } finally {
            done.countDown();
            places.release();
        }
    }

    private static boolean handOver(Path socket, List<Path> paths) {
        for (int i = 0; i < TRIES; i++) {
            try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                return gives(channel, paths);
            } catch (IOException notYet) {
                // The first has its lock a moment before its socket.
                LOG.log(System.Logger.Level.DEBUG, "not listening yet", notYet);
                if (!pause()) {
                    return false;
                }
            }
        }
        return false;
    }

    private static boolean gives(SocketChannel channel, List<Path> paths) {
        CountDownLatch done = closeUnlessDone(channel);
        try {
            OpenMessage.write(new BufferedOutputStream(Channels.newOutputStream(channel)), paths);
            return Channels.newInputStream(channel).read() == TAKEN;
        } catch (IOException hangs) {
            LOG.log(System.Logger.Level.INFO, "the running window does not answer", hangs);
            return false;
        } finally {
            done.countDown();
        }
    }

    /** Such sockets know no timeouts, and neither side may wait for ever for a process that was stopped. */
    private static CountDownLatch closeUnlessDone(SocketChannel channel) {
        CountDownLatch done = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> {
            try {
                if (!done.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                    channel.close();
                }
            } catch (IOException | InterruptedException over) {
                LOG.log(System.Logger.Level.DEBUG, "closing", over);
            }
        });
        return done;
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES_MILLIS);
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        try (lock;
                server) {
            Files.deleteIfExists(socket);
        } catch (IOException leftBehind) {
            LOG.log(System.Logger.Level.DEBUG, "the next start takes the place of this socket", leftBehind);
        }
    }
}
