package dev.faultline.host;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the program says about itself, in files that take each other's place: never more than five of a megabyte. */
public final class ProgramLog implements AutoCloseable {
    private static final int FILES = 5;
    private static final int BYTES = 1 << 20;
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

    /** Time, level, who, what; then the exception as Java writes it. */
    private static final class Lines extends Formatter {
        @Override
        public String format(LogRecord record) {
            StringWriter text = new StringWriter();
            text.append(record.getInstant().truncatedTo(ChronoUnit.MILLIS).toString())
                    .append(' ')
                    .append(record.getLevel().getName())
                    .append(' ')
                    .append(String.valueOf(record.getLoggerName()))
                    .append(' ')
                    .append(formatMessage(record))
                    .append('\n');
            if (record.getThrown() != null) {
                record.getThrown().printStackTrace(new PrintWriter(text));
            }
            return text.toString();
        }
    }
}
