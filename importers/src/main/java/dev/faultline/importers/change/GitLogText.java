package dev.faultline.importers.change;

import dev.faultline.importers.Head;
import dev.faultline.importers.Input;
import dev.faultline.importers.Limits;
import dev.faultline.importers.Line;
import dev.faultline.importers.Lines;
import dev.faultline.importers.NamelessService;
import dev.faultline.importers.tree.Json;
import dev.faultline.model.IssueCode;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What {@code git log} prints: as people read it, also with {@code --numstat}, {@code --name-status}, {@code --stat} and
 * {@code --format=fuller}; and in the machine form {@code
 * %H%x1f%P%x1f%an%x1f%ae%x1f%aI%x1f%cn%x1f%ce%x1f%cI%x1f%D%x1f%B%x1e}. Specified by git-log(1), "Pretty formats".
 *
 * <p>Traps: the date that git log prints is the author's, which a rebase leaves far behind; {@code -} counts a binary
 * file; renames are written {@code {a => b}}; a message is indented, or ends only at the record's sign; without dates
 * commits stand where they are. Samples: {@code changes/git/jaeger-log300.txt}, {@code changes/git/jaeger-numstat60.txt}.
 */
public final class GitLogText implements NamelessService {
    private static final Pattern MACHINE =
            Pattern.compile("[0-9a-f]{40}(?:[0-9a-f]{24})?\u001f[0-9a-f ]{0,2000}\u001f");
    private static final Pattern HUMAN = Pattern.compile("commit [0-9a-f]{7,64}(?: \\(.{1,2000}\\))?\\s*");

    @Override
    public String format() {
        return "git-log";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary()) {
            return 0;
        }
        String text = head.text();
        if (MACHINE.matcher(text).lookingAt()) {
            return 0.98;
        }
        int end = text.indexOf('\n');
        return end > 0 && end < 3000 && HUMAN.matcher(text.substring(0, end)).matches() ? 0.96 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        boolean machine = input.head().text().indexOf('\u001f') >= 0
                && MACHINE.matcher(input.head().text()).lookingAt();
        Lines lines = input.lines(sink);
        Gathered record = new Gathered(machine, sink);
        while (lines.next() && !sink.cancelled()) {
            record.line(lines.line());
        }
        record.flush();
    }

    /** Gathers the lines of a commit. */
    private static final class Gathered {
        private static final byte END = 0x1e;

        private final boolean machine;
        private final EventSink sink;
        private final StringBuilder text = new StringBuilder();
        private long offset;
        private long end;
        private long number;
        private boolean tooLong;

        Gathered(boolean machine, EventSink sink) {
            this.machine = machine;
            this.sink = sink;
        }

        void line(Line line) {
            int to = line.to;
            boolean ends = machine && to > line.from && line.buffer[to - 1] == END;
            String content =
                    new String(line.buffer, line.from, to - line.from - (ends ? 1 : 0), StandardCharsets.UTF_8);
            boolean begins = !machine
                    && content.startsWith("commit ")
                    && HUMAN.matcher(content).matches();
            if (begins) {
                flush();
            }
            if (text.isEmpty() && content.isBlank()) {
                return;
            }
            if (text.isEmpty()) {
                offset = line.offset;
                number = line.number;
            }
            tooLong |= text.length() + content.length() > Limits.RECORD;
            if (!tooLong) {
                text.append(content).append('\n');
            }
            end = line.offset + line.length;
            if (ends) {
                flush();
            }
        }

        void flush() {
            if (text.isEmpty()) {
                return;
            }
            Json.Span place = new Json.Span(offset, end - offset, number);
            if (tooLong) {
                sink.report(IssueCode.LINE_TOO_LONG, "the commit is longer than is read", offset, number);
            }
            boolean good = machine
                    ? GitLogCommit.machine(text.toString(), place, sink)
                    : GitLogCommit.human(text.toString(), place, sink);
            if (!good) {
                sink.reject(IssueCode.NOT_A_RECORD, "no commit of git log", offset, end - offset, number);
            }
            text.setLength(0);
            tooLong = false;
        }
    }
}
