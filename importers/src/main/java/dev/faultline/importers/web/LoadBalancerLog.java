package dev.faultline.importers.web;

import dev.faultline.importers.Line;
import dev.faultline.importers.LineRecord;
import dev.faultline.importers.SourceContext;
import dev.faultline.importers.log.OneLineFormat;
import dev.faultline.importers.log.OneLineRecords;
import dev.faultline.importers.log.TimeParser;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Access logs of Amazon's Classic and Application Load Balancers. Specified by the pages "Access logs for your Classic
 * Load Balancer" and "Access logs for your Application Load Balancer".
 *
 * <p>Traps: the Classic form has no type before the time; newer fields come at the end; -1 and - mean that there was no
 * target or no answer; the time is that of the answer, the creation of the request stands behind; three durations in
 * seconds add up to the whole. Sample: {@code logs/web/aws_elb_access.log}, which holds both forms.
 */
public final class LoadBalancerLog extends OneLineFormat {
    private static final Set<String> TYPES = Set.of("http", "https", "h2", "grpcs", "ws", "wss");

    public LoadBalancerLog() {
        super("aws-elb", 0.6, 0.95);
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
            if (!pieces.split(line.buffer, line.from, line.to) || pieces.count < 12) {
                return false;
            }
            at = TYPES.contains(pieces.raw(0)) ? 1 : 0;
            return pieces.is(at + 11, '"')
                    && pieces.is(at + 10, ' ')
                    && isDuration(at + 4)
                    && isDuration(at + 5)
                    && isDuration(at + 6)
                    && time.parse(pieces.bytes, pieces.from[at], pieces.to[at]);
        }

        private boolean isDuration(int piece) {
            String text = pieces.raw(piece);
            return text.equals("-1") || text.equals("-") || WebRequest.nanos(text, 9) >= 0;
        }

        @Override
        public void read(Line line, EventSink sink) {
            EventDraft draft = time.stamp(LineRecord.draft(line, sink), line, sink);
            String request = WebRequest.line(draft, pieces.raw(at + 11));
            long status = pieces.number(at + 7);
            WebRequest.status(draft, status);
            draft.attribute("aws.elb.type", at == 1 ? pieces.text(0) : null);
            draft.attribute("aws.elb.name", pieces.text(at + 1));
            WebRequest.endpoint(draft, "client.address", "client.port", pieces.text(at + 2));
            draft.attribute("aws.elb.target", pieces.text(at + 3));
            durations(draft);
            WebRequest.size(draft, "aws.elb.target.status_code", pieces.number(at + 8));
            WebRequest.size(draft, "http.request.size", pieces.number(at + 9));
            WebRequest.size(draft, "http.response.size", pieces.number(at + 10));
            draft.attribute("user_agent.original", pieces.text(at + 12));
            draft.attribute("tls.cipher", pieces.text(at + 13));
            draft.attribute("tls.protocol.version", pieces.text(at + 14));
            String failure = at == 1 ? application(draft) : null;
            String message = status < 0 ? request : request + " " + status;
            draft.message(failure == null ? message : message + " " + failure);
            sink.accept();
        }

        private void durations(EventDraft draft) {
            long total = 0;
            String[] names = {
                "aws.elb.request_processing_time", "aws.elb.target_processing_time", "aws.elb.response_processing_time"
            };
            for (int i = 0; i < names.length; i++) {
                String text = pieces.text(at + 4 + i);
                long nanos = WebRequest.nanos(text, 9);
                total = nanos < 0 || total < 0 ? -1 : total + nanos;
                WebRequest.decimal(draft, names[i], text);
            }
            draft.duration(total);
        }

        /** What only the Application Load Balancer says; the reason of a failure. */
        private @Nullable String application(EventDraft draft) {
            draft.attribute("aws.elb.target_group", pieces.text(16));
            String trace = pieces.text(17);
            TraceContext.amazon(draft, trace);
            draft.attribute("aws.elb.trace_id", trace);
            draft.attribute("tls.client.server_name", pieces.text(18));
            draft.attribute("aws.elb.request_creation_time", pieces.text(21));
            draft.attribute("aws.elb.actions", pieces.text(22));
            draft.attribute("aws.elb.redirect_url", pieces.text(23));
            String reason = pieces.text(24);
            draft.attribute("error.type", reason);
            return reason;
        }
    }
}
