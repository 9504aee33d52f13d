package dev.faultline.importers.log;

import dev.faultline.store.EventDraft;
import java.nio.charset.StandardCharsets;

/** Host, program and process of a syslog line: {@code host app[123]: } or RFC 5424's {@code host app 123 - - }. */
final class SyslogTag {
    private SyslogTag() {}

    /** Where the message begins behind them. */
    static int fill(EventDraft draft, byte[] record, int from, int to) {
        int hostEnd = word(record, from, to);
        if (hostEnd < to && hostEnd - from > 1 && record[hostEnd - 1] == ':') {
            // No host: "kernel: [997.39] sda2".
            traditional(draft, record, from, hostEnd - 1);
            return hostEnd + 1;
        }
        int tag = hostEnd + 1;
        int tagEnd = word(record, tag, to);
        if (hostEnd >= to || tagEnd > to || tag >= to) {
            return from;
        }
        int colon = tagEnd - 1;
        int message;
        int noteEnd = word(record, tagEnd + 1, to);
        if (record[colon] != ':'
                && noteEnd - tagEnd > 3
                && record[noteEnd - 1] == ':'
                && isNote(record[tagEnd + 1], record[noteEnd - 2])) {
            traditional(draft, record, tag, tagEnd);
            note(draft, record, tagEnd + 1, noteEnd - 1);
            message = Math.min(to, noteEnd + 1);
        } else if (record[colon] == ':') {
            traditional(draft, record, tag, colon);
            message = Math.min(to, tagEnd + 1);
        } else {
            message = modern(draft, record, tag, tagEnd, to);
        }
        if (message < 0) {
            return from;
        }
        draft.attribute("host.name", text(record, from, hostEnd));
        return message;
    }

    private static boolean isNote(byte first, byte last) {
        return first == '<' && last == '>' || first == '(' && last == ')';
    }

    /** macOS says the level, or for which job its launcher speaks, behind the program. */
    private static void note(EventDraft draft, byte[] record, int from, int to) {
        if (record[from] == '<') {
            int severity = Levels.ofWord(text(record, from + 1, to - 1));
            if (severity > 0) {
                draft.severity(severity);
            }
        } else {
            draft.attribute("syslog.sender", text(record, from + 1, to - 1));
        }
    }

    private static void traditional(EventDraft draft, byte[] record, int tag, int colon) {
        int bracket = tag;
        while (bracket < colon && record[bracket] != '[') {
            bracket++;
        }
        draft.service(record, tag, bracket);
        if (bracket < colon) {
            draft.attribute("process.pid", text(record, bracket + 1, colon - 1));
        }
    }

    /** RFC 5424 section 6: app-name, procid, msgid, structured data, each of them perhaps a dash. -1 for another form. */
    private static int modern(EventDraft draft, byte[] record, int tag, int tagEnd, int to) {
        int process = tagEnd + 1;
        int processEnd = word(record, process, to);
        int message = processEnd + 1;
        int messageEnd = word(record, message, to);
        int data = messageEnd + 1;
        if (data >= to || record[data] != '-' && record[data] != '[') {
            return -1;
        }
        draft.service(record, tag, tagEnd);
        if (record[process] != '-') {
            draft.attribute("process.pid", text(record, process, processEnd));
        }
        int at = data + 1;
        if (record[data] == '[') {
            at = structured(draft, record, data, to);
        }
        while (at < to && record[at] == ' ') {
            at++;
        }
        return at;
    }

    /** The elements of the structured data; {@code \]}, {@code \"} and {@code \\} are escapes. */
    private static int structured(EventDraft draft, byte[] record, int from, int to) {
        int at = from;
        while (at < to && record[at] == '[') {
            int key = at;
            while (key < to && record[key] != ' ' && record[key] != ']') {
                key++;
            }
            if (key < to && record[key] == ']') {
                // An element may consist of its name.
                at = key + 1;
                continue;
            }
            key++;
            while (key < to && record[at] != ']') {
                int equals = key;
                while (equals < to && record[equals] != '=' && record[equals] != ']') {
                    equals++;
                }
                if (equals >= to || record[equals] == ']') {
                    at = equals;
                    break;
                }
                int end = equals + 2;
                while (end < to && record[end] != '"') {
                    end += record[end] == '\\' ? 2 : 1;
                }
                draft.attribute(text(record, key, equals), text(record, equals + 2, Math.min(to, end)));
                at = Math.min(to - 1, end + 1);
                key = at + 1;
            }
            while (at < to && record[at] != ']') {
                at++;
            }
            if (at >= to) {
                // What is not closed is the message.
                return from;
            }
            at++;
        }
        return at;
    }

    private static int word(byte[] record, int from, int to) {
        int at = from;
        while (at < to && record[at] != ' ') {
            at++;
        }
        return at;
    }

    private static String text(byte[] record, int from, int to) {
        return new String(record, from, Math.max(0, to - from), StandardCharsets.UTF_8);
    }
}
