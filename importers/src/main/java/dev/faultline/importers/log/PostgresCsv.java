package dev.faultline.importers.log;

import dev.faultline.importers.Head;
import dev.faultline.importers.Limits;
import dev.faultline.importers.Line;
import dev.faultline.importers.LineImporter;
import dev.faultline.importers.LineParser;
import dev.faultline.importers.Lines;
import dev.faultline.importers.SourceContext;
import dev.faultline.model.IssueCode;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;

/**
 * PostgreSQL's {@code csvlog}. Specified by PostgreSQL's "Error Reporting and Logging", "Using CSV-Format Log Output".
 *
 * <p>Traps: no header; 23, 24 or 26 columns by version; quoted line breaks within statements; the zone is an abbreviation;
 * detail, hint and statement are columns of the same row. Sample: {@code logs/db/postgresql-15.csv}.
 */
public final class PostgresCsv implements LineImporter {
    private static final int FEWEST = 22;
    private static final String[] COLUMNS = {
        "",
        "db.user",
        "db.namespace",
        "process.pid",
        "client.address",
        "postgresql.session_id",
        "",
        "postgresql.command_tag",
        "",
        "",
        "",
        "",
        "db.response.status_code",
        "",
        "postgresql.detail",
        "postgresql.hint",
        "postgresql.internal_query",
        "",
        "postgresql.context",
        "db.query.text",
        "",
        "code.function.name",
        "postgresql.application_name",
        "postgresql.backend_type"
    };

    @Override
    public String format() {
        return "postgresql-csv";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary()) {
            return 0;
        }
        CsvRecord record = new CsvRecord(',');
        TimeParser time = new TimeParser(new SourceContext(head.path(), null, ZoneOffset.UTC, Long.MAX_VALUE / 4));
        try {
            Lines lines = Lines.of(head.bytes());
            while (lines.next()) {
                if (record.add(lines.line())) {
                    return isRow(record.fields(), time) ? 0.95 : 0;
                }
            }
        } catch (IOException impossible) {
            return 0;
        }
        return 0;
    }

    private static boolean isRow(List<String> fields, TimeParser time) {
        if (fields.size() < FEWEST) {
            return false;
        }
        byte[] clock = fields.getFirst().getBytes(StandardCharsets.UTF_8);
        return fields.get(5).matches("[0-9a-f]{1,16}\\.[0-9a-f]{1,8}") && time.parse(clock, 0, clock.length);
    }

    @Override
    public LineParser parser(Head head, SourceContext context) {
        return new Parser(context);
    }

    /** Joins lines to rows. */
    private static final class Parser implements LineParser {
        private final CsvRecord record = new CsvRecord(',');
        private final TimeParser time;

        Parser(SourceContext context) {
            time = new TimeParser(context);
        }

        @Override
        public void line(Line line, EventSink sink) {
            if (record.isEmpty() && line.to == line.from) {
                return;
            }
            boolean ended = record.add(line);
            if (ended || record.size() > Limits.RECORD) {
                give(sink);
            }
        }

        @Override
        public void end(EventSink sink) {
            if (!record.isEmpty()) {
                give(sink);
            }
        }

        private void give(EventSink sink) {
            CsvRecord.Place first = record.lines().getFirst();
            CsvRecord.Place last = record.lines().getLast();
            long length = last.offset() + last.length() - first.offset();
            List<String> fields = record.fields();
            if (isRow(fields, time)) {
                EventDraft draft = sink.draft()
                        .record(first.offset(), (int) Math.min(Integer.MAX_VALUE, length), first.number())
                        .time(time.nanos(), time.quality())
                        .severity(Levels.ofWord(fields.get(11)))
                        .message(fields.get(13))
                        .attribute("db.system.name", "postgresql");
                for (int i = 0; i < Math.min(COLUMNS.length, fields.size()); i++) {
                    if (!COLUMNS[i].isEmpty() && !fields.get(i).isEmpty()) {
                        draft.attribute(COLUMNS[i], fields.get(i));
                    }
                }
                sink.accept();
            } else {
                sink.reject(IssueCode.BAD_CSV, "no row of csvlog", first.offset(), length, first.number());
            }
            record.clear();
        }
    }
}
