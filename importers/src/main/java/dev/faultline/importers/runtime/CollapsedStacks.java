package dev.faultline.importers.runtime;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.Line;
import dev.faultline.importers.Lines;
import dev.faultline.model.Frame;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.StackTrace;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Stacks with how often they were seen, one a line, as flame graphs are drawn from: {@code a;b;c 12}. Written by
 * async-profiler, Brendan Gregg's {@code stackcollapse} scripts, py-spy, rbspy. An event a stack.
 *
 * <p>Traps: the outermost call stands first; names contain blanks, so the number is what follows the last one; what was
 * counted (samples, bytes, nanoseconds) is not said; async-profiler marks the kind of a frame behind it, {@code _[j]};
 * no time. Sample: {@code snapshots/profiles/async-profiler-sample1.collapsed}.
 */
public final class CollapsedStacks implements Importer {
    private static final int LINES = 100;
    /** A request's status or duration may well end a line, and its agent have semicolons. */
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:");

    private static final int MOST_FRAMES = 2_000;

    @Override
    public String format() {
        return "collapsed-stacks";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary()) {
            return 0;
        }
        int lines = 0;
        int deep = 0;
        for (String line : (Iterable<String>) head.text().lines().limit(LINES)::iterator) {
            boolean last = !head.complete() && lines > 20 && line.indexOf(' ') < 0;
            if (count(line) < 0 && !last && !line.isBlank()
                    || DATE.matcher(line).lookingAt()) {
                return 0;
            }
            lines++;
            deep += line.indexOf(';') > 0 && line.charAt(line.indexOf(';') + 1) != ' ' ? 1 : 0;
        }
        boolean named =
                head.fileName().endsWith(".collapsed") || head.fileName().endsWith(".folded");
        return deep == 0 ? 0 : deep * 10 >= lines * 7 || named ? named ? 0.95 : 0.85 : 0;
    }

    /** The number behind the last blank; -1 where there is none. */
    private static long count(String line) {
        int blank = line.stripTrailing().lastIndexOf(' ');
        String digits = blank <= 0 ? "" : line.substring(blank + 1).strip();
        boolean number =
                !digits.isEmpty() && digits.length() <= 18 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.parseLong(digits) : -1;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        Lines lines = input.lines(sink);
        while (lines.next() && !sink.cancelled()) {
            Line line = lines.line();
            String text = new String(line.buffer, line.from, line.to - line.from, StandardCharsets.UTF_8);
            long count = count(text);
            if (count < 0) {
                if (!text.isBlank()) {
                    sink.reject(
                            IssueCode.NOT_A_RECORD, "no stack with a number", line.offset, line.length, line.number);
                }
                continue;
            }
            String stack = text.stripTrailing();
            List<Frame> frames =
                    frames(stack.substring(0, stack.lastIndexOf(' ')).strip());
            Frame top = frames.getFirst();
            EventDraft draft = sink.draft()
                    .record(line.offset, line.length, line.number)
                    .kind(Kind.PROFILE)
                    .severity(Severity.INFO)
                    .name("stack")
                    .message(count + " × " + top.function())
                    .exception(new StackTrace("", null, frames, null, null));
            draft.attribute("profile.value", count).attribute("code.function.name", top.function());
            sink.accept();
        }
    }

    private static List<Frame> frames(String stack) {
        List<Frame> frames = new ArrayList<>();
        String[] calls = stack.split(";", -1);
        for (int i = calls.length - 1; i >= 0 && frames.size() < MOST_FRAMES; i--) {
            String call = calls[i];
            boolean marked = call.length() > 4 && call.endsWith("]") && call.startsWith("_[", call.length() - 4);
            String name = marked ? call.substring(0, call.length() - 4) : call;
            frames.add(new Frame(name, null, 0, null, JavaFrames.inApp(name.replace('/', '.'))));
        }
        return frames;
    }
}
