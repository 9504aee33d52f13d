package dev.faultline.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What the program says about itself, in files that take each other's place: never more than five of a megabyte. */
public final class ProgramLog implements AutoCloseable {
    private static final int FILES = 5;
    private static final int BYTES = 1 << 20;
    private static final int DEEPEST = 20;
    private static final Logger ROOT = Logger.getLogger("");

    private final Handler handler;

    private ProgramLog(Handler handler) {
        this.handler = handler;
    }

    /** From now to the end everything that is logged also goes there, and what no one caught. A log that cannot be is none. */
    public static void start(Path folder) {
        try {
            in(folder, BYTES);
            Thread.setDefaultUncaughtExceptionHandler(
                    (thread, failure) -> ROOT.log(Level.SEVERE, "nobody caught it in " + thread.getName(), failure));
        } catch (IOException notWritable) {
            ROOT.log(Level.INFO, "no log of the program", notWritable);
        }
    }

    static ProgramLog in(Path folder, int bytes) throws IOException {
        Files.createDirectories(folder);
        FileHandler handler =
                new FileHandler(current(folder).toString().replace("0.log", "%g.log"), bytes, FILES, true);
        handler.setEncoding("UTF-8");
        handler.setFormatter(new Lines());
        ROOT.addHandler(handler);
        return new ProgramLog(handler);
    }

    /** The newest of the files. */
    public static Path current(Path folder) {
        return folder.resolve("faultline-0.log");
    }

    @Override
    public void close() {
        ROOT.removeHandler(handler);
        handler.close();
    }

    /** Time, level, who, what; then the exception as Java writes it, but each message on one line. */
    private static final class Lines extends Formatter {
        @Override
        public String format(LogRecord record) {
            StringBuilder text = new StringBuilder()
                    .append(record.getInstant().truncatedTo(ChronoUnit.MILLIS))
                    .append(' ')
                    .append(record.getLevel().getName())
                    .append(' ')
                    .append(record.getLoggerName())
                    .append(' ')
                    .append(line(formatMessage(record)))
                    .append('\n');
            Throwable thrown = record.getThrown();
            for (int depth = 0; thrown != null && depth < DEEPEST; depth++) {
                text.append(depth == 0 ? "" : "Caused by: ")
                        .append(thrown.getClass().getName())
                        .append(": ")
                        .append(line(thrown.getMessage()))
                        .append('\n');
                for (StackTraceElement frame : thrown.getStackTrace()) {
                    text.append("\tat ").append(frame).append('\n');
                }
                thrown = thrown.getCause();
            }
            return text.toString();
        }

        /** What somebody said is one line, so that it cannot pass for anything else. */
        private static String line(@Nullable String said) {
            return String.valueOf(said).replaceAll("\\R", " ⏎ ");
        }
    }
}
