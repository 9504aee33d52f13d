package dev.faultline.importers.web;

import dev.faultline.importers.Head;
import dev.faultline.importers.Line;
import dev.faultline.importers.LineImporter;
import dev.faultline.importers.LineParser;
import dev.faultline.importers.LineRecord;
import dev.faultline.importers.SourceContext;
import dev.faultline.importers.log.TimeParser;
import dev.faultline.model.IssueCode;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Logs of Zeek, once Bro, in their own form: columns that {@code #fields} names, between tabs or what {@code #separator}
 * says. {@code #path} is the logger; connections and requests get a message that can be read. Described in Zeek's manual,
 * "Zeek Log Formats and Inspection".
 *
 * <p>Traps: the names may change where logs were joined; what stands for nothing is named as well; times are seconds since
 * 1970. No sample; shape from the manual.
 */
public final class ZeekLog implements LineImporter {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("id.orig_h", "source.address"),
            Map.entry("id.orig_p", "source.port"),
            Map.entry("id.resp_h", "destination.address"),
            Map.entry("id.resp_p", "destination.port"),
            Map.entry("proto", "network.transport"),
            Map.entry("service", "network.protocol.name"),
            Map.entry("method", "http.request.method"),
            Map.entry("host", "server.address"),
            Map.entry("uri", "url.path"),
            Map.entry("user_agent", "user_agent.original"),
            Map.entry("request_body_len", "http.request.size"),
            Map.entry("response_body_len", "http.response.size"),
            Map.entry("query", "dns.question.name"),
            Map.entry("rcode_name", "dns.response_code"));
    private static final int MOST_FIELDS = 300;
    private static final int MOST_SHOWN = 2_000;

    @Override
    public String format() {
        return "zeek";
    }

    @Override
    public double recognises(Head head) {
        boolean named = !head.binary()
                && head.text().startsWith("#separator ")
                && head.text().lines().limit(20).anyMatch(line -> line.startsWith("#fields"));
        return named ? 0.97 : 0;
    }

    @Override
    public LineParser parser(Head head, SourceContext context) {
        return new Parser(context);
    }

    /** Reads records by the fields that were named last. */
    private static final class Parser implements LineParser {
        private final TimeParser clock;
        private List<String> fields = List.of();
        private Pattern separator = Pattern.compile("\t");
        private String unset = "-";
        private String empty = "(empty)";
        private @Nullable String path;

        Parser(SourceContext context) {
            clock = new TimeParser(context);
        }

        @Override
        public void line(Line line, EventSink sink) {
            String text = new String(line.buffer, line.from, line.to - line.from, StandardCharsets.UTF_8);
            if (text.isBlank()) {
                return;
            }
            if (text.startsWith("#")) {
                directive(text);
                return;
            }
            String[] values = separator.split(text, MOST_FIELDS);
            if (fields.isEmpty() || values.length != fields.size()) {
                String why = "the line has " + values.length + " fields where #fields names " + fields.size();
                sink.reject(IssueCode.BAD_RECORD, why, line.offset, line.length, line.number);
                return;
            }
            Map<String, String> record = new LinkedHashMap<>();
            for (int i = 0; i < values.length; i++) {
                if (!values[i].equals(unset) && !values[i].equals(empty)) {
                    record.put(fields.get(i), values[i]);
                }
            }
            event(record, text, line, sink);
        }

        private void directive(String text) {
            String[] parts = separator.split(text, MOST_FIELDS + 1);
            String value = parts.length > 1 ? parts[1] : "";
            if (text.startsWith("#separator ")) {
                separator = Pattern.compile(
                        Pattern.quote(unescaped(text.substring(11).strip())));
            } else if (text.startsWith("#fields")) {
                fields = List.of(parts).subList(1, parts.length);
            } else if (text.startsWith("#unset_field")) {
                unset = value;
            } else if (text.startsWith("#empty_field")) {
                empty = value;
            } else if (text.startsWith("#path")) {
                path = value;
            }
        }

        /** {@code \x09}: one byte in hexadecimal. */
        private static String unescaped(String text) {
            return text.matches("\\\\x[0-9a-fA-F]{2}")
                    ? String.valueOf((char) Integer.parseInt(text.substring(2), 16))
                    : text.isEmpty() ? "\t" : text;
        }

        private void event(Map<String, String> record, String text, Line line, EventSink sink) {
            EventDraft draft = LineRecord.draft(line, sink);
            byte[] time = record.getOrDefault("ts", "").getBytes(StandardCharsets.UTF_8);
            if (clock.parse(time, 0, time.length)) {
                clock.stamp(draft, line, sink);
            } else {
                sink.report(IssueCode.TIME_MISSING, "the record has no time", line.offset, line.number);
            }
            long duration = WebRequest.nanos(record.get("duration"), 9);
            if (duration >= 0) {
                draft.duration(duration);
            }
            String status = record.get("status_code");
            if (status != null && status.matches("\\d{3}")) {
                WebRequest.status(draft, Long.parseLong(status));
            }
            draft.logger(path).message(message(record, text));
            record.forEach((name, value) -> {
                boolean taken = name.equals("ts") || name.equals("duration") || name.equals("status_code");
                if (!taken) {
                    draft.attribute(NAMES.getOrDefault(name, "zeek." + name), value);
                }
            });
            sink.accept();
        }

        private static String message(Map<String, String> record, String text) {
            String status = record.getOrDefault("status_code", "");
            if (record.containsKey("method") && record.containsKey("uri")) {
                String host = record.getOrDefault("host", "");
                return (record.get("method") + " " + host + record.get("uri") + " " + status).strip();
            }
            String said = record.getOrDefault("msg", record.getOrDefault("name", ""));
            String ends = record.containsKey("id.orig_h")
                    ? record.get("id.orig_h") + ":" + record.get("id.orig_p") + " -> " + record.get("id.resp_h") + ":"
                            + record.get("id.resp_p")
                    : "";
            if (!said.isEmpty()) {
                return (said + " " + ends).strip();
            }
            if (ends.isEmpty()) {
                return text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) : text;
            }
            String more = " " + record.getOrDefault("proto", "") + " " + record.getOrDefault("service", "") + " "
                    + record.getOrDefault("conn_state", "") + " " + record.getOrDefault("query", "");
            return (ends + more).replaceAll(" {2,}", " ").strip();
        }

        @Override
        public void end(EventSink sink) {
            // Every line was a record of its own.
        }
    }
}
