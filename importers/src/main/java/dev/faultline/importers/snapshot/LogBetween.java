package dev.faultline.importers.snapshot;

import dev.faultline.importers.Line;
import dev.faultline.importers.SourceContext;
import dev.faultline.importers.log.TextLogParser;
import dev.faultline.importers.runtime.TextBlocks;
import dev.faultline.importers.runtime.TextBlocks.TextLine;
import dev.faultline.store.EventSink;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Lines of a log between the tracebacks of a file, which keep their times and levels. */
final class LogBetween {
    /** A message of several lines may name a time too; a log has it at the beginning, or behind a bracket or level. */
    private static final Pattern BEGIN = Pattern.compile("(?:\\[|\\[?[A-Z]{4,8}\\]? {1,4}\\[?)?[0-9A-Z].*");

    private final TextLogParser parser;

    LogBetween(SourceContext context) {
        this.parser = new TextLogParser(context, null);
    }

    /** Whether the line begins with a time. */
    boolean begins(String line) {
        if (!BEGIN.matcher(line).matches()) {
            return false;
        }
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        int at = parser.timeAt(bytes);
        return at >= 0 && at <= 12 && (at <= 1 || Character.isUpperCase(line.charAt(line.charAt(0) == '[' ? 1 : 0)));
    }

    /** What stands before the first time is an event per line; from there on it is a log. */
    void give(List<TextLine> lines, EventSink sink) {
        int first = 0;
        while (first < lines.size() && !begins(lines.get(first).text())) {
            first++;
        }
        TextBlocks.plain(lines.subList(0, first), sink);
        for (TextLine each : lines.subList(first, lines.size())) {
            parser.line(line(each), sink);
        }
        parser.end(sink);
    }

    private static Line line(TextLine text) {
        Line line = new Line();
        line.buffer = (text.text() + "\n").getBytes(StandardCharsets.UTF_8);
        line.to = line.buffer.length - 1;
        line.end = line.buffer.length;
        line.offset = text.offset();
        line.length = text.length();
        line.number = text.number();
        line.verbatim = false;
        return line;
    }
}
