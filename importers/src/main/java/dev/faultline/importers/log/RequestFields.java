package dev.faultline.importers.log;

import dev.faultline.store.EventDraft;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Access logs as JSON: nginx, Envoy, Traefik, Caddy and their like name the parts of a request, each in its own way. */
final class RequestFields {
    private RequestFields() {}

    /** Where the record is a request: its line and status as message and, where no level says it, its severity. */
    static void fill(JsonFields fields, EventDraft draft, boolean hasLevel, @Nullable String message) {
        int status = fields.peek(JsonNames.STATUS).number();
        String request = status < 100 || status > 599 ? null : request(fields, draft);
        if (request == null) {
            // Then the status is a field like any other.
            return;
        }
        fields.first(JsonNames.STATUS);
        draft.attribute("http.response.status_code", status);
        if (!hasLevel) {
            draft.severity(status >= 500 ? 17 : status >= 400 ? 13 : 9);
        }
        if (message == null || message.isEmpty() || message.startsWith(request)) {
            draft.message(request + " " + status);
        }
        // nginx, and nobody else, calls it so; its seconds have three decimals.
        String seconds = fields.get("request_time").word();
        if (seconds != null && seconds.length() < 16 && seconds.matches("\\d{1,9}(\\.\\d{1,6})?")) {
            draft.duration(new BigDecimal(seconds).movePointRight(9).longValue());
        }
    }

    private static @Nullable String request(JsonFields fields, EventDraft draft) {
        String line = fields.get("request").word();
        if (line == null) {
            String method = fields.text(JsonNames.METHODS);
            return method == null ? null : request(method, fields.text(JsonNames.PATHS), draft);
        }
        int blank = line.indexOf(' ');
        int protocol = line.lastIndexOf(" HTTP/");
        return blank > 0 && protocol > blank
                ? request(line.substring(0, blank), line.substring(blank + 1, protocol), draft)
                : line;
    }

    private static @Nullable String request(String method, @Nullable String target, EventDraft draft) {
        if (target == null) {
            return null;
        }
        int query = target.indexOf('?');
        draft.attribute("http.request.method", method);
        draft.attribute("url.path", query < 0 ? target : target.substring(0, query));
        draft.attribute("url.query", query < 0 ? null : target.substring(query + 1));
        return method + " " + target;
    }
}
