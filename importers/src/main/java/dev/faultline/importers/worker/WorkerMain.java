package dev.faultline.importers.worker;

import dev.faultline.model.IssueCode;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** What runs in the child: reads one file and writes records to its standard output. */
public final class WorkerMain {
    private WorkerMain() {}

    /** Reads one format of a foreign file; whatever it throws becomes an issue. */
    interface Reader {
        void read(Path file, WorkerOutput out) throws Exception;
    }

    /** Takes the format, the file, and after how many seconds to end whatever happens. */
    public static void main(String[] arguments) throws IOException {
        endAfter(Long.parseLong(arguments[2]));
        DataOutputStream wire =
                new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
        // Whatever a library prints must not stand between the records.
        System.setOut(System.err);
        run(arguments[0], Path.of(arguments[1]), new WorkerOutput(wire));
    }

    /** The parent kills this process in time; where the parent itself was killed, nobody else would. */
    private static void endAfter(long seconds) {
        Thread.ofPlatform().daemon().name("end").start(() -> {
            try {
                Thread.sleep(Duration.ofSeconds(seconds));
            } catch (InterruptedException never) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(3);
        });
    }

    // A reader of hostile bytes may throw anything, errors too; all of it is said and ends this one reading.
    @SuppressWarnings("CatchAndPrintStackTrace")
    private static void run(String format, Path file, WorkerOutput out) throws IOException {
        try {
            reader(format).read(file, out);
        } catch (OutOfMemoryError full) {
            out.issue(IssueCode.BOMB_MEMORY, true, "reading it takes more memory than it may", 0);
        } catch (Exception | StackOverflowError | LinkageError | InternalError | AssertionError stumbled) {
            out.issue(IssueCode.BAD_RECORD, true, "reading stopped at something unreadable: " + words(stumbled), 0);
        }
        out.end();
    }

    private static Reader reader(String format) {
        return switch (format) {
            case "jfr" -> new JfrReader();
            case "hprof" -> new HprofReader();
            case "pprof" -> new PprofReader();
            case "evtx" -> new EvtxReader();
            default -> throw new IllegalArgumentException("no reader for " + format);
        };
    }

    /** What a library found wrong, in its words where they are made for people. */
    static String words(Throwable stumbled) {
        String said = stumbled.getMessage();
        return stumbled instanceof IOException && said != null ? said : "its bytes contradict each other";
    }
}
