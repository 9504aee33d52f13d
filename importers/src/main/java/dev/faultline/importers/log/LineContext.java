package dev.faultline.importers.log;

import dev.faultline.store.EventDraft;
import java.nio.charset.StandardCharsets;

/** The diagnostic context of a line, {@code key=value} pairs: ids where the keys say so, attributes else. */
final class LineContext {
    private LineContext() {}

    static void fill(EventDraft draft, byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            while (at < to && (bytes[at] == ' ' || bytes[at] == ',')) {
                at++;
            }
            int equals = at;
            while (equals < to && bytes[equals] != '=' && bytes[equals] != ' ') {
                equals++;
            }
            if (equals >= to || bytes[equals] != '=') {
                return;
            }
            int end = equals + 1;
            while (end < to && bytes[end] != ',' && bytes[end] != ' ') {
                end++;
            }
            pair(draft, bytes, at, equals, end);
            at = end;
        }
    }

    private static void pair(EventDraft draft, byte[] bytes, int from, int equals, int to) {
        int value = equals + 1;
        if (value == to) {
            return;
        }
        String key = new String(bytes, from, equals - from, StandardCharsets.UTF_8);
        boolean taken =
                switch (key) {
                    case "trace_id", "traceId", "traceid", "trace.id", "trace" ->
                        to - value >= 16 && draft.traceIdHex(bytes, value, to);
                    case "span_id", "spanId", "spanid", "span.id", "span" -> draft.spanIdHex(bytes, value, to);
                    default -> false;
                };
        if (!taken) {
            draft.attribute(key, new String(bytes, value, to - value, StandardCharsets.UTF_8));
        }
    }
}
