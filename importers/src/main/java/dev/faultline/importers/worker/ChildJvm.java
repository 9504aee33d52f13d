package dev.faultline.importers.worker;

import dev.faultline.model.IssueCode;
import dev.faultline.store.EventSink;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A child of this program's own run-time that reads one file: its heap and its time are bounded by the file's size, it gets
 * no environment, and when it overruns it is killed. However it ends, that is one problem of one source.
 */
final class ChildJvm {
    private static final long SECONDS = 8;
    private static final long BYTES_A_SECOND = 1 << 20;
    private static final long MOST_SECONDS = 3600;
    private static final int HEAP_MEGABYTES = 128;
    private static final int MOST_HEAP_MEGABYTES = 1024;

    private ChildJvm() {}

    /** Reads the file as this format into the sink. */
    static void read(String format, Path file, EventSink sink) throws IOException {
        Path java = java();
        if (!Files.isExecutable(java)) {
            sink.report(
                    IssueCode.UNREADABLE, "binary files need the java command, and there is none at " + java, -1, 0);
            return;
        }
        long bytes = Files.size(file);
        long seconds = Math.min(MOST_SECONDS, SECONDS + bytes / BYTES_A_SECOND);
        Path own = Files.createTempDirectory("faultline-");
        Process child = start(java, format, file, own, seconds);
        Watch watch = new Watch(child, seconds, sink);
        Thread watcher =
                Thread.ofPlatform().daemon().name("watch over " + format).start(watch);
        long received = 0;
        try (DataInputStream wire = new DataInputStream(new BufferedInputStream(child.getInputStream(), 1 << 16))) {
            WorkerInput records = new WorkerInput(wire);
            while (records.next(sink) && !sink.cancelled()) {
                received++;
            }
        } catch (IOException died) {
            if (!sink.cancelled()) {
                sink.reject(
                        watch.overran ? IssueCode.UNREADABLE : IssueCode.BAD_RECORD,
                        watch.sentence(format, died, received),
                        0,
                        0,
                        0);
            }
        } finally {
            child.destroyForcibly();
            watcher.interrupt();
            clear(child, own);
        }
    }

    /** What the child wrote for itself goes with it. */
    private static void clear(Process child, Path own) throws IOException {
        try {
            child.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(own)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(own);
    }

    private static Process start(Path java, String format, Path file, Path own, long seconds) throws IOException {
        long heap = Math.min(MOST_HEAP_MEGABYTES, HEAP_MEGABYTES + Files.size(file) / (8L << 20));
        ProcessBuilder builder = new ProcessBuilder(List.of(
                java.toString(),
                "-Xmx" + heap + "m",
                "-Xss2m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-XX:MaxMetaspaceSize=96m",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + nowhere(),
                "-Xshare:auto",
                "-Djdk.serialFilter=!*",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + own,
                "-cp",
                System.getProperty("java.class.path", ""),
                WorkerMain.class.getName(),
                format,
                file.toAbsolutePath().toString(),
                Long.toString(seconds + 5)));
        String root = System.getenv("SystemRoot");
        builder.environment().clear();
        if (root != null) {
            builder.environment().put("SystemRoot", root);
        }
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.redirectInput(ProcessBuilder.Redirect.from(nowhere().toFile()));
        return builder.start();
    }

    private static Path nowhere() {
        return Path.of(System.getProperty("os.name", "").startsWith("Windows") ? "NUL" : "/dev/null");
    }

    private static Path java() {
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        return Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
    }

    /** Kills the child at its time limit, and when nobody wants its records any more. */
    private static final class Watch implements Runnable {
        private final Process child;
        private final long seconds;
        private final EventSink sink;
        private volatile boolean overran;

        Watch(Process child, long seconds, EventSink sink) {
            this.child = child;
            this.seconds = seconds;
            this.sink = sink;
        }

        @Override
        public void run() {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            try {
                while (!child.waitFor(200, TimeUnit.MILLISECONDS)) {
                    overran = System.nanoTime() - end > 0;
                    if (overran || sink.cancelled()) {
                        child.destroyForcibly();
                        return;
                    }
                }
            } catch (InterruptedException over) {
                child.destroyForcibly();
            }
        }

        String sentence(String format, IOException died, long received) {
            String how = overran
                    ? "took longer than " + seconds + " s and was stopped"
                    : "ended before its time (" + died.getMessage() + ")";
            return "reading as " + format + " " + how + " after " + received + " records; what came before is kept";
        }
    }
}
