package dev.faultline.importers.log;

import dev.faultline.importers.Head;
import dev.faultline.importers.Limits;
import dev.faultline.importers.Line;
import dev.faultline.importers.LineImporter;
import dev.faultline.importers.LineParser;
import dev.faultline.importers.Lines;
import dev.faultline.importers.SourceContext;
import dev.faultline.importers.tree.Json;
import dev.faultline.model.IssueCode;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tables of log records with a header, as Datadog, Splunk, Kibana, Grafana, CloudWatch, Azure and others export them:
 * separated by comma, semicolon or tab, quoted as in RFC 4180. The columns of time, message, level, service and ids are
 * found by their usual names; the others are attributes. A message that is a log line of its own is read as one.
 *
 * <p>Traps: quoted line breaks; a quote that is never closed (then every line is a row); Kibana's {@code Nov 20, 2026 @
 * 19:49:29.420} in the browser's zone; {@code 03/11/2026}, whose order another row may show; date and time in two columns; times as numbers; a column {@code status} that is a
 * level for Datadog and an answer for others. Samples: {@code logs/loghub/*_structured.csv}; the stores' exports are
 * tested by their documented shapes, because no permissive real file is known.
 */
public final class CsvLog implements LineImporter {
    private static final int ROWS = 50;
    private static final Pattern DAY_FIRST = Pattern.compile(" *(?:1[3-9]|2[0-9]|3[01])/[01]?[0-9]/[0-9]{4}");

    @Override
    public String format() {
        return "csv";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary() || head.bytes().length == 0 || head.bytes()[0] == '{' || head.bytes()[0] == '[') {
            return 0;
        }
        return separator(head).map(separator -> sureness(head, separator)).orElse(0.0);
    }

    /** The separator that cuts the first line into most names of columns. */
    private static Optional<Character> separator(Head head) {
        Optional<Character> best = Optional.empty();
        int most = 1;
        for (char separator : new char[] {',', '\t', ';'}) {
            int[] count = new int[1];
            read(head, separator, fields -> {
                count[0] = CsvHeader.isPossible(fields) ? fields.size() : 0;
                return false;
            });
            if (count[0] > most) {
                most = count[0];
                best = Optional.of(separator);
            }
        }
        return best;
    }

    private static double sureness(Head head, char separator) {
        int[] counts = new int[3];
        CsvHeader[] header = new CsvHeader[1];
        read(head, separator, fields -> {
            if (header[0] == null) {
                header[0] = CsvHeader.of(fields);
            } else {
                counts[0]++;
                counts[1] += fields.size() == header[0].columns() ? 1 : 0;
            }
            return counts[0] < ROWS;
        });
        if (header[0] == null || counts[1] * 10 < counts[0] * 8) {
            return 0;
        }
        boolean named = head.fileName().matches(".*\\.[ct]sv(\\.\\d{1,3})?");
        if (header[0].has("@timestamp") && header[0].has("message")) {
            return counts[0] > 0 || named ? 0.9 : 0.5;
        }
        return named && counts[0] > 0 && header[0].has("@timestamp")
                ? 0.88
                : named ? 0.7 : counts[0] > 1 && header[0].has("@timestamp") ? 0.6 : 0;
    }

    private interface Rows {
        boolean row(List<String> fields);
    }

    private static void read(Head head, char separator, Rows rows) {
        CsvRecord record = new CsvRecord(separator);
        try {
            Lines lines = Lines.of(head.bytes());
            while (lines.next()) {
                boolean cutOff = lines.line().to == lines.line().end && !head.complete();
                if (!cutOff && !isSeparatorLine(lines.line()) && record.add(lines.line())) {
                    boolean more = lines.line().to == lines.line().from || rows.row(record.fields());
                    record.clear();
                    if (!more) {
                        return;
                    }
                }
            }
        } catch (IOException impossible) {
            return;
        }
    }

    /** Excel's {@code sep=;} before the header. */
    private static boolean isSeparatorLine(Line line) {
        return line.number == 1
                && line.to - line.from == 5
                && line.buffer[line.from] == 's'
                && line.buffer[line.from + 3] == '=';
    }

    @Override
    public LineParser parser(Head head, SourceContext context) {
        char separator = separator(head).orElse(',');
        Parser parser = new Parser(context, separator);
        if (isDayFirst(head, separator)) {
            parser.store.daysFirst();
        }
        return parser;
    }

    /** Whether a time in the first rows can only be read with the day in front; then the others are meant so too. */
    private static boolean isDayFirst(Head head, char separator) {
        int[] column = {-1};
        boolean[] found = new boolean[1];
        read(head, separator, fields -> {
            if (column[0] < 0) {
                column[0] = CsvHeader.of(fields).names().indexOf("@timestamp");
            } else if (column[0] < fields.size()) {
                found[0] |= DAY_FIRST.matcher(fields.get(column[0])).lookingAt();
            }
            return column[0] >= 0 && !found[0];
        });
        return found[0];
    }

    /** Joins lines to records and makes events of them. */
    private static final class Parser implements LineParser {
        private final CsvRecord record;
        private final StoreRecord store;
        private @Nullable CsvHeader header;

        Parser(SourceContext context, char separator) {
            record = new CsvRecord(separator);
            store = new StoreRecord(context);
        }

        @Override
        public void line(Line line, EventSink sink) {
            if (record.isEmpty() && line.to == line.from || isSeparatorLine(line)) {
                return;
            }
            boolean ended = record.add(line);
            if (line.cut || !ended && record.size() > Limits.RECORD) {
                lines(sink);
            } else if (ended) {
                CsvRecord.Place first = record.lines().getFirst();
                row(record.fields(), first, record.lines().getLast(), sink);
                record.clear();
            }
        }

        @Override
        public void end(EventSink sink) {
            if (!record.isEmpty()) {
                lines(sink);
            }
        }

        /** A quote was not closed: every line is taken for a row. */
        private void lines(EventSink sink) {
            CsvRecord.Place first = record.lines().getFirst();
            sink.report(
                    IssueCode.BAD_CSV,
                    "a quote is not closed within " + record.lines().size() + " lines; each is taken for a row",
                    first.offset(),
                    first.number());
            for (CsvRecord.Place place : record.lines()) {
                if (place.to() > place.from()) {
                    row(record.fields(place.from(), place.to()), place, place, sink);
                }
            }
            record.clear();
        }

        private void row(List<String> fields, CsvRecord.Place first, CsvRecord.Place last, EventSink sink) {
            CsvHeader columns = header;
            if (columns == null) {
                header = CsvHeader.of(fields);
                return;
            }
            long length = last.offset() + last.length() - first.offset();
            Json.Span span = new Json.Span(first.offset(), length, first.number());
            if (fields.size() == 1 && columns.columns() > 1) {
                sink.reject(IssueCode.BAD_CSV, "the row has one field", span.offset(), length, span.line());
                return;
            }
            if (fields.size() > columns.columns()) {
                String detail = fields.size() + " fields where the header names " + columns.columns();
                sink.report(IssueCode.BAD_CSV, detail, span.offset(), span.line());
            }
            store.giveNamed(columns.row(fields, span), sink);
        }
    }
}
