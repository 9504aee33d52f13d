package dev.faultline.importers.web;

import dev.faultline.store.EventDraft;
import java.nio.charset.StandardCharsets;

/** What web servers put around the messages of their error logs. Positions are in the record's buffer. */
final class ErrorLogFields {
    private ErrorLogFields() {}

    /** nginx: {@code *5 message, client: …, server: …, request: "…", upstream: "…", host: "…"}. */
    static int nginx(EventDraft draft, byte[] record, int from, int to) {
        int at = from;
        process(draft, record, from);
        if (at < to && record[at] == '*') {
            int blank = indexOf(" ", record, at, to);
            if (blank > 0) {
                draft.attribute("nginx.connection", text(record, at + 1, blank));
                at = blank + 1;
            }
        }
        int client = indexOf(", client: ", record, at, to);
        if (client >= 0) {
            pairs(draft, text(record, client + 2, to));
        }
        return at;
    }

    /** {@code 14801#14801: }, process and thread, stands before the message; the header takes it for one number. */
    private static void process(EventDraft draft, byte[] record, int messageFrom) {
        int end = messageFrom - 2;
        int at = end;
        int mark = -1;
        while (at > 0 && (record[at - 1] == '#' || record[at - 1] >= '0' && record[at - 1] <= '9')) {
            at--;
            mark = record[at] == '#' ? at : mark;
        }
        if (mark > at && end > mark) {
            draft.attribute("process.pid", text(record, at, mark));
            draft.attribute("thread.id", text(record, mark + 1, end));
        }
    }

    private static void pairs(EventDraft draft, String text) {
        int at = 0;
        while (at < text.length()) {
            int colon = text.indexOf(": ", at);
            if (colon < 0) {
                return;
            }
            String name = text.substring(at, colon);
            int value = colon + 2;
            boolean quoted = value < text.length() && text.charAt(value) == '"';
            int end = quoted ? text.indexOf('"', value + 1) : text.indexOf(", ", value);
            end = end < 0 ? text.length() : end;
            pair(draft, name, text.substring(quoted ? value + 1 : value, end));
            int next = text.indexOf(", ", end);
            at = next < 0 ? text.length() : next + 2;
        }
    }

    private static void pair(EventDraft draft, String name, String value) {
        if (value.isEmpty()) {
            return;
        }
        switch (name) {
            case "client" -> draft.attribute("client.address", value);
            case "server" -> draft.attribute("server.address", value);
            case "request" -> WebRequest.line(draft, value);
            case "upstream" -> draft.attribute("upstream.address", value);
            case "host" -> draft.attribute("http.request.header.host", value);
            case "referrer" -> draft.attribute("http.request.header.referer", value);
            default -> draft.attribute("nginx." + name, value);
        }
    }

    /** Apache: {@code [core:error] [pid 1:tid 2] [client 10.0.0.1:80] AH00126: message}. */
    static int apache(EventDraft draft, byte[] record, int from, int to) {
        // The header's reader takes brackets for threads and the like: this one begins again behind the time.
        int at = indexOf("] ", record, 0, to) + 2;
        if (at < 2) {
            return from;
        }
        while (at < to && record[at] == '[') {
            int close = indexOf("]", record, at, Math.min(to, at + 200));
            if (close < 0 || !bracket(draft, text(record, at + 1, close))) {
                return at;
            }
            at = close + 1;
            while (at < to && record[at] == ' ') {
                at++;
            }
        }
        return at;
    }

    private static boolean bracket(EventDraft draft, String text) {
        if (text.startsWith("client ")) {
            WebRequest.endpoint(draft, "client.address", "client.port", text.substring(7));
            return true;
        }
        if (text.startsWith("pid ")) {
            int colon = text.indexOf(":tid ");
            draft.attribute("process.pid", colon < 0 ? text.substring(4) : text.substring(4, colon));
            draft.thread(colon < 0 ? null : text.substring(colon + 5));
            return true;
        }
        int colon = text.indexOf(':');
        int severity = severity(text.substring(colon + 1));
        if (severity == 0) {
            return false;
        }
        draft.severity(severity);
        // The header took the bracket for a thread.
        draft.thread(null);
        draft.logger(colon > 0 ? text.substring(0, colon) : null);
        return true;
    }

    /** Apache's LogLevel, also {@code trace1} to {@code trace8}. */
    private static int severity(String word) {
        return switch (word) {
            case "emerg", "alert", "crit" -> 21;
            case "error" -> 17;
            case "warn" -> 13;
            case "notice" -> 10;
            case "info" -> 9;
            case "debug" -> 5;
            default -> word.startsWith("trace") && word.length() == 6 ? 1 : 0;
        };
    }

    private static int indexOf(String what, byte[] record, int from, int to) {
        byte[] wanted = what.getBytes(StandardCharsets.US_ASCII);
        for (int i = from; i + wanted.length <= to; i++) {
            int same = 0;
            while (same < wanted.length && record[i + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return i;
            }
        }
        return -1;
    }

    private static String text(byte[] record, int from, int to) {
        return new String(record, from, to - from, StandardCharsets.UTF_8);
    }
}
