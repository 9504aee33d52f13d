package dev.faultline.importers.runtime;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.runtime.TextBlocks.TextLine;
import dev.faultline.model.Frame;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.Snapshot;
import dev.faultline.model.StackTrace;
import dev.faultline.model.Variable;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What HotSpot writes when it dies, {@code hs_err_pid.log}: one snapshot, with the stack of the thread that crashed, its
 * registers as variables and the sections as attributes. Specified by the JDK's troubleshooting guide.
 *
 * <p>Traps: the time has the name of a zone, in old files on another line or nowhere; the reason can be a signal, an internal
 * error or want of memory; native and Java frames are two lists that overlap; the environment is in the file and stays out of
 * the attributes. Samples: {@code snapshots/java/hs_err_pid6813.log}, {@code hs_err-jdk8-zip-getentry.log}.
 */
public final class HsErr implements Importer {
    private static final String FATAL = "# A fatal error has been detected by the Java Runtime Environment";
    private static final String MEMORY = "# There is insufficient memory for the Java Runtime Environment";
    private static final Pattern SECTION = Pattern.compile("([A-Za-z][A-Za-z0-9 /_-]{1,60})(?: \\(.{1,80}\\))?:\\s*");
    private static final Pattern THREAD =
            Pattern.compile("Current thread \\([^)]{1,40}\\): {1,4}(\\w{1,40})(?: \"([^\"]{0,200})\")?.*");
    private static final Pattern REGISTER = Pattern.compile("([A-Za-z][A-Za-z0-9]{0,5}) ?= ?(0x[0-9a-fA-F]{1,16})");
    private static final int MOST_FRAMES = 2_000;
    private static final int LONGEST_SECTION = 8_000;

