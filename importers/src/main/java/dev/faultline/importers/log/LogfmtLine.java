package dev.faultline.importers.log;

import dev.faultline.importers.tree.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line of {@code key=value} pairs, values quoted where they hold blanks; a key alone is true. */
final class LogfmtLine {
    private static final int LONGEST_KEY = 100;
    private static final int MOST = 500;

    private LogfmtLine() {}

    /** Its pairs; null where it is no such line: less than two pairs, or something that is neither key nor pair. */
    static Json.@Nullable Members members(String line, Json.Span span) {
        return members(line, span, 2);
    }

    /** The same with this many pairs at least. */
    static Json.@Nullable Members members(String line, Json.Span span, int least) {
        Map<String, Json> values = new LinkedHashMap<>();
        int at = 0;
        int pairs = 0;
        while (at < line.length()) {
            if (line.charAt(at) <= ' ') {
                at++;
                continue;
            }
            int end = key(line, at);
            if (end < 0 || values.size() >= MOST) {
                return null;
            }
            String key = line.substring(at, end);
            if (end == line.length() || line.charAt(end) != '=') {
                values.put(key, new Json.Flag(true));
                at = end;
                continue;
            }
            pairs++;
            StringBuilder value = new StringBuilder();
            at = value(line, end + 1, value);
            if (at < 0) {
                return null;
            }
            if (!value.isEmpty()) {
                values.put(key, new Json.Text(value.toString()));
            }
        }
        return pairs >= least ? new Json.Members(values, span) : null;
    }

    private static int key(String line, int from) {
        int at = from;
        while (at < line.length() && line.charAt(at) > ' ' && line.charAt(at) != '=') {
            char c = line.charAt(at);
            boolean part = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '_'
                    || c == '.'
                    || c == '-'
                    || c == '/'
                    || c == '@';
            if (!part || at - from >= LONGEST_KEY) {
                return -1;
            }
            at++;
        }
        return at == from ? -1 : at;
    }

    /** Position behind the value; -1 where a quote is not closed. */
    private static int value(String line, int from, StringBuilder into) {
        if (from >= line.length() || line.charAt(from) != '"') {
            int at = from;
            while (at < line.length() && line.charAt(at) > ' ') {
                at++;
            }
            into.append(line, from, at);
            return at;
        }
        for (int at = from + 1; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '"') {
                return at + 1;
            }
            if (c == '\\' && at + 1 < line.length()) {
                c = line.charAt(++at);
                into.append(c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c);
            } else {
                into.append(c);
            }
        }
        return -1;
    }
}
