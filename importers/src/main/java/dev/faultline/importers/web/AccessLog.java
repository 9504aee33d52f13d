package dev.faultline.importers.web;

import dev.faultline.importers.Line;
import dev.faultline.importers.LineRecord;
import dev.faultline.importers.SourceContext;
import dev.faultline.importers.log.OneLineFormat;
import dev.faultline.importers.log.OneLineRecords;
import dev.faultline.importers.log.TimeParser;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import org.jspecify.annotations.Nullable;

/**
 * Access logs in NCSA's common and combined form, as Apache, nginx, Traefik, Tomcat and most others write them: {@code
 * client identity user [time] "request" status bytes "referer" "agent"} and what somebody put behind. Specified by
 * Apache's mod_log_config and nginx's ngx_http_log_module.
 *
 * <p>Traps: requests that are no HTTP, with escapes such as {@code \x16}; a virtual host before the client; times of
 * upstreams behind as {@code rt=0.005}, plain seconds or {@code 5ms}, more than one after a retry; the time is as it is
 * printed, which is the beginning of the request for Apache and its end for nginx. A status of 500 and more is an error, of 400 and more a warning. Lines of another kind between, such as a
 * container's, are read as text. Samples: {@code logs/web/nginx-access.log}, {@code logs/web/nginx-access-upstream.log}.
 */
public final class AccessLog extends OneLineFormat {
    /** Pieces in front of the time, among them the addresses of X-Forwarded-For. */
    private static final int MOST_BEFORE = 14;

    public AccessLog() {
        super("access-log", 0.6, 0.93, 0.2, 0.8);
    }

    @Override
    protected OneLineRecords.Reader reader(SourceContext context) {
        return new Request(context);
    }

    /** One line. */
    private static final class Request implements OneLineRecords.Reader {
        private final Pieces pieces = new Pieces();
        private final TimeParser time;
        private int at;

        Request(SourceContext context) {
            time = new TimeParser(context);
        }

        @Override
        public boolean fits(Line line) {
            if (!pieces.split(line.buffer, line.from, line.to)) {
                return false;
            }
            at = -1;
            for (int piece = 1; piece < Math.min(MOST_BEFORE, pieces.count); piece++) {
                if (pieces.is(piece, '[') && pieces.is(piece + 1, '"')) {
                    at = piece;
                    break;
                }
            }
            return at > 0 && status(at + 2) && time.parse(pieces.bytes, pieces.from[at], pieces.to[at]);
        }

        private boolean status(int piece) {
            long status = pieces.number(piece);
            return status >= 0 && status < 1000 || pieces.is(piece, ' ') && pieces.text(piece) == null;
        }

        @Override
        public void read(Line line, EventSink sink) {
            EventDraft draft = time.stamp(LineRecord.draft(line, sink), line, sink);
            int client = client();
            if (client > 0) {
                WebRequest.endpoint(draft, "server.address", "server.port", pieces.text(0));
            }
            draft.attribute("client.address", address(client));
            draft.attribute("user.name", at - client >= 3 ? pieces.text(user(client)) : null);
            String request = WebRequest.line(draft, pieces.raw(at + 1));
            long status = pieces.number(at + 2);
            WebRequest.status(draft, status);
            int next = at + 3;
            if (pieces.is(next, ' ')) {
                WebRequest.size(draft, "http.response.body.size", pieces.number(next));
                next++;
            }
            behind(draft, next);
            draft.message(status < 0 ? request : request + " " + status);
            sink.accept();
        }

        /** Where the client stands: first, or behind a virtual host. It may be a list, each with its comma. */
        private int client() {
            if (at < 4) {
                return 0;
            }
            int first = at - 3;
            while (first > 0 && pieces.raw(first - 1).endsWith(",")) {
                first--;
            }
            boolean listed = first < at - 3;
            return first == 1 && (listed || pieces.raw(0).indexOf(':') > 0 || isHostBeforeAddress()) ? 1 : 0;
        }

