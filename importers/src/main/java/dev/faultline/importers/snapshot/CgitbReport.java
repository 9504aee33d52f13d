package dev.faultline.importers.snapshot;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.runtime.TextBlocks;
import dev.faultline.importers.runtime.TextBlocks.TextLine;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.Timestamps;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reports of Python's {@code cgitb} module, as text and as HTML: every frame with source lines, arguments and the variables
 * that its line names. Specified by {@code cgitb.py} of Python 3.12, the last one that has it.
 *
 * <p>Traps: the third line is a local time without a zone; a frame is a line {@code " path in function(arguments)"}, its
 * variables stand below the source lines without any indentation; the exception's attributes look like variables; the
 * plain traceback follows and says the same again, with the causes. Samples: {@code snapshots/python/cgitb.txt}, {@code
 * cgitb.html}.
 */
public final class CgitbReport implements Importer {
    private static final String SENTENCE = "A problem occurred in a Python script.  Here is the sequence of";
    private static final String TRACEBACK = "Traceback (most recent call last):";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ROOT);
    private static final Pattern FRAME =
            Pattern.compile(" ?([^ ].{0,500}?|<[a-z]{1,40}>) in ([A-Za-z0-9_<>.]{1,200})(?:\\((.*)\\))?");
    private static final Pattern SOURCE = Pattern.compile("(?:=>)? {0,8}(\\d{1,9}) (.*)");
    private static final Pattern VARIABLE = Pattern.compile("(global |builtin)?([A-Za-z_][A-Za-z0-9_.]{0,200}) = (.*)");

    @Override
    public String format() {
        return "python-cgitb";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary()) {
            return 0;
        }
        int at = head.text().indexOf(SENTENCE);
        return at < 0 ? 0 : at < 4000 ? 0.95 : 0.45;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        ZoneId zone = input.context().zone();
        TextBlocks.read(input, sink, new TextBlocks.Cutter() {
            private boolean seen;

            // The line that names the interpreter stands on top of every report but for the exception's name.
            @Override
            public boolean starts(String line) {
                boolean starts =
                        seen && (line.startsWith("Python ") && line.contains(": ") || line.startsWith("<body "));
                seen = !starts && (seen || line.contains(SENTENCE.substring(0, 34)));
                return starts;
            }

            @Override
            public void take(List<TextLine> block, EventSink target) {
                report(block, zone, target);
            }
        });
    }

    private static void report(List<TextLine> block, ZoneId zone, EventSink sink) {
        boolean html = block.stream().limit(5).anyMatch(line -> line.text().startsWith("<"));
        List<String> lines = new ArrayList<>();
        for (TextLine line : block) {
            if (html) {
                lines.addAll(HtmlText.lines(line.text()));
            } else {
                lines.add(line.text());
            }
        }
        String text = String.join("\n", lines);
        if (!text.contains(SENTENCE)) {
            TextBlocks.plain(block, sink);
            return;
        }
        ExceptionChain chain = new ExceptionChain();
        EventDraft draft = TextBlocks.draft(block, sink);
        new Reading(chain, draft, zone).read(lines);
        chain.fill(draft, text);
        sink.accept();
    }

    /** One reading of a report: what the plain traceback below says of causes is added. */
    private static final class Reading {
        private final ExceptionChain chain;
        private final EventDraft draft;
        private final ZoneId zone;
        private ExceptionChain.Link link = new ExceptionChain.Link();
        private boolean timed;

        Reading(ExceptionChain chain, EventDraft draft, ZoneId zone) {
            this.chain = chain;
            this.draft = draft;
            this.zone = zone;
        }

        void read(List<String> lines) {
            int first = lines.indexOf(TRACEBACK);
            int last = lines.lastIndexOf(TRACEBACK);
            if (last > first) {
                new PythonTraceback.Reading(chain).read(lines.subList(first, last));
            }
            link = chain.next();
            for (String line : lines.subList(0, first < 0 ? lines.size() : first)) {
                if (line.contains("The above is a description of an error")) {
                    break;
                }
                if (line.startsWith("Python ") && line.contains(": ") && !link.hasCalls()) {
                    draft.attribute("process.runtime.version", line.substring(7, line.indexOf(": ")));
                } else if (timed || !time(line)) {
                    line(line);
                }
            }
            if (last >= 0) {
                ExceptionChain plain = new ExceptionChain();
                new PythonTraceback.Reading(plain).read(lines.subList(last, lines.size()));
                link.takeLines(plain);
            }
        }

        private boolean time(String line) {
            if (line.length() < 20 || line.length() > 40) {
                return false;
            }
            try {
                LocalDateTime local = LocalDateTime.parse(line.strip().replaceAll(" {2}", " "), TIME);
                Timestamps.toNanos(local.atZone(zone).toInstant())
                        .ifPresent(nanos -> draft.time(nanos, TimeQuality.ZONE_ASSUMED));
                timed = true;
            } catch (DateTimeParseException noTime) {
                return false;
            }
            return true;
        }

        private void line(String line) {
            Matcher frame = FRAME.matcher(line);
            Matcher source = SOURCE.matcher(line);
            Matcher variable = VARIABLE.matcher(line);
            if (line.startsWith(" ") && !line.startsWith("  ") && frame.matches()) {
                link.call(frame.group(2), frame.group(1), 0);
                PythonArguments.of(frame.group(3))
                        .forEach((name, value) -> link.last().variable(name, "argument", value));
            } else if (source.matches() && link.hasCalls()) {
                link.last().source(Integer.parseInt(source.group(1)), source.group(2));
            } else if (variable.matches() && link.hasCalls() && link.title().isEmpty()) {
                String scope =
                        variable.group(1) == null ? null : variable.group(1).strip();
                link.last().variable(variable.group(2), scope, variable.group(3));
            } else if (link.hasCalls() && link.title().isEmpty() && !line.isBlank() && line.charAt(0) != ' ') {
                link.headline(line);
            }
        }
    }
}
