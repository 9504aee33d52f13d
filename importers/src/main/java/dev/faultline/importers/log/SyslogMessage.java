package dev.faultline.importers.log;

import dev.faultline.importers.SourceContext;
import dev.faultline.importers.tree.Json;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands behind a syslog line's tag and says more than its header: JSON, also behind the cookie {@code @cee:}, and the
 * requests of HAProxy, whose status says more of them than their priority, which is always the same.
 */
final class SyslogMessage implements TextLogParser.Finish {
    private static final byte[] COOKIE = "@cee:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HAPROXY = " haproxy".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST = 400;
    private static final Pattern REQUEST =
            Pattern.compile("\\S{3,60}+ \\[[^\\]]{20,30}+\\] \\S{1,80}+ \\S{1,160}+(?: \\S{1,160}+)?"
                    + " (?:[-+]?\\d{1,9}/){4}\\+?(\\d{1,9}) (-1|[1-5]\\d\\d) \\+?\\d{1,12} ");

    private static final byte[] LEVEL = "level=".getBytes(StandardCharsets.US_ASCII);

    private final JsonEvent json;
    private final LineHeader inner;

    SyslogMessage(SourceContext context) {
        json = new JsonEvent(context);
        inner = new LineHeader(context);
    }

    @Override
    public int fill(EventDraft draft, byte[] record, int from, int to) {
        int message = SyslogTag.fill(draft, record, from, to);
        if (message > from && !draft.hasSeverity()) {
            draft.severity(level(record, message, to));
        }
        return message;
    }

    /** The level that the program itself wrote: in front, behind a time of its own, or as a pair among others. */
    private int level(byte[] record, int from, int to) {
        int leading = Levels.leading(record, from, to);
        if (leading > 0 || from >= to) {
            return leading;
        }
        int first = record[from] == '[' && from + 1 < to ? from + 1 : from;
        if (record[first] >= '0' && record[first] <= '9') {
            int time = inner.findTime(record, from, to);
            if (time == first) {
                inner.read(record, from, time, to);
                return inner.severity;
            }
            return 0;
        }
        return pair(record, from, Math.min(to, from + LONGEST));
    }

    /** The level among pairs, of which a message consists that begins with one; 0 for any other text. */
    private static int pair(byte[] record, int from, int to) {
        int at = from;
        while (at < to && (record[at] >= 'a' && record[at] <= 'z' || record[at] == '_')) {
            at++;
        }
        if (at == from || at == to || record[at] != '=') {
            return 0;
        }
        for (int i = from; i < to; i++) {
            if ((i == from || record[i - 1] == ' ') && starts(record, i, to, LEVEL)) {
                int word = i + LEVEL.length;
                int start = word < to && record[word] == '"' ? word + 1 : word;
                int end = start;
                while (end < to && record[end] > ' ' && record[end] != '"') {
                    end++;
                }
                return Levels.ofWord(record, start, end);
            }
        }
        return 0;
    }

    @Override
    public int fill(EventDraft draft, byte[] record, int from, int to, Json.Span place, EventSink sink) {
        int message = fill(draft, record, from, to);
        int at = message;
        if (starts(record, at, to, COOKIE)) {
            at += COOKIE.length;
            while (at < to && record[at] == ' ') {
                at++;
            }
        }
        if (at < to && record[at] == '{' && record[to - 1] == '}') {
            Json.Members object = InnerText.spoken(text(record, at, to), place);
            if (object != null) {
                json.fillBesideTime(object, draft, place, sink);
                return MESSAGE_SET;
            }
        } else if (isHaproxy(record, from, message)) {
            request(draft, text(record, message, Math.min(to, message + LONGEST)));
        }
        return message;
    }

    private static void request(EventDraft draft, String text) {
        Matcher request = REQUEST.matcher(text);
        if (!request.lookingAt()) {
            return;
        }
        int status = Integer.parseInt(request.group(2));
        draft.severity(status < 0 || status >= 500 ? 17 : status >= 400 ? 13 : 9)
                .duration(Long.parseLong(request.group(1)) * 1_000_000);
        if (status > 0) {
            draft.attribute("http.response.status_code", status);
        }
    }

    private static boolean isHaproxy(byte[] record, int from, int to) {
        int at = from;
        while (at < to && !starts(record, at, to, HAPROXY)) {
            at++;
        }
        return at < to;
    }

    private static boolean starts(byte[] record, int from, int to, byte[] with) {
        boolean same = from + with.length <= to;
        for (int i = 0; same && i < with.length; i++) {
            same = record[from + i] == with[i];
        }
        return same;
    }

    private static String text(byte[] record, int from, int to) {
        return new String(record, from, to - from, StandardCharsets.UTF_8);
    }
}
