package dev.faultline.importers.runtime;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.runtime.TextBlocks.TextLine;
import dev.faultline.model.Frame;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.StackTrace;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Go's panics and dumps of goroutines: at a crash, at SIGQUIT, and from {@code /debug/pprof/goroutine} with {@code debug=2}
 * or, identical stacks counted together, {@code debug=1}. An event a goroutine; the first after a panic is the one that
 * panicked. Specified by the run-time's {@code traceback.go}.
 *
 * <p>Traps: a frame is two lines; arguments are numbers; newer ones say in which goroutine a goroutine was created, and put
 * addresses between its number and its state; registers follow at the end; no time. Samples: {@code snapshots/go}.
 */
public final class GoDump implements Importer {
    private static final Pattern GOROUTINE =
            Pattern.compile("goroutine (\\d{1,19})(?: [a-z0-9=x ]{1,200})? \\[([^\\]]{1,200})\\]:");
    private static final Pattern GROUP = Pattern.compile("(\\d{1,9}) @(?: 0x[0-9a-f]{1,16}){1,200}");
    private static final Pattern PLACE =
            Pattern.compile("\\s+(\\S.{0,500}?):(\\d{1,9})(?: \\+0x[0-9a-f]{1,16})?(?: fp=.{0,200})?");
    private static final Pattern GROUP_FRAME = Pattern.compile(
            "#\\s+0x[0-9a-f]{1,16}\\s+(\\S{1,500}?)(?:\\+0x[0-9a-f]{1,16})?\\s+(\\S.{0,500}):(\\d{1,9})");
    private static final Pattern HEADLINE =
            Pattern.compile("(panic|fatal error|SIG[A-Z0-9]{2,8}|unexpected fault address)[: ].*");
    private static final Pattern CREATED = Pattern.compile("created by (\\S{1,500})(?: in goroutine (\\d{1,19}))?");
    private static final int LONGEST = 4000;

    @Override
    public String format() {
        return "go-dump";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary()) {
            return 0;
        }
        String text = head.text();
        boolean stacks = text.contains("\ngoroutine ") || text.startsWith("goroutine ");
        boolean places = text.contains(".go:") || text.contains(".s:");
        if (!stacks || !places || !text.contains("]:\n") && !text.startsWith("goroutine profile:")) {
            return text.startsWith("goroutine profile: total ") ? 0.95 : 0;
        }
        boolean begins = HEADLINE.matcher(first(text)).matches() || text.startsWith("goroutine ");
        return begins ? 0.93 : 0.4;
    }

    private static String first(String text) {
        int end = text.indexOf('\n');
        return text.substring(0, Math.min(LONGEST, end < 0 ? text.length() : end))
                .stripTrailing();
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        TextBlocks.read(input, sink, new Cutter());
    }

    /** What is said before the first goroutine belongs to it. */
    private static final class Cutter implements TextBlocks.Cutter {
        private boolean headed;

        @Override
        public boolean starts(String text) {
            String line = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
            if (HEADLINE.matcher(line).matches()) {
                boolean starts = !headed;
                headed = true;
                return starts;
            }
            boolean goroutine =
                    GOROUTINE.matcher(line).matches() || GROUP.matcher(line).matches();
            boolean starts = goroutine && !headed;
            headed &= !goroutine;
            return starts;
        }

        @Override
        public void take(List<TextLine> block, EventSink sink) {
            Stack stack = new Stack();
            block.forEach(line ->
                    stack.line(line.text().length() > LONGEST ? line.text().substring(0, LONGEST) : line.text()));
            if (stack.isEmpty()) {
                if (!block.getFirst().text().startsWith("goroutine profile: ")) {
                    TextBlocks.plain(block, sink);
                }
                return;
            }
            stack.give(TextBlocks.draft(block, sink));
            sink.accept();
        }
    }

    /** One goroutine, or one stack that several have. */
    private static final class Stack {
        private final List<String> said = new ArrayList<>();
        private final List<String> registers = new ArrayList<>();
        private final List<Frame> frames = new ArrayList<>();
        private @Nullable String id;
        private @Nullable String state;
        private @Nullable String count;
        private @Nullable String function;
        private @Nullable String creator;
        private @Nullable String parent;

        boolean isEmpty() {
            return id == null && count == null && said.isEmpty();
        }

        void line(String line) {
            Matcher goroutine = GOROUTINE.matcher(line);
            Matcher group = GROUP.matcher(line);
            Matcher created = CREATED.matcher(line);
            if (goroutine.matches()) {
                id = goroutine.group(1);
                state = goroutine.group(2);
            } else if (group.matches()) {
                count = group.group(1);
            } else if (id == null && count == null) {
                if (!said.isEmpty() && !line.isBlank() || HEADLINE.matcher(line).matches()) {
                    said.add(line);
                }
            } else if (created.matches()) {
                creator = created.group(1);
                parent = created.group(2);
                function = creator;
            } else {
                frame(line);
            }
        }

        private void frame(String line) {
            Matcher place = PLACE.matcher(line);
            Matcher grouped = GROUP_FRAME.matcher(line);
            if (grouped.matches()) {
                add(grouped.group(1), grouped.group(2), grouped.group(3));
            } else if (function != null && place.matches()) {
                add(function, place.group(1), place.group(2));
                function = null;
            } else if (line.endsWith(")") && !line.startsWith(" ") && line.indexOf('(') > 0) {
                function = line.substring(0, line.lastIndexOf('('));
            } else if (!line.isBlank() && registers.size() < 100) {
                registers.add(line.strip());
            }
        }

        private void add(String name, String file, String line) {
            boolean inApp = !name.startsWith("runtime.")
                    && !file.contains("/src/runtime/")
                    && !file.contains("/pkg/mod/")
                    && !file.contains("/go/src/")
                    && !file.matches(".{0,200}/go-[0-9.]{1,10}/src/.{0,300}");
            frames.add(new Frame(name, file, Integer.parseInt(line), null, inApp));
        }

        void give(EventDraft draft) {
            String headline = said.isEmpty() ? null : said.getFirst();
            boolean died = headline != null && !headline.startsWith("SIGQUIT");
            int colon = headline == null ? -1 : headline.indexOf(": ");
            String type = colon < 0 || headline == null ? "" : headline.substring(0, colon);
            String what = colon < 0 || headline == null ? headline : headline.substring(colon + 2);
            String own = count != null ? count + " goroutines" : "goroutine " + id + " [" + state + "]";
            draft.kind(died ? Kind.LOG : Kind.PROFILE)
                    .severity(died ? Severity.FATAL : Severity.INFO)
                    .name(died ? type : "goroutine")
                    .thread(id == null ? null : "goroutine " + id)
                    .message(
                            headline == null
                                    ? own + where()
                                    : died ? String.join("\n", said) : own + where() + ": " + headline)
                    .exception(new StackTrace(died ? type : "", died ? what : null, frames, null, null))
                    .attribute("thread.id", id)
                    .attribute("thread.state", state)
                    .attribute("thread.count", count)
                    .attribute("go.created_by", creator)
                    .attribute("go.created_in", parent)
                    .attribute("go.rest", registers.isEmpty() ? null : String.join("\n", registers));
        }

        private String where() {
            return frames.stream()
                    .filter(Frame::inApp)
                    .findFirst()
                    .or(() -> frames.stream().findFirst())
                    .map(frame -> " in " + frame)
                    .orElse("");
        }
    }
}
