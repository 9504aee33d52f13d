package dev.faultline.importers.snapshot;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.runtime.TextBlocks;
import dev.faultline.importers.runtime.TextBlocks.TextLine;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Python's tracebacks as the interpreter and the {@code traceback} module print them: plain, chained, groups of exceptions,
 * and with {@code capture_locals=True} the variables of every frame. Specified by the documentation of {@code traceback}.
 *
 * <p>Traps: the cause stands first, and a sentence says that what follows came of it; lines of {@code ^} and {@code ~} mark
 * the place in the source line; a value of several lines is not indented; a group has margins of {@code |} and rules of
 * {@code +---}, and every exception in it becomes an event of its own; there is no time. Samples: {@code
 * snapshots/python/traceback-capture-locals.txt}, {@code exceptiongroup.txt}.
 */
public final class PythonTraceback implements Importer {
    private static final String HEADER = "Traceback (most recent call last):";
    private static final Pattern FRAME =
            Pattern.compile(" {2}File \"([^\"]{1,500})\", line (\\d{1,9})(?:, in (.{1,300}))?");
    private static final Pattern LOCAL = Pattern.compile(" {4}([A-Za-z_][A-Za-z0-9_.]{0,200}) = (.*)");
    private static final Pattern EXCEPTION = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]{0,200}(?::.*)?");
    private static final Pattern RULE = Pattern.compile("[ |]{0,200}\\+-[-+]{1,80} \\d{1,6} -{1,80}");

    @Override
    public String format() {
        return "python-traceback";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary()) {
            return 0;
        }
        String text = head.text().stripLeading();
        boolean first = text.startsWith(HEADER) || text.startsWith("+ Exception Group " + HEADER);
        return first ? 0.92 : text.contains("\n" + HEADER) ? 0.3 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        TextBlocks.read(input, sink, new Cutter(new LogBetween(input.context())));
    }

    static boolean isJoin(String line) {
        return line.startsWith("The above exception was the direct cause of")
                || line.startsWith("During handling of the above exception");
    }

    /** A block begins at a header, unless a sentence said that it goes on with the exception before. */
    private static final class Cutter implements TextBlocks.Cutter {
        private final LogBetween between;
        private boolean joined;

        Cutter(LogBetween between) {
            this.between = between;
        }

        @Override
        public boolean starts(String line) {
            String text = line.strip();
            if (isJoin(text)) {
                joined = true;
                return false;
            }
            boolean header = text.equals(HEADER) || text.equals("+ Exception Group " + HEADER);
            boolean starts = header && !joined;
            joined &= !header;
            return starts;
        }

        @Override
        public void take(List<TextLine> block, EventSink sink) {
            String first = block.getFirst().text().strip();
            if (first.equals(HEADER)) {
                traceback(block, between, sink);
            } else if (first.startsWith("+ Exception Group ")) {
                group(block, between, sink);
            } else {
                between.give(block, sink);
            }
        }
    }

    private static void traceback(List<TextLine> block, LogBetween between, EventSink sink) {
        ExceptionChain chain = new ExceptionChain();
        List<String> lines = block.stream().map(TextLine::text).toList();
        int end = new Reading(chain, between::begins).read(lines);
        List<TextLine> record = block.subList(0, end);
        chain.fill(TextBlocks.draft(record, sink), TextBlocks.text(record));
        sink.accept();
        between.give(block.subList(end, block.size()), sink);
    }

    /** The margin of a group is taken off; where its rules stand, exceptions of their own begin. */
    private static void group(List<TextLine> block, LogBetween between, EventSink sink) {
        List<List<TextLine>> parts = new ArrayList<>();
        parts.add(new ArrayList<>());
        int end = 0;
        for (TextLine line : block) {
            String text = line.text();
            String trimmed = text.stripLeading();
            boolean margin = trimmed.startsWith("|") || trimmed.startsWith("+");
            if (!margin && !text.isBlank() && !isJoin(trimmed)) {
                break;
            }
            end++;
            if (RULE.matcher(text).matches()) {
                parts.add(new ArrayList<>());
            } else if (!trimmed.startsWith("+---")) {
                parts.getLast().add(line);
            }
        }
        @Nullable String group = null;
        for (List<TextLine> part : parts) {
            if (!part.isEmpty()) {
                String title = member(part, group, sink);
                group = group == null ? title : group;
            }
        }
        between.give(block.subList(end, block.size()), sink);
    }

    /** Gives one exception of a group; its title. */
    private static String member(List<TextLine> part, @Nullable String group, EventSink sink) {
        List<String> lines = new ArrayList<>();
        for (TextLine line : part) {
            String text = line.text().stripLeading();
            int margin = text.startsWith("| ") ? 2 : text.startsWith("|") ? 1 : 0;
            lines.add(text.substring(margin));
        }
        ExceptionChain chain = new ExceptionChain();
        new Reading(chain).read(lines);
        EventDraft draft = TextBlocks.draft(part, sink);
        chain.fill(draft, TextBlocks.text(part));
        draft.attribute("exception.group", group);
        sink.accept();
        return chain.title();
    }

    /** One reading of a chain. */
    static final class Reading {
        private final ExceptionChain chain;
        private ExceptionChain.@Nullable Link link;
        private boolean frames;
        private boolean message;
        private boolean source;
        private final Predicate<String> other;

        Reading(ExceptionChain chain) {
            this(chain, line -> false);
        }

        /** A reading that ends where the file goes on with something else. */
        Reading(ExceptionChain chain, Predicate<String> other) {
            this.chain = chain;
            this.other = other;
        }

        /** Reads from the first line on; the number of lines that belong to the chain. */
        int read(List<String> lines) {
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                ExceptionChain.Link current = link;
                boolean values = frames
                        && current != null
                        && current.hasCalls()
                        && current.last().hasVariables();
                if (i > 0 && !values && other.test(line)) {
                    return i;
                } else if (line.endsWith(HEADER)) {
                    link = chain.next();
                    frames = true;
                    message = false;
                } else if (current == null && !line.isBlank()) {
                    link = chain.next();
                    link.headline(line);
                    message = true;
                } else if (current != null && frames) {
                    inFrames(line, current);
                } else if (current != null && message && !line.isBlank() && !isJoin(line)) {
                    current.more(line);
                } else if (line.isBlank() || isJoin(line)) {
                    message = false;
                } else {
                    return i;
                }
            }
            return lines.size();
        }

        private void inFrames(String line, ExceptionChain.Link current) {
            Matcher frame = FRAME.matcher(line);
            boolean variables = current.hasCalls() && current.last().hasVariables();
            if (frame.matches()) {
                String function = frame.group(3) == null ? "<module>" : frame.group(3);
                current.call(function, frame.group(1), Integer.parseInt(frame.group(2)));
                source = !frame.group(1).startsWith("<");
            } else if (line.startsWith("    ") && current.hasCalls()) {
                detail(line, current.last());
            } else if (!line.isBlank() && line.charAt(0) != ' ' && (!variables || isException(line))) {
                current.headline(line);
                frames = false;
                message = true;
            } else if (variables) {
                current.last().more(line);
            }
        }

        private void detail(String line, ExceptionChain.Call call) {
            Matcher local = LOCAL.matcher(line);
            if (source) {
                call.source(call.line(), line.substring(4));
                source = false;
            } else if (local.matches()) {
                call.variable(local.group(1), null, local.group(2));
            } else if (call.hasVariables()) {
                call.more(line);
            }
        }

        /** What follows a variable is only an exception's name if it looks like one. */
        private static boolean isException(String line) {
            if (!EXCEPTION.matcher(line).matches()) {
                return false;
            }
            int colon = line.indexOf(':');
            String name = line.substring(line.lastIndexOf('.', colon < 0 ? line.length() : colon) + 1);
            return Character.isUpperCase(name.isEmpty() ? ' ' : name.charAt(0));
        }
    }
}
