package dev.faultline.importers.log;

import dev.faultline.importers.tree.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the columns of an export mean, by the names that tools give them. */
final class CsvHeader {
    /** Our name, and those that stand for it, the surest first. */
    private static final Map<String, List<String>> MEANINGS = new LinkedHashMap<>();

    static {
        MEANINGS.put(
                "@timestamp",
                List.of(
                        "tsns",
                        "@timestamp",
                        "_time",
                        "timestamp",
                        "date",
                        "time",
                        "datetime",
                        "date time",
                        "date/time",
                        "ts",
                        "eventtime",
                        "event_time",
                        "log_time",
                        "timegenerated",
                        "timegenerated [utc]",
                        "timestamp [utc]",
                        "time (utc)",
                        "timestamp (utc)",
                        "timestamp utc",
                        "time utc",
                        "timeutc",
                        "created_at",
                        "_messagetimems",
                        "_messagetime"));
        MEANINGS.put(
                "message",
                List.of(
                        "message",
                        "@message",
                        "_raw",
                        "line",
                        "log",
                        "msg",
                        "content",
                        "body",
                        "text",
                        "textpayload",
                        "jsonpayload.message",
                        "log message",
                        "event",
                        "logentry",
                        "logmessage",
                        "event_message",
                        "description"));
        MEANINGS.put(
                "level",
                List.of("level", "severity", "log.level", "loglevel", "log_level", "lvl", "detected_level", "status"));
        MEANINGS.put(
                "service",
                List.of(
                        "service",
                        "service.name",
                        "service_name",
                        "servicename",
                        "app",
                        "application",
                        "containername",
                        "cloud_rolename",
                        "approlename",
                        "container_name",
                        "kubernetes.container_name",
                        "job"));
        MEANINGS.put("host.name", List.of("host", "hostname", "host.name", "_sourcehost"));
        MEANINGS.put("logger", List.of("logger", "logger_name", "log.logger", "component", "class"));
        MEANINGS.put("thread", List.of("thread", "thread_name", "threadname", "process.thread.name"));
        MEANINGS.put("trace_id", List.of("trace_id", "traceid", "trace.id", "trace id", "operation_id"));
        MEANINGS.put("span_id", List.of("span_id", "spanid", "span.id", "span id"));
        MEANINGS.put(
                "stack_trace",
                List.of("stack_trace", "error.stack", "stacktrace", "error.stack_trace", "exception.stacktrace"));
    }

    private final List<String> names;
    private final int day;
    private final int clock;

    private CsvHeader(List<String> names, int day, int clock) {
        this.names = names;
        this.day = day;
        this.clock = clock;
    }

    static CsvHeader of(List<String> columns) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = columns.size() - 1; i >= 0; i--) {
            places.put(columns.get(i).strip().toLowerCase(Locale.ROOT), i);
        }
        List<String> names = new ArrayList<>(columns.stream().map(String::strip).toList());
        MEANINGS.forEach((name, aliases) -> {
            for (String alias : aliases) {
                Integer place = places.get(alias);
                if (place != null) {
                    names.set(place, name);
                    return;
                }
            }
        });
        int date = places.getOrDefault("date", -1);
        int time = places.getOrDefault("time", -1);
        boolean both = date >= 0 && time >= 0 && names.get(date).equals("@timestamp");
        return new CsvHeader(names, both ? date : -1, both ? time : -1);
    }

    /** Whether a column is understood to be this. */
    boolean has(String name) {
        return names.contains(name);
    }

    /** What the columns are called, by us where we know them. */
    List<String> names() {
        return names;
    }

    int columns() {
        return names.size();
    }

    /** Whether these can be names of columns: words, no times or numbers, none twice. */
    static boolean isPossible(List<String> columns) {
        if (columns.size() < 2 || columns.stream().map(String::strip).distinct().count() < columns.size()) {
            return false;
        }
        for (String column : columns) {
            String name = column.strip();
            boolean word = !name.isEmpty()
                    && name.length() <= 80
                    && name.indexOf('\n') < 0
                    && (Character.isLetter(name.charAt(0)) || "@_#$*".indexOf(name.charAt(0)) >= 0);
            if (!word) {
                return false;
            }
        }
        return true;
    }

    /** A row as the record that it would be in JSON. */
    Json.Members row(List<String> fields, Json.Span span) {
        Map<String, Json> values = new LinkedHashMap<>();
        for (int i = 0; i < names.size() && i < fields.size(); i++) {
            String value =
                    i == day && clock < fields.size() ? fields.get(day) + " " + fields.get(clock) : fields.get(i);
            if (!value.isBlank() && i != clock) {
                values.putIfAbsent(names.get(i), new Json.Text(value));
            }
        }
        return new Json.Members(values, span);
    }
}