    @Override
    public String format() {
        return "hs-err";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary()) {
            return 0;
        }
        String text = head.text();
        int at = Math.max(text.indexOf(FATAL), text.indexOf(MEMORY));
        return at < 0
                ? 0
                : text.contains("T H R E A D") || text.contains("S U M M A R Y") ? at < 2000 ? 0.98 : 0.6 : 0.3;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        ZoneId zone = input.context().zone();
        TextBlocks.read(input, sink, new TextBlocks.Cutter() {
            @Override
            public boolean starts(String line) {
                return line.startsWith(FATAL) || line.startsWith(MEMORY);
            }

            @Override
            public void take(List<TextLine> block, EventSink target) {
                if (starts(block.getFirst().text())) {
                    new Crash(zone).give(block, target);
                } else if (block.size() > 1 || !block.getFirst().text().strip().equals("#")) {
                    TextBlocks.plain(block, target);
                }
            }
        });
    }

    /** One file of one crash. */
    private static final class Crash {
        private final ZoneId zone;
        private final List<String> reason = new ArrayList<>();
        private final List<Frame> nativeFrames = new ArrayList<>();
        private final List<Frame> javaFrames = new ArrayList<>();
        private final List<Variable> registers = new ArrayList<>();
        private final Map<String, StringBuilder> sections = new LinkedHashMap<>();
        private String section = "";
        private @Nullable String time;
        private @Nullable String zoneName;
        private @Nullable String thread;
        private boolean environment;

        Crash(ZoneId zone) {
            this.zone = zone;
        }

        void give(List<TextLine> block, EventSink sink) {
            block.forEach(line -> line(line.text()));
            EventDraft draft = TextBlocks.draft(block, sink).kind(Kind.SNAPSHOT).severity(Severity.FATAL);
            TextLine first = block.getFirst();
            if (time == null || !ClockText.set(draft, time, zoneName, zone)) {
                sink.report(IssueCode.TIME_MISSING, "the crash has no readable time", first.offset(), first.number());
            }
            String cause = reason.isEmpty() ? block.getFirst().text().substring(2) : reason.getFirst();
            int colon = cause.indexOf(" (");
            String type = colon > 0 && cause.startsWith("SIG")
                    ? cause.substring(0, colon)
                    : cause.startsWith("EXCEPTION_") && colon > 0 ? cause.substring(0, colon) : "JVM crash";
            List<Frame> frames = new ArrayList<>(nativeFrames);
            if (frames.stream().noneMatch(frame -> frame.module() == null)) {
                frames.addAll(javaFrames);
            }
            String where = frames.isEmpty() ? "" : " in " + frames.getFirst().function();
            draft.name("crash")
                    .thread(thread)
                    .message(cause + where)
                    .exception(new StackTrace(type, cause, frames, null, null));
            List<Snapshot.FrameVariables> shown = new ArrayList<>();
            for (Frame frame : frames) {
                shown.add(new Snapshot.FrameVariables(frame, shown.isEmpty() ? registers : List.of(), List.of()));
            }
            draft.detail(new Snapshot(shown, "crash"));
            sections.forEach((name, text) ->
                    draft.attribute("hs_err." + name, text.toString().strip()));
            sink.accept();
            if (environment) {
                String detail =
                        "the crash file holds environment variables; they are not searched, but stand in the bytes";
                sink.report(IssueCode.SECRETS, detail, first.offset(), first.number());
            }
        }

        private void line(String line) {
            Matcher title = SECTION.matcher(line);
            if (line.startsWith("#")) {
                header(line.substring(1).strip());
            } else if (line.startsWith("---------------")) {
                section = "";
            } else if (line.startsWith("Native frames:") || line.startsWith("Java frames:")) {
                section = line.startsWith("N") ? "native" : "java";
            } else if (clock(line)) {
                section = "";
            } else if (title.matches() && !line.startsWith(" ")) {
                section = key(title.group(1));
                environment |= section.equals("environment_variables");
            } else if (section.equals("native") || section.equals("java")) {
                frame(line);
            } else if (section.equals("registers") && line.contains("=")) {
                register(line);
            } else {
                detail(line);
            }
        }

        private void header(String text) {
            boolean own = text.startsWith("SIG")
                    || text.startsWith("Internal Error")
                    || text.startsWith("EXCEPTION_")
                    || text.startsWith("Native memory allocation")
                    || text.startsWith("Out of Memory Error");
            if (own && reason.isEmpty()) {
                reason.add(text);
            } else if (text.startsWith("fatal error: ") || text.startsWith("Error: ") || text.startsWith("assert(")) {
                reason.add(text);
            } else if (text.startsWith("JRE version: ")) {
                add("jre", text.substring(13));
            } else if (text.startsWith("Java VM: ")) {
                add("vm", text.substring(9));
            }
        }

        private boolean clock(String line) {
            if (line.startsWith("Time: ") || line.startsWith("time: ")) {
                String text = line.substring(6);
                int elapsed = text.indexOf(" elapsed time:");
                String clock = elapsed < 0 ? text : text.substring(0, elapsed);
                String[] words = clock.strip().split(" +", 6);
                zoneName = words.length > 5 ? words[5] : zoneName;
                time = clock;
                add("elapsed", elapsed < 0 ? "" : text.substring(elapsed + 14));
                return true;
            }
            if (line.startsWith("timezone: ")) {
                zoneName = line.substring(10).strip();
                return true;
            }
            return false;
        }

        private void detail(String line) {
            Matcher current = THREAD.matcher(line);
            int colon = line.indexOf(": ");
            if (current.matches()) {
                thread = current.group(2) == null ? current.group(1) : current.group(2);
            } else if (section.isEmpty() && colon > 0 && colon < 40 && line.charAt(0) != ' ') {
                add(key(line.substring(0, colon)), line.substring(colon + 2));
            } else if (!section.isEmpty() && !section.equals("environment_variables") && !line.isBlank()) {
                add(section, line);
            }
        }

        private void add(String name, String text) {
            StringBuilder all = sections.computeIfAbsent(name, missing -> new StringBuilder());
            if (all.length() + text.length() < LONGEST_SECTION && !text.isBlank()) {
                all.append(text).append('\n');
            }
            if (all.isEmpty()) {
                sections.remove(name);
            }
        }

        private static String key(String name) {
            return name.toLowerCase(java.util.Locale.ROOT).strip().replace(' ', '_');
        }

        private void register(String line) {
            for (Matcher found = REGISTER.matcher(line); found.find() && registers.size() < 200; ) {
                registers.add(Variable.of(found.group(1), "register", found.group(2)));
            }
        }

        private void frame(String line) {
            if (line.isBlank()) {
                section = "";
                return;
            }
            List<Frame> frames = section.equals("native") ? nativeFrames : javaFrames;
            if (line.length() > 2 && line.length() < 4000 && frames.size() < MOST_FRAMES && line.charAt(1) == ' ') {
                frames.add(NativeFrame.parse(line));
            }
        }
    }
}
