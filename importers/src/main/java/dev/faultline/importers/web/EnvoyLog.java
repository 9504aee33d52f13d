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
 * Envoy's access log in its default text form, {@code [start] "METHOD path protocol" code flags received sent duration
 * upstream-time "forwarded-for" "agent" "request-id" "authority" "upstream"}, and Istio's, which has the details of the
 * response before the sizes and the cluster and addresses behind. Specified by Envoy's "Access logging" page, "Default
 * format string".
 *
 * <p>Traps: the time is the start; code 0 means that the client went away; flags such as {@code UF,URX} say why it failed;
 * a dash stands for nothing; forms that somebody made up are other formats. No permissive real file is known: tested
 * with lines of the documented shape. Lines of another kind between are read as text.
 */
public final class EnvoyLog extends OneLineFormat {
    public EnvoyLog() {
        super("envoy-access", 0.6, 0.94, 0.2, 0.81);
    }

    @Override
    protected OneLineRecords.Reader reader(SourceContext context) {
        return new Request(context);
    }

    /** One line. */
    private static final class Request implements OneLineRecords.Reader {
        private final Pieces pieces = new Pieces();
        private final TimeParser time;
        private int sizes;

        Request(SourceContext context) {
            time = new TimeParser(context);
        }

        @Override
        public boolean fits(Line line) {
            boolean begins = line.to > line.from
                    && line.buffer[line.from] == '['
                    && pieces.split(line.buffer, line.from, line.to)
                    && pieces.is(0, '[')
                    && pieces.is(1, '"')
                    && pieces.number(2) >= 0
                    && pieces.number(2) < 1000;
            if (!begins) {
                return false;
            }
            // Istio: details, termination details and a quoted failure, or only the last of them, stand before the
            // sizes.
            sizes = 4;
            while (sizes < 7 && pieces.number(sizes) < 0) {
                sizes++;
            }
            if (sizes > 4 && !pieces.is(sizes - 1, '"')) {
                return false;
            }
            return pieces.number(sizes) >= 0
                    && pieces.number(sizes + 1) >= 0
                    && time.parse(pieces.bytes, pieces.from[0], pieces.to[0]);
        }

        @Override
        public void read(Line line, EventSink sink) {
            EventDraft draft = time.stamp(LineRecord.draft(line, sink), line, sink);
            String request = WebRequest.line(draft, pieces.raw(1));
            long status = pieces.number(2);
            WebRequest.status(draft, status);
            String flags = pieces.text(3);
            draft.attribute("envoy.response_flags", flags);
            String failure = sizes > 4 ? failure(draft) : null;
            WebRequest.size(draft, "http.request.body.size", pieces.number(sizes));
            WebRequest.size(draft, "http.response.body.size", pieces.number(sizes + 1));
            long millis = pieces.number(sizes + 2);
            draft.duration(millis < 0 || millis > 1_000_000_000_000L ? -1 : millis * 1_000_000);
            WebRequest.decimal(draft, "envoy.upstream.service_time", pieces.text(sizes + 3));
            names(draft, sizes + 4);
            String message = request + " " + status + (flags == null ? "" : " " + flags);
            draft.message(failure == null ? message : message + " " + failure);
            sink.accept();
        }

        private @Nullable String failure(EventDraft draft) {
            if (sizes == 7) {
                draft.attribute("envoy.response_code_details", pieces.text(4));
                draft.attribute("envoy.connection_termination_details", pieces.text(5));
            }
            String failure = pieces.text(sizes - 1);
            draft.attribute("envoy.upstream.transport_failure_reason", failure);
            return failure;
        }

        private void names(EventDraft draft, int from) {
            draft.attribute("client.address", pieces.text(from));
            draft.attribute("user_agent.original", pieces.text(from + 1));
            draft.attribute("http.request.header.x-request-id", pieces.text(from + 2));
            WebRequest.endpoint(draft, "server.address", "server.port", pieces.text(from + 3));
            draft.attribute("envoy.upstream.host", pieces.text(from + 4));
            draft.attribute("envoy.upstream.cluster", pieces.text(from + 5));
            draft.attribute("envoy.upstream.local_address", pieces.text(from + 6));
            draft.attribute("envoy.downstream.local_address", pieces.text(from + 7));
            draft.attribute("envoy.downstream.remote_address", pieces.text(from + 8));
            draft.attribute("envoy.requested_server_name", pieces.text(from + 9));
            draft.attribute("envoy.route_name", pieces.text(from + 10));
        }
    }
}
