package dev.faultline.importers.log;

import dev.faultline.importers.Line;
import dev.faultline.importers.LineRecord;
import dev.faultline.importers.SourceContext;
import dev.faultline.importers.tree.Json;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Lines of {@code key=value} pairs, as Go's go-kit, logrus and slog write them: Prometheus, Alertmanager, Grafana, Loki,
 * Heroku. Described by brandur.org/logfmt.
 *
 * <p>Traps: values with blanks are quoted with escapes; keys without a value; empty values; the time is called {@code ts}
 * or {@code time} or stands nowhere; the message may be missing where {@code err} or {@code event} says it. Lines that are
 * no pairs are read as text. Sample: {@code logs/lnav/logfile_logfmt.0}.
 */
public final class Logfmt extends OneLineFormat {
    public Logfmt() {
        super("logfmt", 0.6, 0.87);
    }

    @Override
    protected OneLineRecords.Reader reader(SourceContext context) {
        return new Pairs(new JsonEvent(context));
    }

    /** One line. */
    private static final class Pairs implements OneLineRecords.Reader {
        private final JsonEvent event;
        private Json.@Nullable Members members;

        Pairs(JsonEvent event) {
            this.event = event;
        }

        @Override
        public boolean fits(Line line) {
            members = null;
            int equals = line.from;
            while (equals < line.to && line.buffer[equals] != '=' && equals - line.from < 100) {
                equals++;
            }
            if (equals == line.to || line.buffer[equals] != '=') {
                return false;
            }
            String text = new String(line.buffer, line.from, line.to - line.from, StandardCharsets.UTF_8);
            Json.Members found = LogfmtLine.members(text, new Json.Span(line.offset, line.length, line.number));
            boolean log = found != null
                    && (isThere(found, "level", "lvl", "severity", "msg", "message")
                            || isThere(found, "ts", "time", "t", "timestamp")
                                    && found.values().size() > 2);
            members = log ? found : null;
            return log;
        }

        private static boolean isThere(Json.Members members, String... names) {
            for (String name : names) {
                if (members.values().containsKey(name)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void read(Line line, EventSink sink) {
            if (members != null) {
                EventDraft draft = LineRecord.draft(line, sink);
                event.fill(members, draft, members.span(), sink);
                sink.accept();
            }
        }
    }
}
