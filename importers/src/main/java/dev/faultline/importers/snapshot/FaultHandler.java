package dev.faultline.importers.snapshot;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.runtime.TextBlocks;
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

/**
 * What Python's {@code faulthandler} writes at a crash, a time-out or on demand: a stack for every thread. Specified by the
 * module's documentation.
 *
 * <p>Traps: the innermost call stands first, the other way round than in a traceback; no comma before {@code in}; no
 * exception, no time; the reason stands on a line before the threads. Sample: {@code snapshots/python/faulthandler.txt}.
 */
public final class FaultHandler implements Importer {
    private static final Pattern THREAD =
            Pattern.compile("(Current thread|Thread|Stack) ?(0x[0-9a-f]{1,16})?.{0,80}\\(most recent call first\\):");
    private static final Pattern FRAME = Pattern.compile(" {2}File \"([^\"]{1,500})\", line (\\d{1,9}) in (.{1,300})");
    private static final String FATAL = "Fatal Python error: ";

    @Override
    public String format() {
        return "python-faulthandler";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary()) {
            return 0;
        }
        String text = head.text();
        int at = text.indexOf(" (most recent call first):");
        boolean begins = text.startsWith(FATAL) || text.startsWith("Thread 0x") || text.startsWith("Current thread 0x");
        return at < 0 || !text.contains("  File \"") ? 0 : begins || at < 400 ? 0.93 : 0.4;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        TextBlocks.read(input, sink, new TextBlocks.Cutter() {
            private String fatal = "";

            @Override
            public boolean starts(String line) {
                return line.startsWith(FATAL) || THREAD.matcher(line).matches();
            }

            @Override
            public void take(List<TextLine> block, EventSink target) {
                String first = block.getFirst().text();
                if (first.startsWith(FATAL)) {
                    fatal = first.substring(FATAL.length());
                    TextBlocks.draft(List.of(block.getFirst()), target)
                            .severity(Severity.FATAL)
                            .name("crash")
                            .message(first);
                    target.accept();
                    TextBlocks.plain(block.subList(1, block.size()), target);
                } else {
                    thread(block, fatal, target);
                }
            }
        });
    }

    private static void thread(List<TextLine> block, String fatal, EventSink sink) {
        Matcher thread = THREAD.matcher(block.getFirst().text());
        if (!thread.matches()) {
            TextBlocks.plain(block, sink);
            return;
        }
        List<Frame> frames = new ArrayList<>();
        int end = 1;
        Matcher frame = FRAME.matcher("");
        while (end < block.size() && frame.reset(block.get(end).text()).matches()) {
            String file = frame.group(1);
            boolean inApp = !file.contains("-packages") && !file.contains("/lib/python");
            frames.add(new Frame(frame.group(3), file, Integer.parseInt(frame.group(2)), null, inApp));
            end++;
        }
        boolean current = thread.group(1).equals("Current thread");
        boolean crashed = current && !fatal.isEmpty();
        String id = thread.group(2) == null ? thread.group(1) : thread.group(2);
        EventDraft draft = TextBlocks.draft(block.subList(0, end), sink)
                .kind(Kind.PROFILE)
                .name("thread")
                .thread(id)
                .severity(crashed ? Severity.FATAL : Severity.INFO)
                .exception(new StackTrace(crashed ? FATAL.strip() : "", crashed ? fatal : null, frames, null, null))
                .message((current ? "current thread " : "thread ")
                        + id
                        + (frames.isEmpty() ? "" : " in " + frames.getFirst()));
        draft.attribute("thread.id", id);
        sink.accept();
        TextBlocks.plain(block.subList(end, block.size()), sink);
    }
}
