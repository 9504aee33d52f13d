package dev.faultline.export;

import dev.faultline.model.Event;
import dev.faultline.model.Severity;
import dev.faultline.model.Timestamps;
import dev.faultline.text.EventDetails;
import dev.faultline.text.HtmlText;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Events as one page that loads nothing and runs nothing. */
final class HtmlEvents implements EventWriter {
    private static final String STYLE = "body{font:14px/1.4 system-ui,sans-serif;margin:1.5rem}"
            + "table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #8884;padding:.25rem .5rem;"
            + "text-align:left;vertical-align:top;overflow-wrap:anywhere}td.t{white-space:nowrap;"
            + "font-variant-numeric:tabular-nums}td.m{white-space:pre-wrap}small{opacity:.75}"
            + "tr.error td.s,tr.fatal td.s{font-weight:700}@media(prefers-color-scheme:dark){body{background:#16181d;"
            + "color:#e6e6e6}}";

    private final PrintStream out;

    HtmlEvents(PrintStream out, String title, long count, long written, boolean redacted) {
        this.out = out;
        out.print(HtmlText.head(title, STYLE));
        out.print("<h1>" + HtmlText.escape(title) + "</h1>\n<p>" + written + " of " + count
                + " events, times in UTC" + (redacted ? ", redacted: what stands in brackets is a pseudonym" : "")
                + ".</p>\n<table>\n<tr><th>time</th><th>kind</th><th>severity</th><th>service</th><th>name</th>"
                + "<th>message</th><th>trace</th><th>source</th><th>id</th></tr>\n");
    }

    @Override
    public void write(Event event, String path) {
        String severity =
                event.severity() == Severity.UNSPECIFIED ? "" : event.severity().label();
        out.print("<tr class=\"" + severity + "\"><td class=\"t\">"
                + (event.hasTime() ? Timestamps.format(event.time()) : "no time")
                + "</td><td>" + event.kind().label() + "</td><td class=\"s\">" + severity + "</td>");
        cell(event.service());
        cell(event.name());
        String details = EventDetails.line(event);
        out.print("<td class=\"m\">" + HtmlText.escape(event.message())
                + (event.exception() == null ? "" : "<br>" + HtmlText.escape(EventDetails.exception(event.exception())))
                + (details.isEmpty() ? "" : "<br><small>" + HtmlText.escape(details) + "</small>") + "</td>");
        cell(event.traceId());
        cell(path + (event.location().line() > 0 ? " line " + event.location().line() : ""));
        out.print("<td>" + event.id() + "</td></tr>\n");
    }

    private void cell(@Nullable String text) {
        out.print("<td>" + (text == null ? "" : HtmlText.escape(text)) + "</td>");
    }

    @Override
    public void end() {
        out.print("</table>\n</body>\n</html>\n");
        out.flush();
    }
}
