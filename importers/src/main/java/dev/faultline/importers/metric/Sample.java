package dev.faultline.importers.metric;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of a scrape: {@code name{label="value"} 1.5 1520879607.789 # {trace_id="…"} 0.67}.
 *
 * @param end number of bytes up to the end of the value
 */
record Sample(
        String name,
        Map<String, String> labels,
        String value,
        @Nullable String time,
        Map<String, String> exemplar,
        int end) {
    private static final int MOST_LABELS = 200;

    /** Null where the line is none. */
    static @Nullable Sample parse(String line) {
        int at = nameEnd(line, 0);
        if (at == 0 || at >= line.length()) {
            return null;
        }
        String name = line.substring(0, at);
        Map<String, String> labels = new LinkedHashMap<>();
        if (line.charAt(at) == '{') {
            at = labels(line, at + 1, labels);
            if (at < 0) {
                return null;
            }
        }
        int from = blanks(line, at);
        int to = word(line, from);
        String value = line.substring(from, to);
        if (from == at || !isNumber(value)) {
            return null;
        }
        int timeFrom = blanks(line, to);
        int timeTo = word(line, timeFrom);
        String time = line.substring(timeFrom, timeTo);
        boolean timed = !time.isEmpty() && !time.startsWith("#");
        if (timed && !isNumber(time)) {
            return null;
        }
        Map<String, String> exemplar = new LinkedHashMap<>();
        int mark = line.indexOf(" # {", to);
        if (mark >= 0) {
            labels(line, mark + 4, exemplar);
        }
        int end = line.substring(0, to).getBytes(StandardCharsets.UTF_8).length;
        return new Sample(name, labels, value, timed ? time : null, exemplar, end);
    }

    private static int nameEnd(String line, int from) {
        int at = from;
        while (at < line.length()) {
            char c = line.charAt(at);
            boolean part = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c == '_'
                    || c == ':'
                    || c == '.'
                    || at > from && c >= '0' && c <= '9';
            if (!part) {
                return at;
            }
            at++;
        }
        return at;
    }

    /** Position behind the closing brace; -1 where it is missing. */
    private static int labels(String line, int from, Map<String, String> into) {
        int at = from;
        while (at < line.length() && into.size() < MOST_LABELS) {
            char c = line.charAt(at);
            if (c == '}') {
                return at + 1;
            }
            if (c == ',' || c == ' ') {
                at++;
                continue;
            }
            int end = nameEnd(line, at);
            if (end == at || end + 1 >= line.length() || line.charAt(end) != '=' || line.charAt(end + 1) != '"') {
                return -1;
            }
            StringBuilder value = new StringBuilder();
            int close = value(line, end + 2, value);
            if (close < 0) {
                return -1;
            }
            into.put(line.substring(at, end), value.toString());
            at = close + 1;
        }
        return -1;
    }

    private static int value(String line, int from, StringBuilder into) {
        for (int at = from; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '"') {
                return at;
            }
            if (c == '\\' && at + 1 < line.length()) {
                c = line.charAt(++at);
                into.append(c == 'n' ? '\n' : c);
            } else {
                into.append(c);
            }
        }
        return -1;
    }

    private static int blanks(String line, int from) {
        int at = from;
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    private static int word(String line, int from) {
        int at = from;
        while (at < line.length() && line.charAt(at) != ' ' && line.charAt(at) != '\t') {
            at++;
        }
        return at;
    }

    private static boolean isNumber(String text) {
        return text.equalsIgnoreCase("NaN") || !Double.isNaN(MetricLabels.number(text));
    }
}
