package dev.faultline.importers.web;

import dev.faultline.importers.Line;
import dev.faultline.importers.LineRecord;
import dev.faultline.importers.SourceContext;
import dev.faultline.importers.log.OneLineFormat;
import dev.faultline.importers.log.OneLineRecords;
import dev.faultline.importers.log.TimeParser;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * uWSGI's request log: {@code [pid: 1|app: 0|req: 1/1] client (user) {…} [time] GET /path => generated 47 bytes in 129
 * msecs (HTTP/1.1 200) …}. Specified by uWSGI's "Formatting uWSGI requests logs".
 *
 * <p>Traps: local time without a zone; the duration is in msecs or in micros; what the application prints stands between.
 * Sample: {@code logs/lnav/logfile_uwsgi.0}.
 */
public final class UwsgiLog extends OneLineFormat {
    private static final Pattern START = Pattern.compile(
            "\\[pid: (\\d{1,10})\\|app: [^|\\]]{1,20}\\|req: [^\\]]{1,40}\\] (\\S{0,100}) \\(([^)]{0,100})\\) \\{[^}]{0,80}\\} \\[([^\\]]{1,40})\\] (\\S{1,20}) ");
    private static final Pattern END =
            Pattern.compile(" => generated (\\d{1,18}) bytes in (\\d{1,12}) (msecs|micros) \\((\\S{1,20}) (\\d{3})\\)");
    private static final int LONGEST = 20_000;

    public UwsgiLog() {
        super("uwsgi", 0.5, 0.93, 0.2, 0.8);
    }

    @Override
    protected OneLineRecords.Reader reader(SourceContext context) {
        return new Request(context);
    }

    /** One line. */
    private static final class Request implements OneLineRecords.Reader {
        private final TimeParser time;
        private final Matcher start = START.matcher("");
        private final Matcher end = END.matcher("");
        private String text = "";

        Request(SourceContext context) {
            time = new TimeParser(context);
        }

        @Override
        public boolean fits(Line line) {
            if (line.to - line.from < 40 || line.buffer[line.from] != '[' || line.buffer[line.from + 1] != 'p') {
                return false;
            }
            text = new String(line.buffer, line.from, Math.min(LONGEST, line.to - line.from), StandardCharsets.UTF_8);
            if (!start.reset(text).lookingAt() || !end.reset(text).find(start.end())) {
                return false;
            }
            byte[] clock = start.group(4).getBytes(StandardCharsets.ISO_8859_1);
            return time.parse(clock, 0, clock.length);
        }

        @Override
        public void read(Line line, EventSink sink) {
            EventDraft draft = time.stamp(LineRecord.draft(line, sink), line, sink);
            String request = WebRequest.target(draft, start.group(5), text.substring(start.end(), end.start()));
            long status = Long.parseLong(end.group(5));
            WebRequest.status(draft, status);
            draft.duration(WebRequest.nanos(end.group(2), end.group(3).equals("micros") ? 3 : 6))
                    .attribute("process.pid", start.group(1))
                    .attribute("client.address", start.group(2))
                    .attribute("user.name", start.group(3).isEmpty() ? null : start.group(3))
                    .attribute("network.protocol.version", end.group(4).replace("HTTP/", ""))
                    .message(request + " " + status);
            WebRequest.size(draft, "http.response.body.size", Long.parseLong(end.group(1)));
            sink.accept();
        }
    }
}
