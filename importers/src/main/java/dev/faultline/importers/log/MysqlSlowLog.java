package dev.faultline.importers.log;

import dev.faultline.importers.Head;
import dev.faultline.importers.Limits;
import dev.faultline.importers.Line;
import dev.faultline.importers.LineImporter;
import dev.faultline.importers.LineParser;
import dev.faultline.importers.SourceContext;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The slow query log of MySQL, MariaDB and Percona: lines {@code # User@Host}, {@code # Query_time: …}, {@code SET
 * timestamp=…;} and the statement. Specified by the MySQL reference manual, "The Slow Query Log".
 *
 * <p>Traps: {@code # Time:} is only written when the second changes, in three forms, and without a zone by some: {@code SET
 * timestamp} tells the second exactly; statements have many lines and may hold anything; explain lines look like
 * comments; a server's start writes three lines of its own. Sample: {@code logs/db/mariadb-10.11-slow.log}.
 */
public final class MysqlSlowLog implements LineImporter {
    private static final Map<String, String> NAMES = Map.of(
            "Schema", "db.namespace",
            "Thread_id", "mysql.thread_id",
            "Rows_sent", "db.response.returned_rows");

    @Override
    public String format() {
        return "mysql-slow";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary()) {
            return 0;
        }
        boolean user = false;
        for (String line : head.text().lines().limit(400).toList()) {
            user |= line.startsWith("# User@Host:");
            if (user && line.startsWith("# Query_time:")) {
                return 0.95;
            }
        }
        return 0;
    }

    @Override
    public LineParser parser(Head head, SourceContext context) {
        return new Parser(context);
    }

    /** Gathers what belongs to a query. */
    private static final class Parser implements LineParser {
        private final TimeParser clock;
        private final Map<String, String> attributes = new LinkedHashMap<>();
        private final StringBuilder statement = new StringBuilder();
        private long secondNanos = Long.MIN_VALUE;
        private TimeQuality secondQuality = TimeQuality.NONE;
        private long nanos = Long.MIN_VALUE;
        private long duration = -1;
        private long offset;
        private long end;
        private long number;
        private boolean open;

        Parser(SourceContext context) {
            clock = new TimeParser(context);
        }

        @Override
        public void line(Line line, EventSink sink) {
            String text = new String(line.buffer, line.from, line.to - line.from, StandardCharsets.UTF_8);
            if (text.startsWith("# Time:")) {
                give(sink);
                time(text.substring(7).strip());
            } else if (text.startsWith("# User@Host:")) {
                give(sink);
                open = true;
                offset = line.offset;
                number = line.number;
                user(text.substring(12).strip());
            } else if (!open) {
                outside(text, line, sink);
                return;
            } else if (text.startsWith("# ") && statement.isEmpty()) {
                pairs(text.substring(2));
            } else if (text.startsWith("SET timestamp=") && statement.isEmpty()) {
                timestamp(text);
            } else if (text.regionMatches(true, 0, "use ", 0, 4) && statement.isEmpty() && text.endsWith(";")) {
                attributes.put(
                        "db.namespace",
                        text.substring(4, text.length() - 1).replace("`", "").strip());
            } else if (!text.equals("#") && statement.length() + text.length() < Limits.LINE) {
                statement.append(statement.isEmpty() ? "" : "\n").append(text);
            }
            end = line.offset + line.length;
        }

        /** The server's start, and whatever else stands where no query is. */
        private static void outside(String text, Line line, EventSink sink) {
            boolean banner = text.isBlank()
                    || text.contains(", Version: ")
                    || text.startsWith("Tcp port:")
                    || text.startsWith("Time") && text.contains("Command");
            if (!banner) {
                sink.reject(IssueCode.NOT_A_RECORD, "belongs to no query", line.offset, line.length, line.number);
            }
        }

        private void time(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            boolean read = clock.parse(bytes, 0, bytes.length);
            secondNanos = read ? clock.nanos() : Long.MIN_VALUE;
            secondQuality = read ? clock.quality() : TimeQuality.NONE;
        }

        private void user(String text) {
            int bracket = text.indexOf('[');
            int at = text.indexOf(" @ ");
            attributes.put("db.user", bracket > 0 ? text.substring(0, bracket) : text);
            if (at > 0) {
                String client = text.substring(at + 3)
                        .replaceAll("\\[\\]|Id:.{0,40}$", "")
                        .strip();
                attributes.put("client.address", client);
            }
        }

        /** {@code Name: value  Name: value}. */
        private void pairs(String text) {
            if (text.startsWith("explain:")) {
                attributes.merge("mysql.explain", text.substring(8).strip(), (before, more) -> before + "\n" + more);
                return;
            }
            String[] words = text.strip().split("\\s+", 100);
            for (int i = 0; i + 1 < words.length; i++) {
                if (words[i].endsWith(":") && !words[i + 1].endsWith(":")) {
                    String name = words[i].substring(0, words[i].length() - 1);
                    attributes.put(
                            NAMES.getOrDefault(name, "mysql." + name.toLowerCase(java.util.Locale.ROOT)), words[i + 1]);
                    if (name.equals("Query_time")) {
                        duration = seconds(words[i + 1]);
                    }
                }
            }
        }

        private static long seconds(String text) {
            boolean number = text.length() < 16 && text.matches("\\d{1,10}(\\.\\d{1,9})?");
            return number ? new BigDecimal(text).movePointRight(9).longValue() : -1;
        }

        private void timestamp(String text) {
            String digits = text.substring(14).replace(";", "").strip();
            long seconds = seconds(digits.length() > 15 ? "" : digits);
            nanos = seconds < 0 ? Long.MIN_VALUE : seconds;
        }

        private void give(EventSink sink) {
            if (!open) {
                return;
            }
            EventDraft draft = sink.draft().record(offset, (int) Math.min(Integer.MAX_VALUE, end - offset), number);
            if (nanos != Long.MIN_VALUE) {
                draft.time(nanos, TimeQuality.EXACT);
            } else if (secondNanos != Long.MIN_VALUE) {
                draft.time(secondNanos, secondQuality);
            } else {
                sink.report(IssueCode.TIME_MISSING, "the query has no time", offset, number);
            }
            draft.duration(duration).severity(Severity.WARN).message(query());
            draft.attribute("db.system.name", "mysql");
            attributes.forEach((name, value) -> draft.attribute(name, value));
            sink.accept();
            clear();
        }

        private @Nullable String query() {
            return statement.isEmpty() ? attributes.get("mysql.explain") : statement.toString();
        }

        private void clear() {
            open = false;
            attributes.clear();
            statement.setLength(0);
            nanos = Long.MIN_VALUE;
            duration = -1;
        }

        @Override
        public void end(EventSink sink) {
            give(sink);
        }
    }
}
