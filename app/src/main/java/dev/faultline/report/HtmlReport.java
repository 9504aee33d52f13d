package dev.faultline.report;

import dev.faultline.model.EventId;
import dev.faultline.model.Timestamps;
import dev.faultline.text.HtmlText;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A report as one page that loads nothing and runs nothing. */
final class HtmlReport implements ReportFormat {
    private static final Pattern KEY = Pattern.compile("<li data-key=\"([^\"]{1,200})\"");
    private static final String STYLE = "body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;"
            + "padding:0 1rem}li{margin:.3rem 0;overflow-wrap:anywhere;white-space:pre-wrap}ul{padding-left:1.2rem}"
            + "a{text-decoration:none}em{opacity:.7;font-size:.85em}code{font-size:.85em;opacity:.8}"
            + ".chart{display:flex;align-items:flex-end;height:6rem;gap:1px;border-bottom:1px solid #8888}"
            + ".chart div{flex:1;background:#8aa4c8;display:flex;align-items:flex-end}"
            + ".chart b{display:block;width:100%;background:#c0392b}small{opacity:.75}"
            + "@media(prefers-color-scheme:dark){body{background:#16181d;color:#e6e6e6}a{color:#8ab4f8}}"
            + "@media print{a{color:inherit}}";

    @Override
    public String write(Report report) {
        StringBuilder out = new StringBuilder(HtmlText.head(report.title(), STYLE));
        out.append("<h1>").append(HtmlText.escape(report.title())).append("</h1>\n");
        if (report.redacted()) {
            out.append("<p data-redacted=\"true\">Redacted: what stands in brackets is a pseudonym.</p>\n");
        }
        picture(out, report.picture());
        for (Section section : report.sections()) {
            if (!section.sentences().isEmpty()) {
                out.append("<h2>").append(HtmlText.escape(section.title())).append("</h2>\n<ul>\n");
                section.sentences()
                        .forEach(sentence -> out.append(line(sentence)).append('\n'));
                out.append("</ul>\n");
            }
        }
        return out.append("</body>\n</html>\n").toString();
    }

    private static void picture(StringBuilder out, Picture picture) {
        long most = picture.most();
        if (most == 0) {
            return;
        }
        out.append("<div class=\"chart\">");
        for (Picture.Bar bar : picture.bars()) {
            out.append(String.format(
                    Locale.ROOT,
                    "<div style=\"height:%.1f%%\" title=\"%s: %d events, %d errors\"><b style=\"height:%.1f%%\"></b></div>",
                    100.0 * bar.events() / most,
                    Timestamps.format(bar.from()),
                    bar.events(),
                    bar.errors(),
                    bar.events() == 0 ? 0 : 100.0 * bar.errors() / bar.events()));
        }
        out.append("</div>\n<p><small>Events over time, errors or worse in red; ")
                .append(Timestamps.format(picture.range().from()))
                .append(" to ")
                .append(Timestamps.format(picture.range().to() - 1))
                .append("; the highest bar is ")
                .append(most)
                .append(" events.</small></p>\n");
    }

    @Override
    public String line(Sentence sentence) {
        StringBuilder line = new StringBuilder("<li data-key=\"");
        line.append(sentence.key()).append('"');
        if (sentence.key().startsWith("evidence/")) {
            line.append(" id=\"e-")
                    .append(sentence.key().substring("evidence/".length()))
                    .append('"');
        }
        // A line feed within would end the line that the check reads.
        line.append('>').append(HtmlText.escape(sentence.text()).replace("\n", "&#10;"));
        for (EventId event : sentence.events()) {
            line.append(" <a href=\"#e-")
                    .append(event)
                    .append("\">#")
                    .append(event)
                    .append("</a>");
        }
        if (!sentence.query().isEmpty()) {
            line.append(" <code>").append(HtmlText.escape(sentence.query())).append("</code>");
        }
        return line.append(Marks.of(sentence)
                        .map(mark -> " <em>[" + mark + "]</em>")
                        .orElse(""))
                .append("</li>")
                .toString();
    }

    @Override
    public Optional<String> key(String line) {
        Matcher matcher = KEY.matcher(line);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    @Override
    public boolean isFrame(String line) {
        return line.startsWith("<div class=\"chart\">")
                || line.startsWith("<p><small>")
                || line.startsWith("<h1>")
                || line.startsWith("<title>");
    }

    @Override
    public String visible(String line) {
        String text = line.replaceAll("<[^>]*>", " ");
        StringBuilder out = new StringBuilder();
        Matcher entity = Pattern.compile("&(?:#([0-9]{1,6})|(amp|lt|gt));").matcher(text);
        while (entity.find()) {
            String plain = entity.group(1) != null
                    ? new String(Character.toChars(Math.min(0xFFFF, Integer.parseInt(entity.group(1)))))
                    : switch (entity.group(2)) {
                        case "lt" -> "<";
                        case "gt" -> ">";
                        default -> "&";
                    };
            entity.appendReplacement(out, Matcher.quoteReplacement(plain));
        }
        return entity.appendTail(out).toString().replaceAll("\\s+", " ").strip();
    }
}
