package dev.faultline.importers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What has a path and is no file: devices, sockets, pipes, and the answers of a kernel, which may never end. */
final class SpecialFile {
    private static final int TYPE = 0170000;
    private static final int PIPE = 0010000;
    private static final int SOCKET = 0140000;
    private static final Set<String> KERNEL = Set.of(
            "proc",
            "sysfs",
            "debugfs",
            "tracefs",
            "securityfs",
            "cgroup",
            "cgroup2",
            "pstore",
            "bpf",
            "configfs",
            "devfs");
    private static final long HUGE = 1L << 40;
    private static final int PATIENCE_SECONDS = 10;

    private SpecialFile() {}

    static boolean isPipe(Path path) {
        return type(path) == PIPE;
    }

    /** In words; null of an ordinary file. */
    static @Nullable String what(Path path) {
        if (!Files.isRegularFile(path)) {
            return switch (type(path)) {
                case 0 -> "neither a file nor a folder";
                case PIPE -> "a pipe; named on its own it is read";
                case SOCKET -> "a socket, neither a file nor a folder";
                default -> "a device, neither a file nor a folder";
            };
        }
        try {
            long size = Files.size(path);
            // A kernel does not know how long its answers are.
            boolean odd = size == 0 || size >= HUGE;
            String system = odd ? Files.getFileStore(path).type().toLowerCase(Locale.ROOT) : "";
            return KERNEL.contains(system)
                    ? "an answer of the kernel (" + system + "), no file; a copy of it can be imported"
                    : null;
        } catch (IOException unknown) {
            return null;
        }
    }

    /** The bits of the mode that say what it is; 0 where nobody says. */
    private static int type(Path path) {
        try {
            return Files.getAttribute(path, "unix:mode") instanceof Integer mode ? mode & TYPE : 0;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException none) {
            return 0;
        }
    }

    /** Opens a pipe; null where nobody opens it at its other end, for which the system would wait forever. */
    static @Nullable InputStream open(Path pipe) throws IOException {
        CompletableFuture<InputStream> opened = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("opening a pipe").start(() -> {
            try {
                InputStream in = Files.newInputStream(pipe);
                if (!opened.complete(in)) {
                    in.close();
                }
            } catch (IOException failure) {
                opened.completeExceptionally(failure);
            }
        });
        try {
            return opened.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException nobody) {
            return opened.complete(InputStream.nullInputStream()) ? null : opened.join();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof IOException broken ? broken : new IOException(failure.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
