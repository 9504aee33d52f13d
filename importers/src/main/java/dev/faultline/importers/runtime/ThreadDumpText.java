package dev.faultline.importers.runtime;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.Line;
import dev.faultline.importers.Lines;
import dev.faultline.model.Frame;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.Timestamps;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Java thread dumps as text: {@code jstack}, {@code jcmd PID Thread.print}, {@code kill -QUIT} in standard output, and what
 * JConsole, VisualVM and other users of the management beans write under the same headline; one or several in a file.
 *
 * <p>Traps: the first line is local time without a zone; {@code jcmd} writes the process before it; virtual threads are
 * missing; {@code jstack -l} has blank lines within a thread; PowerShell saves it as UTF-16 without a mark. Samples: {@code
 * snapshots/java/orders.jstack.txt}, {@code payment.sigquit-stdout.txt}.
 */
public final class ThreadDumpText implements Importer {
    private static final Pattern THREAD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.){0,500})\"(?: #(\\d+))?.*");
    private static final Pattern STATE = Pattern.compile("\\s+java\\.lang\\.Thread\\.State: ([A-Z_]+).*");
    /** How the management beans' threads say it: {@code "name" id=12 in BLOCKED on lock=…}, {@code "name" Id=12 RUNNABLE}. */
    private static final Pattern BEAN = Pattern.compile(
            ".*\" (?:.*[ \\[])?[Ii]d=(\\d+)\\]?(?: in)? (NEW|RUNNABLE|BLOCKED|WAITING|TIMED_WAITING|TERMINATED)\\b.*");

    private static final Pattern VISUAL = Pattern.compile(".*\" - Thread t@(\\d+)");
    private static final Pattern LOCK =
            Pattern.compile("\\s+-\\s+(locked|waiting to lock|waiting on|blocked on|parking to wait for)"
                    + "\\s+(?:<((?:0x)?[0-9a-f]+)>|([\\w.$\\[;]{1,200}@[0-9a-f]+)).*");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int LONGEST_LINE = 2000;

    @Override
    public String format() {
        return "thread-dump";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary()) {
            return 0;
        }
        int at = head.text().indexOf("Full thread dump ");
        return at < 0 ? 0 : at < 400 ? 0.95 : 0.45;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        Dump dump = new Dump(input, sink);
        Lines lines = input.lines(sink);
        while (lines.next() && !sink.cancelled()) {
            dump.line(lines.line());
        }
        dump.end();
    }

    /** The dump in hand. */
    private static final class Dump {
        private final Input input;
        private final EventSink sink;
        private final List<DumpedThread> threads = new ArrayList<>();
        private boolean open;
        private long time;
        private TimeQuality quality = TimeQuality.NONE;
        private long lineTime;
        private TimeQuality lineQuality = TimeQuality.NONE;
        private long offset;
        private long number;
        private long end;
        private @Nullable String name;
        private String id = "";
        private String state = "";
        private @Nullable String waiting;
        private List<Frame> frames = new ArrayList<>();
        private List<String> owned = new ArrayList<>();
        private long threadOffset;
        private long threadLine;

        Dump(Input input, EventSink sink) {
            this.input = input;
            this.sink = sink;
        }

        void line(Line line) {
            int length = Math.min(LONGEST_LINE, line.to - line.from);
            String text = new String(line.buffer, line.from, length, StandardCharsets.UTF_8);
            if (text.length() >= 19 && time(text)) {
                return;
            }
            if (text.startsWith("Full thread dump ")) {
                end();
                open = true;
                time = lineTime;
                quality = lineQuality;
                offset = line.offset;
                number = line.number;
            } else if (open) {
                inside(text, line);
            }
            if (open) {
                end = line.offset + line.length;
            }
        }

        private boolean time(String text) {
            try {
                LocalDateTime local = LocalDateTime.parse(text.substring(0, 19), TIME);
                lineTime = Timestamps.toNanos(
                                local.atZone(input.context().zone()).toInstant())
                        .orElse(0L);
                lineQuality = TimeQuality.ZONE_ASSUMED;
                return text.length() == 19;
            } catch (DateTimeParseException noTime) {
                return false;
            }
        }

        private void inside(String text, Line line) {
            Matcher thread = THREAD.matcher(text);
            Matcher bean = BEAN.matcher(text);
            Matcher visual = VISUAL.matcher(text);
            if (text.startsWith("Found one Java-level deadlock") || text.startsWith("JNI global ref")) {
                finishThread(line.offset);
            } else if (thread.matches() && (text.contains("tid=") || text.contains("nid="))) {
                finishThread(line.offset);
                name = thread.group(1);
                id = thread.group(2) == null ? "" : thread.group(2);
                threadOffset = line.offset;
                threadLine = line.number;
            } else if (thread.matches() && (bean.matches() || visual.matches())) {
                finishThread(line.offset);
                name = thread.group(1);
                id = bean.hasMatch() ? bean.group(1) : visual.group(1);
                state = bean.hasMatch() ? bean.group(2) : "";
                threadOffset = line.offset;
                threadLine = line.number;
            } else if (name != null) {
                detail(text);
            }
        }

        private void detail(String text) {
            Matcher stateLine = STATE.matcher(text);
            Matcher lock = LOCK.matcher(text);
            if (stateLine.matches()) {
                state = stateLine.group(1);
            } else if (text.stripLeading().startsWith("at ")) {
                frames.add(JavaFrames.parse(text));
            } else if (lock.matches()) {
                String monitor = lock.group(2) == null ? lock.group(3) : lock.group(2);
                if (lock.group(1).equals("locked")) {
                    owned.add(monitor);
                } else {
                    waiting = monitor;
                }
            }
        }

        private void finishThread(long behind) {
            String finished = name;
            if (finished != null) {
                // A monitor that a thread waits on was given up; it is not what it owns.
                if (waiting != null && state.startsWith("WAITING") || state.startsWith("TIMED")) {
                    owned.remove(waiting);
                }
                int length = (int) Math.min(Integer.MAX_VALUE, behind - threadOffset);
                threads.add(new DumpedThread(
                        finished, id, state, frames, owned, waiting, threadOffset, length, threadLine));
            }
            name = null;
            state = "";
            waiting = null;
            frames = new ArrayList<>();
            owned = new ArrayList<>();
        }

        void end() {
            if (!open) {
                return;
            }
            finishThread(end);
            int length = (int) Math.min(Integer.MAX_VALUE, end - offset);
            DumpedThread.give(threads, time, quality, offset, length, number, sink);
            threads.clear();
            open = false;
        }
    }
}
