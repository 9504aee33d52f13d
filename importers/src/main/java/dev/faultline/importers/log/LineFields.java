package dev.faultline.importers.log;

import dev.faultline.importers.Limits;
import dev.faultline.importers.tree.Fields;
import dev.faultline.importers.tree.Json;
import dev.faultline.store.EventDraft;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What loggers for consoles write behind the message: an object of JSON (zap) or {@code key=value} pairs (logrus, zerolog). */
public final class LineFields {
    private static final Json.Span NOWHERE = new Json.Span(0, 0, 0);

    private LineFields() {}

    /** Puts the fields into the draft, ids as such; false where the text is none or has too many. */
    public static boolean put(EventDraft draft, String text) {
        Json.Members members = text.startsWith("{")
                ? InnerText.parse(text, NOWHERE)
                : LogfmtLine.members(text.stripTrailing(), NOWHERE, 1);
        if (members == null || members.values().size() > Limits.FIELDS) {
            return false;
        }
        for (Map.Entry<String, Json> member : members.values().entrySet()) {
            if (!isId(draft, member.getKey(), member.getValue().word()) && !isNothing(member.getValue())) {
                draft.attribute(member.getKey(), Fields.attribute(member.getValue()));
            }
        }
        return true;
    }

    private static boolean isNothing(Json value) {
        return value == Json.Nothing.NULL || value == Json.Nothing.ABSENT;
    }

    private static boolean isId(EventDraft draft, String name, @Nullable String value) {
        if (value == null) {
            return false;
        }
        byte[] hex = value.getBytes(StandardCharsets.UTF_8);
        return JsonNames.TRACES.contains(name) && hex.length >= 16 && draft.traceIdHex(hex, 0, hex.length)
                || JsonNames.SPANS.contains(name) && draft.spanIdHex(hex, 0, hex.length);
    }

    /** zap's console encoder: the fields are the last of the pieces between tabs. The message stays as it is written. */
    static final class BehindTab implements TextLogParser.Finish {
        /** Whether a line of this text ends so. */
        static boolean isIn(String head) {
            int tab = head.indexOf("\t{\"");
            int end = tab < 0 ? -1 : head.indexOf('\n', tab);
            return end > 0 && head.charAt(end - 1 - (head.charAt(end - 1) == '\r' ? 1 : 0)) == '}';
        }

        @Override
        public int fill(EventDraft draft, byte[] record, int messageFrom, int firstLineEnd) {
            int end = firstLineEnd;
            while (end > messageFrom && record[end - 1] <= ' ' && record[end - 1] >= 0) {
                end--;
            }
            if (end > messageFrom && record[end - 1] == '}') {
                int from = messageFrom;
                while (from + 2 < end && !(record[from] == '\t' && record[from + 1] == '{')) {
                    from++;
                }
                if (from + 2 < end) {
                    put(draft, new String(record, from + 1, end - from - 1, StandardCharsets.UTF_8));
                }
            }
            return messageFrom;
        }
    }
}
