package dev.faultline.importers.web;

import dev.faultline.model.AttributeValue;
import dev.faultline.store.EventDraft;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What all access logs say of a request, in OpenTelemetry's names. */
final class WebRequest {
    private static final int LONGEST_METHOD = 20;

    private WebRequest() {}

    /** {@code GET /path?query HTTP/1.1} or whatever a client sent instead. The text that a message begins with. */
    static String line(EventDraft draft, String request) {
        int method = request.indexOf(' ');
        int protocol = request.lastIndexOf(' ');
        boolean good = method > 0
                && method <= LONGEST_METHOD
                && protocol > method
                && request.startsWith("HTTP/", protocol + 1)
                && isMethod(request, method);
        if (!good) {
            return request;
        }
        draft.attribute("network.protocol.version", request.substring(protocol + 6));
        return target(draft, request.substring(0, method), request.substring(method + 1, protocol));
    }

    private static boolean isMethod(String request, int end) {
        for (int i = 0; i < end; i++) {
            char c = request.charAt(i);
            if ((c < 'A' || c > 'Z') && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }

    /** Method and target; the target is a path or a whole address. */
    static String target(EventDraft draft, String method, String target) {
        draft.attribute("http.request.method", method);
        String path = target;
        int scheme = target.indexOf("://");
        if (scheme > 0 && scheme < 10) {
            int slash = target.indexOf('/', scheme + 3);
            int end = slash < 0 ? target.length() : slash;
            draft.attribute("url.full", target);
            draft.attribute("url.scheme", target.substring(0, scheme).toLowerCase(Locale.ROOT));
            host(draft, target.substring(scheme + 3, end));
            path = slash < 0 ? "/" : target.substring(slash);
        }
        path(draft, path);
        return method + " " + target;
    }

    private static void path(EventDraft draft, String path) {
        int query = path.indexOf('?');
        draft.attribute("url.path", query < 0 ? path : path.substring(0, query));
        if (query >= 0 && query + 1 < path.length()) {
            draft.attribute("url.query", path.substring(query + 1));
        }
    }

    private static void host(EventDraft draft, String host) {
        endpoint(draft, "server.address", "server.port", host);
    }

    /** {@code address:port}, the address of version 6 in brackets or not. */
    static void endpoint(EventDraft draft, String address, String port, @Nullable String text) {
        if (text == null) {
            return;
        }
        int colon = text.lastIndexOf(':');
        boolean ported = colon > 0 && (text.indexOf(':') == colon || text.charAt(colon - 1) == ']');
        draft.attribute(address, ported ? text.substring(0, colon) : text);
        if (ported && colon + 1 < text.length()) {
            draft.attribute(port, text.substring(colon + 1));
        }
    }

    /** The answer: what failed in the server is an error, what the client did wrong a warning. */
    static void status(EventDraft draft, long status) {
        if (status < 0) {
            return;
        }
        draft.attribute("http.response.status_code", status);
        draft.severity(severity(status));
    }

    /** OpenTelemetry's severity of a status. */
    static int severity(long status) {
        return status >= 500 || status == 0 ? 17 : status >= 400 ? 13 : 9;
    }

    /** A number of bytes; negative for none. */
    static void size(EventDraft draft, String name, long bytes) {
        if (bytes >= 0) {
            draft.attribute(name, bytes);
        }
    }

    /** Nanoseconds of decimal seconds; -1 for text that is none, and for what a proxy writes when there was no answer. */
    static long nanos(@Nullable String seconds, int decimals) {
        if (seconds == null || seconds.isEmpty() || seconds.length() > 20) {
            return -1;
        }
        for (int i = 0; i < seconds.length(); i++) {
            char c = seconds.charAt(i);
            if ((c < '0' || c > '9') && c != '.') {
                return -1;
            }
        }
        try {
            BigDecimal nanos = new BigDecimal(seconds).movePointRight(decimals);
            return nanos.precision() - nanos.scale() > 18 ? -1 : nanos.longValue();
        } catch (NumberFormatException notOne) {
            return -1;
        }
    }

    /** A number as the log writes it. */
    static void decimal(EventDraft draft, String name, @Nullable String text) {
        if (text != null) {
            draft.attribute(name, nanos(text, 9) < 0 ? AttributeValue.of(text) : number(text));
        }
    }

    private static AttributeValue number(String text) {
        boolean whole = text.indexOf('.') < 0;
        return new AttributeValue(whole ? AttributeValue.Type.LONG : AttributeValue.Type.DOUBLE, text);
    }
}