        private boolean isHostBeforeAddress() {
            String host = pieces.raw(0);
            String address = pieces.raw(1);
            boolean named = host.indexOf('.') > 0 && !isAddress(host);
            return named && isAddress(address);
        }

        private static boolean isAddress(String text) {
            return text.indexOf(':') >= 0
                    || text.indexOf('.') > 0 && text.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
        }

        private @Nullable String address(int client) {
            String text = pieces.text(client);
            return text != null && text.endsWith(",") ? text.substring(0, text.length() - 1) : text;
        }

        /** Behind the identity, which is behind all of the client's addresses. */
        private int user(int client) {
            int last = client;
            while (pieces.raw(last).endsWith(",") && last + 3 < at) {
                last++;
            }
            return last + 2;
        }

        /** Referer, agent, and whatever the server was told to write. */
        private void behind(EventDraft draft, int from) {
            int quoted = 0;
            StringBuilder rest = new StringBuilder();
            for (int piece = from; piece < pieces.count; piece++) {
                String text = pieces.text(piece);
                if (pieces.is(piece, '"')) {
                    quoted(draft, quoted++, text, rest);
                } else if (text != null && !field(draft, text)) {
                    rest.append(rest.isEmpty() ? "" : " ").append(text);
                }
            }
            if (!rest.isEmpty()) {
                draft.attribute("access.rest", rest.toString());
            }
        }

        private static void quoted(EventDraft draft, int number, @Nullable String text, StringBuilder rest) {
            if (text == null) {
                return;
            }
            if (number == 0) {
                draft.attribute("http.request.header.referer", text);
            } else if (number == 1) {
                draft.attribute("user_agent.original", text);
            } else if (!TraceContext.parent(draft, text)) {
                if (number == 2) {
                    draft.attribute("http.request.header.x-forwarded-for", text);
                } else {
                    rest.append(rest.isEmpty() ? "" : " ")
                            .append('"')
                            .append(text)
                            .append('"');
                }
            }
        }

        /** {@code name=value}, a duration of its own, or an id. */
        private static boolean field(EventDraft draft, String text) {
            int equals = text.indexOf('=');
            if (equals > 0) {
                String value = unquoted(text.substring(equals + 1));
                if (!value.isEmpty() && !value.equals("-")) {
                    named(draft, text.substring(0, equals), value);
                }
                return true;
            }
            if (text.endsWith("ms")) {
                long nanos = WebRequest.nanos(text.substring(0, text.length() - 2), 6);
                draft.duration(nanos);
                return nanos >= 0;
            }
            if (text.indexOf('.') > 0) {
                long nanos = WebRequest.nanos(text, 9);
                draft.duration(nanos);
                return nanos >= 0;
            }
            return TraceContext.parent(draft, text) || TraceContext.trace(draft, text);
        }

        private static void named(EventDraft draft, String name, String value) {
            switch (name) {
                case "rt", "request_time", "duration" -> {
                    long nanos = WebRequest.nanos(value, 9);
                    if (nanos < 0) {
                        draft.attribute(name, value);
                    } else {
                        draft.duration(nanos);
                    }
                }
                case "uct" -> WebRequest.decimal(draft, "upstream.connect_time", value);
                case "uht" -> WebRequest.decimal(draft, "upstream.header_time", value);
                case "urt" -> WebRequest.decimal(draft, "upstream.response_time", value);
                case "traceparent" -> TraceContext.parent(draft, value);
                case "trace_id", "traceid", "trace" -> {
                    if (!TraceContext.trace(draft, value)) {
                        draft.attribute(name, value);
                    }
                }
                case "span_id", "spanid", "span" -> TraceContext.span(draft, value);
                default -> draft.attribute(name, value);
            }
        }

        private static String unquoted(String text) {
            boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
            return quoted ? text.substring(1, text.length() - 1) : text;
        }
    }
}
