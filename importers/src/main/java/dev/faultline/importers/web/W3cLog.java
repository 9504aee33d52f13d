package dev.faultline.importers.web;

import dev.faultline.importers.Head;
import dev.faultline.importers.Line;
import dev.faultline.importers.LineImporter;
import dev.faultline.importers.LineParser;
import dev.faultline.importers.LineRecord;
import dev.faultline.importers.SourceContext;
import dev.faultline.importers.log.TimeParser;
import dev.faultline.model.IssueCode;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Logs in W3C's extended form, which name their fields themselves: IIS, CloudFront, Windows' firewall and others. Specified
 * by the W3C working draft WD-logfile.
 *
 * <p>Traps: {@code #Fields} may change in the middle of a file; date and time are UTC unless the fields are called local;
 * IIS writes {@code +} for a blank and milliseconds, others seconds; quotes within quotes are doubled; a dash stands for
 * nothing; a file whose fields hold no date says it in {@code #Date}; where the first lines are missing, IIS's usual fields are
 * known by what they hold. Samples: {@code logs/web/iis10.log}, {@code
 * logs/lnav/logfile_w3c.3}.
 */
public final class W3cLog implements LineImporter {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("cs-method", "http.request.method"),
            Map.entry("cs-uri-stem", "url.path"),
            Map.entry("cs-uri-query", "url.query"),
            Map.entry("cs-uri", "url.full"),
            Map.entry("s-ip", "server.address"),
            Map.entry("s-port", "server.port"),
            Map.entry("c-ip", "client.address"),
            Map.entry("c-port", "client.port"),
            Map.entry("cs-username", "user.name"),
            Map.entry("cs(user-agent)", "user_agent.original"),
            Map.entry("cs(referer)", "http.request.header.referer"),
            Map.entry("cs(host)", "http.request.header.host"),
            Map.entry("cs-host", "http.request.header.host"),
            Map.entry("cs-version", "network.protocol.version"),
            Map.entry("cs-protocol-version", "network.protocol.version"),
            Map.entry("sc-bytes", "http.response.size"),
            Map.entry("cs-bytes", "http.request.size"),
            Map.entry("s-computername", "host.name"),
            Map.entry("src-ip", "source.address"),
            Map.entry("dst-ip", "destination.address"));

    private static final int LINES = 40;

    private static final String BEFORE =
            "date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(user-agent) ";

    /** What IIS writes unless told otherwise: with the referer from version 8 on. */
    private static final List<List<String>> USUAL = List.of(
            List.of((BEFORE + "cs(referer) sc-status sc-substatus sc-win32-status time-taken").split(" ")),
            List.of((BEFORE + "cs(referer) sc-status sc-substatus sc-win32-status sc-bytes cs-bytes time-taken")
                    .split(" ")),
            List.of((BEFORE + "sc-status sc-substatus sc-win32-status time-taken").split(" ")));

    private static final Pattern REQUEST = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d [0-9a-fA-F.:%]{2,60} [A-Z_-]{1,20} \\S{1,8000} \\S{1,8000} \\d{1,5} \\S{1,300} [0-9a-fA-F.:%]{2,60} ");

    private static final Pattern ANSWER =
            Pattern.compile(" [1-5]\\d\\d \\d{1,5} \\d{1,10}(?: \\d{1,12} \\d{1,12})? \\d{1,10}\\s*$");

    @Override
    public String format() {
        return "w3c-log";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary() || head.bytes().length == 0) {
            return 0;
        }
        if (isNamed(head)) {
            return 0.97;
        }
        return nameless(head).isEmpty() ? 0 : 0.9;
    }

    private static boolean isNamed(Head head) {
        return head.bytes().length > 0
                && head.bytes()[0] == '#'
                && head.text().lines().limit(40).anyMatch(line -> line.startsWith("#Fields:"));
    }

    @Override
    public LineParser parser(Head head, SourceContext context) {
        Parser parser = new Parser(context);
        parser.fields = isNamed(head) ? List.of() : nameless(head);
        return parser;
    }

    /** The fields of a log of IIS whose first lines are missing, by the words of all lines; none where it is no such log. */
    private static List<String> nameless(Head head) {
        List<String> lines = head.text().lines().limit(LINES).toList();
        int whole = head.complete() || lines.size() == LINES ? lines.size() : lines.size() - 1;
        List<String> records = lines.stream()
                .limit(Math.max(0, whole))
                .filter(line -> !line.startsWith("#"))
                .toList();
        for (List<String> fields : USUAL) {
            if (!records.isEmpty() && records.stream().allMatch(line -> fits(line, fields.size()))) {
                return fields;
            }
        }
        return List.of();
    }

    private static boolean fits(String line, int words) {
        String[] all = line.strip().split(" ", -1);
        return all.length == words
                && REQUEST.matcher(line).lookingAt()
                && ANSWER.matcher(line).find();
    }

    /** Reads records by the fields that were named last. */
    private static final class Parser implements LineParser {
        private final SourceContext context;
        private final Pieces pieces = new Pieces();
        private List<String> fields = List.of();
        private String date = "";
        private boolean local;

        Parser(SourceContext context) {
            this.context = context;
        }

        @Override
        public void line(Line line, EventSink sink) {
            int from = line.from;
            while (from < line.to && line.buffer[from] == ' ') {
                from++;
            }
            if (from == line.to) {
                return;
            }
            if (line.buffer[from] == '#') {
                directive(new String(line.buffer, from, line.to - from, StandardCharsets.UTF_8));
            } else if (fields.isEmpty()) {
                reject(sink, line, "stands before any #Fields");
            } else if (!pieces.split(line.buffer, line.from, line.to) || pieces.count != fields.size()) {
                reject(sink, line, "has " + pieces.count + " fields where #Fields names " + fields.size());
            } else {
                record(line, sink);
            }
        }

        private static void reject(EventSink sink, Line line, String why) {
            sink.reject(IssueCode.BAD_RECORD, "the line " + why, line.offset, line.length, line.number);
        }

        private void directive(String text) {
            if (text.startsWith("#Fields:")) {
                List<String> names = new ArrayList<>();
                for (String name : text.substring(8).strip().split("[ \t]+", 200)) {
                    names.add(name.toLowerCase(Locale.ROOT));
                }
                fields = names;
            } else if (text.startsWith("#Date:") || text.startsWith("#Start-Date:")) {
                String day = text.substring(text.indexOf(':') + 1).strip();
                date = day.length() >= 10 ? day.substring(0, 10) : "";
            } else if (text.startsWith("#Time Format:")) {
                local = text.contains("Local");
            }
        }

        private void record(Line line, EventSink sink) {
            EventDraft draft = LineRecord.draft(line, sink);
            String day = date;
            String clock = "";
            boolean zoned = !local;
            String method = null;
            String path = null;
            String query = null;
            String reason = null;
            long status = -1;
            for (int i = 0; i < fields.size(); i++) {
                String text = pieces.text(i);
                if (text == null) {
                    continue;
                }
                switch (fields.get(i)) {
                    case "date" -> day = text;
                    case "time" -> clock = text;
                    case "date-local" -> {
                        day = text;
                        zoned = false;
                    }
                    case "time-local" -> {
                        clock = text;
                        zoned = false;
                    }
                    case "sc-status" -> {
                        status = pieces.number(i);
                        WebRequest.status(draft, status);
                    }
                    case "time-taken", "timetakenms" -> draft.duration(taken(text));
                    default -> attribute(draft, fields.get(i), text, pieces.is(i, ' '));
                }
                method = fields.get(i).equals("cs-method") ? text : method;
                path = fields.get(i).equals("cs-uri-stem")
                                || path == null && fields.get(i).equals("cs-uri")
                        ? text
                        : path;
                reason = fields.get(i).equals("s-reason") ? text : reason;
                query = fields.get(i).equals("cs-uri-query") ? text : query;
            }
            time(draft, day + " " + clock, zoned, line, sink);
            message(draft, line, method, query == null ? path : path + "?" + query, reason, status);
            sink.accept();
        }

        private void time(EventDraft draft, String text, boolean utc, Line line, EventSink sink) {
            ZoneId zone = utc ? ZoneOffset.UTC : context.zone();
            TimeParser parser =
                    new TimeParser(new SourceContext(context.path(), context.service(), zone, context.modified()));
            byte[] bytes = text.strip().getBytes(StandardCharsets.ISO_8859_1);
            if (parser.parse(bytes, 0, bytes.length)) {
                parser.stamp(draft, line, sink);
                if (utc && draft.hasTime()) {
                    draft.time(parser.nanos(), TimeQuality.EXACT);
                }
            } else {
                sink.report(IssueCode.TIME_MISSING, "the record has no date and time", line.offset, line.number);
            }
        }

        private static void attribute(EventDraft draft, String field, String text, boolean bare) {
            String name = NAMES.getOrDefault(field, field);
            boolean plus = bare && (field.startsWith("cs(") || field.equals("cs-username"));
            draft.attribute(name, plus ? text.replace('+', ' ') : text);
        }

        /** IIS counts whole milliseconds, CloudFront writes seconds with a fraction. */
        private static long taken(String text) {
            return WebRequest.nanos(text, text.indexOf('.') >= 0 ? 9 : 6);
        }

        private void message(
                EventDraft draft,
                Line line,
                @Nullable String method,
                @Nullable String path,
                @Nullable String reason,
                long status) {
            if (method == null || path == null) {
                draft.message(line.buffer, line.from, line.to);
                return;
            }
            draft.message(
                    method + " " + path + (status < 0 ? "" : " " + status) + (reason == null ? "" : " " + reason));
        }

        @Override
        public void end(EventSink sink) {
            // Every line was a record of its own.
        }
    }
}
