package dev.faultline.importers.snapshot;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.runtime.TextBlocks;
import dev.faultline.importers.runtime.TextBlocks.TextLine;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tracebacks in the boxes that Python's library <em>rich</em> draws, with the variables of every frame where {@code
 * show_locals} was on. Specified by rich's {@code traceback.py}.
 *
 * <p>Traps: box characters and, from a terminal, ANSI colours on every line; everything is wrapped or cut (with an
 * ellipsis) at the terminal's width; names are aligned to the right, so only a line with its {@code =} in the same column
 * begins a variable; the exception itself stands below its box, without a margin. Samples: {@code
 * snapshots/python/rich-locals.txt}, {@code rich-locals-ansi.txt}.
 */
public final class RichTraceback implements Importer {
    private static final Pattern FRAME = Pattern.compile(" ?(\\S.{0,400}?):(\\d{1,9}) in ?(\\S{0,300}) *");
    private static final Pattern SOURCE = Pattern.compile(" [❱ ] {0,6}(\\d{1,9}) (.*)");

    @Override
    public String format() {
        return "python-rich";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary()) {
            return 0;
        }
        String text = head.text();
        if (!text.contains("╭─") && !text.contains("\u001b[31m╭")) {
            return 0;
        }
        int at = plain(text).indexOf("Traceback (most recent call last) ─");
        return at < 0 ? 0 : at < 400 ? 0.95 : 0.45;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        TextBlocks.read(input, sink, new Cutter());
    }

    /** The text without the sequences that colour it. */
    static String plain(String text) {
        if (text.indexOf('\u001b') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\u001b' && i + 1 < text.length() && text.charAt(i + 1) == '[') {
                i += 2;
                while (i < text.length() && (text.charAt(i) < '@' || text.charAt(i) > '~')) {
                    i++;
                }
            } else {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }

    private static final class Cutter implements TextBlocks.Cutter {
        private boolean joined;

        @Override
        public boolean starts(String line) {
            String text = plain(line);
            if (PythonTraceback.isJoin(text)) {
                joined = true;
                return false;
            }
            boolean header = isHeader(text);
            boolean starts = header && !joined;
            joined &= !header;
            return starts;
        }

        @Override
        public void take(List<TextLine> block, EventSink sink) {
            if (!isHeader(plain(block.getFirst().text()))) {
                TextBlocks.plain(block, sink);
                return;
            }
            List<String> lines = block.stream()
                    .map(line -> plain(line.text()).stripTrailing())
                    .toList();
            ExceptionChain chain = new ExceptionChain();
            int end = new Reading(chain).read(lines);
            List<TextLine> record = block.subList(0, end);
            chain.fill(TextBlocks.draft(record, sink), String.join("\n", lines.subList(0, end)));
            sink.accept();
            TextBlocks.plain(block.subList(end, block.size()), sink);
        }
    }

    private static boolean isHeader(String line) {
        return line.startsWith("╭─") && line.contains(" Traceback (most recent call last) ");
    }

    /** One reading of a chain of boxes. */
    private static final class Reading {
        private final ExceptionChain chain;
        private ExceptionChain.Link link = new ExceptionChain.Link();
        private boolean box;
        private boolean message;
        private boolean locals;
        private int column = -1;
        private @Nullable String place;

        Reading(ExceptionChain chain) {
            this.chain = chain;
        }

        int read(List<String> lines) {
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                if (isHeader(line)) {
                    link = chain.next();
                    box = true;
                } else if (box && line.startsWith("╰─")) {
                    box = false;
                    locals = false;
                    message = false;
                } else if (box) {
                    inside(line.startsWith("│") && line.length() > 2 ? line.substring(1, line.length() - 1) : line);
                } else if (PythonTraceback.isJoin(line) || line.isBlank()) {
                    message = message && !line.isBlank();
                } else if (message) {
                    link.more(line);
                } else if (link.title().isEmpty()) {
                    link.headline(line);
                    message = true;
                } else if (i > 0 && !isJoinBefore(lines, i)) {
                    return i;
                }
            }
            return lines.size();
        }

        /** The sentence between two boxes may be wrapped. */
        private static boolean isJoinBefore(List<String> lines, int at) {
            return PythonTraceback.isJoin(lines.get(at - 1));
        }

        private void inside(String line) {
            String text = line.strip();
            if (text.startsWith("╭─") && text.contains(" locals ")) {
                locals = true;
                column = -1;
            } else if (text.startsWith("╰─")) {
                locals = false;
            } else if (locals && link.hasCalls()) {
                local(line, link.last());
            } else {
                frame(place == null ? line : place + line.strip());
            }
        }

        private void frame(String line) {
            Matcher frame = FRAME.matcher(line);
            Matcher source = SOURCE.matcher(line);
            place = null;
            if (source.matches() && link.hasCalls()) {
                String code = source.group(2).replace("│   ", "    ").stripTrailing();
                link.last().source(Integer.parseInt(source.group(1)), code);
            } else if (frame.matches() && !frame.group(3).isEmpty()) {
                link.call(frame.group(3), frame.group(1), Integer.parseInt(frame.group(2)));
            } else if (frame.matches() || line.startsWith(" /") && line.length() < 2000) {
                place = line.stripTrailing() + (frame.matches() ? " " : "");
            }
        }

        private void local(String line, ExceptionChain.Call call) {
            int from = line.indexOf('│');
            int to = line.lastIndexOf('│');
            String text = from >= 0 && to > from ? line.substring(from + 1, to) : line;
            int equals = column < 0 ? text.indexOf(" = ") : column;
            boolean begins = equals > 0
                    && text.startsWith(" = ", equals)
                    && isName(text.substring(0, equals).strip());
            if (begins) {
                column = equals;
                call.variable(
                        text.substring(0, equals).strip(),
                        null,
                        text.substring(equals + 3).stripTrailing());
            } else if (call.hasVariables()) {
                String rest = column + 3 < text.length() ? text.substring(column + 3) : text.strip();
                call.more(rest.stripTrailing());
            }
        }

        private static boolean isName(String text) {
            return !text.isEmpty() && text.chars().allMatch(c -> Character.isJavaIdentifierPart(c) || c == '.');
        }
    }
}
