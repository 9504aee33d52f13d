package dev.faultline.importers.log;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.runtime.TextBlocks;
import dev.faultline.importers.runtime.TextBlocks.TextLine;
import dev.faultline.importers.tree.Json;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * systemd's journal as {@code journalctl -o verbose} prints it: a line with time and cursor, and an indented line for each
 * field. Described in journalctl(1), "--output=".
 *
 * <p>Traps: the lines of a field after its first are indented deeper; the zone is the reader's, by its abbreviation, and not
 * every abbreviation is known, but {@code _SOURCE_REALTIME_TIMESTAMP} has none. No sample; shape from the manual.
 */
public final class JournalVerbose implements Importer {
    private static final Pattern ENTRY = Pattern.compile(
            "[A-Z][a-z]{2} (\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})? \\S{1,6}) \\[[a-z]=[0-9a-f]+;.*");
    private static final Pattern FIELD = Pattern.compile(" {4}([A-Z_0-9]{1,64})=(.*)");

    @Override
    public String format() {
        return "journald-verbose";
    }

    @Override
    public double recognises(Head head) {
        List<String> lines = head.text()
                .lines()
                .filter(line -> !line.startsWith("-- ") && !line.isBlank())
                .limit(2)
                .toList();
        boolean own = lines.size() == 2
                && ENTRY.matcher(lines.getFirst()).matches()
                && FIELD.matcher(lines.getLast()).matches();
        return !head.binary() && own ? 0.96 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        JournalEntry entries = new JournalEntry(input.context());
        TimeParser clock = new TimeParser(input.context());
        TextBlocks.read(input, sink, new TextBlocks.Cutter() {
            @Override
            public boolean starts(String line) {
                return !line.startsWith(" ") && !line.isEmpty();
            }

            @Override
            public void take(List<TextLine> block, EventSink target) {
                Matcher entry = ENTRY.matcher(block.getFirst().text());
                if (entry.matches()) {
                    entries.give(fields(entry.group(1), block, clock), place(block), target);
                } else if (!block.getFirst().text().startsWith("-- ")) {
                    TextBlocks.plain(block, target);
                }
            }
        });
    }

    private static Json.Span place(List<TextLine> block) {
        TextLine first = block.getFirst();
        TextLine last = block.getLast();
        return new Json.Span(first.offset(), last.offset() + last.length() - first.offset(), first.number());
    }

    private static Map<String, String> fields(String time, List<TextLine> block, TimeParser clock) {
        Map<String, String> fields = new LinkedHashMap<>();
        String open = "";
        for (TextLine line : block.subList(1, block.size())) {
            Matcher field = FIELD.matcher(line.text());
            if (field.matches()) {
                open = field.group(1);
                fields.merge(open, field.group(2), (before, after) -> before + "\n" + after);
            } else if (!open.isEmpty() && !line.text().isBlank()) {
                fields.merge(open, line.text().strip(), (before, after) -> before + "\n" + after);
            }
        }
        byte[] bytes = time.getBytes(StandardCharsets.UTF_8);
        if (clock.parse(bytes, 0, bytes.length)) {
            fields.putIfAbsent("__REALTIME_TIMESTAMP", Long.toString(clock.nanos() / 1000));
        }
        return fields;
    }
}
