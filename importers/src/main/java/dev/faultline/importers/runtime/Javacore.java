package dev.faultline.importers.runtime;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.Line;
import dev.faultline.importers.Lines;
import dev.faultline.model.Frame;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.Timestamps;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dumps of Eclipse OpenJ9 and IBM's Java, {@code javacore.txt}: why it was written, and the threads. Specified by OpenJ9's
 * documentation, "Java dump".
 *
 * <p>Traps: every line begins with a tag that says what it is; the time is local, and UTC on another line in newer ones; class
 * names have slashes; {@code (Compiled Code)} stands within a frame's place; environment variables ({@code 2CIENVVAR}) are
 * not read. No sample; shapes from the documentation.
 */
public final class Javacore implements Importer {
    private static final Pattern THREAD = Pattern.compile(
            "3XMTHREADINFO\\s+\"([^\"]{0,300})\" J9VMThread:(0x[0-9A-Fa-f]{1,16}).{0,300}?state:([A-Z]{1,3}).*");
    private static final Pattern BLOCKED =
            Pattern.compile("3XMTHREADBLOCK\\s+(?:Blocked|Waiting|Parked) on: (\\S{1,400}).*");
    private static final Pattern ENTERED = Pattern.compile("5XESTACKTRACE\\s+\\(entered lock: ([^,]{1,400}),.*");
    private static final Pattern DATE =
            Pattern.compile("1TIDATETIME(?:UTC)?\\s+Date:\\s+(\\S{8,10}) at (\\S{8}):(\\d{3}).*");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss");
    private static final int LONGEST = 4000;

    @Override
    public String format() {
        return "javacore";
    }

    @Override
    public double recognises(Head head) {
        String text = head.binary() ? "" : head.text();
        return text.startsWith("0SECTION") && text.contains("TITLE subcomponent")
                ? 0.98
                : text.contains("\n1TISIGINFO") ? 0.8 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        Dump dump = new Dump(input.context().zone(), sink);
        Lines lines = input.lines(sink);
        while (lines.next() && !sink.cancelled()) {
            dump.line(lines.line());
        }
        dump.end();
    }

    private static final class Dump {
        private final ZoneId zone;
        private final EventSink sink;
        private final List<DumpedThread> threads = new ArrayList<>();
        private long time;
        private TimeQuality quality = TimeQuality.NONE;
        private @Nullable String reason;
        private long reasonAt;
        private int reasonLength;
        private long reasonLine;
        private long end;
        private String name = "";
        private String id = "";
        private String state = "";
        private @Nullable String waiting;
        private List<Frame> frames = new ArrayList<>();
        private List<String> owned = new ArrayList<>();
        private long at = -1;
        private long number;
        private boolean secrets;

        Dump(ZoneId zone, EventSink sink) {
            this.zone = zone;
            this.sink = sink;
        }

        void line(Line line) {
            String text =
                    new String(line.buffer, line.from, Math.min(LONGEST, line.to - line.from), StandardCharsets.UTF_8);
            if (text.startsWith("1TIDATETIME")) {
                date(text);
            } else if (text.startsWith("1TISIGINFO")) {
                reason = text.substring(10).strip();
                reasonAt = line.offset;
                reasonLength = line.length;
                reasonLine = line.number;
            } else if (text.startsWith("3XMTHREADINFO ")) {
                thread(text, line);
            } else if (text.startsWith("2CIENVVAR")) {
                secrets = true;
            } else if (at >= 0) {
                inside(text);
            }
            end = line.offset + line.length;
        }

        private void date(String text) {
            Matcher date = DATE.matcher(text);
            boolean utc = text.startsWith("1TIDATETIMEUTC");
            if (!date.matches() || quality == TimeQuality.EXACT) {
                return;
            }
            try {
                LocalDateTime local = LocalDateTime.parse(date.group(1) + " " + date.group(2), TIME)
                        .plusNanos(Long.parseLong(date.group(3)) * 1_000_000);
                Optional<Long> nanos = Timestamps.toNanos(
                        local.atZone(utc ? ZoneOffset.UTC : zone).toInstant());
                nanos.ifPresent(found -> time = found);
                quality = nanos.isEmpty() ? TimeQuality.NONE : utc ? TimeQuality.EXACT : TimeQuality.ZONE_ASSUMED;
            } catch (DateTimeParseException noTime) {
                quality = TimeQuality.NONE;
            }
        }

        private void thread(String text, Line line) {
            Matcher thread = THREAD.matcher(text);
            if (thread.matches()) {
                finish(line.offset);
                name = thread.group(1);
                id = thread.group(2);
                state = state(thread.group(3));
                at = line.offset;
                number = line.number;
            }
        }

        private static String state(String letters) {
            return switch (letters) {
                case "R" -> "RUNNABLE";
                case "CW" -> "WAITING";
                case "B" -> "BLOCKED";
                case "P" -> "WAITING";
                case "S" -> "SUSPENDED";
                case "Z" -> "TERMINATED";
                default -> letters;
            };
        }

        private void inside(String text) {
            Matcher blocked = BLOCKED.matcher(text);
            Matcher entered = ENTERED.matcher(text);
            if (text.startsWith("4XESTACKTRACE")) {
                frames.add(frame(text.substring(13).strip()));
            } else if (blocked.matches()) {
                waiting = blocked.group(1);
            } else if (entered.matches()) {
                owned.add(entered.group(1));
            }
        }

        private static Frame frame(String text) {
            String plain = text.replace("(Compiled Code)", "").replace("(Inlined)", "");
            int open = plain.indexOf('(');
            String call = open < 0 ? plain : plain.substring(0, open);
            String place = open < 0 ? "" : plain.substring(open);
            return JavaFrames.parse(call.replace('/', '.') + place);
        }

        private void finish(long behind) {
            if (at >= 0) {
                int length = (int) Math.min(Integer.MAX_VALUE, behind - at);
                threads.add(new DumpedThread(name, id, state, frames, owned, waiting, at, length, number));
            }
            at = -1;
            waiting = null;
            frames = new ArrayList<>();
            owned = new ArrayList<>();
        }

        void end() {
            finish(end);
            String why = reason;
            if (why != null) {
                boolean crash = why.contains("\"gpf\"") || why.contains("\"abort\"");
                boolean thrown = why.contains("\"systhrow\"") || why.contains("\"uncaught\"");
                sink.draft()
                        .record(reasonAt, reasonLength, reasonLine)
                        .time(time, quality)
                        .severity(crash ? Severity.FATAL : thrown ? Severity.ERROR : Severity.INFO)
                        .name("dump")
                        .message(why);
                sink.accept();
            }
            if (!threads.isEmpty()) {
                DumpedThread.give(threads, time, quality, 0, (int) Math.min(Integer.MAX_VALUE, end), 1, sink);
            }
            if (secrets) {
                sink.report(IssueCode.SECRETS, "the dump holds environment variables; they are not searched", 0, 1);
            }
        }
    }
}
