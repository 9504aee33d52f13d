package dev.faultline.report;

import dev.faultline.model.EventId;
import dev.faultline.text.MarkdownText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A report as Markdown, a list item per sentence; its key is a comment at the end. */
final class MarkdownReport implements ReportFormat {
    private static final Pattern KEY = Pattern.compile("<!-- key ([^ ]{1,200}) -->\\s*$");

    @Override
    public String write(Report report) {
        StringBuilder out = new StringBuilder("# ")
                .append(MarkdownText.escape(report.title()))
                .append("\n");
        if (report.redacted()) {
            out.append("\nRedacted: what stands in brackets is a pseudonym. <!-- redacted -->\n");
        }
        for (Section section : report.sections()) {
            if (!section.sentences().isEmpty()) {
                out.append("\n## ").append(MarkdownText.escape(section.title())).append("\n\n");
                section.sentences()
                        .forEach(sentence -> out.append(line(sentence)).append('\n'));
            }
        }
        return out.toString();
    }

    @Override
    public String line(Sentence sentence) {
        StringBuilder line = new StringBuilder("- ").append(MarkdownText.escape(sentence.text()));
        for (EventId event : sentence.events()) {
            line.append(" [#").append(event).append("]");
        }
        if (!sentence.query().isEmpty()) {
            line.append(" (").append(MarkdownText.escape(sentence.query())).append(')');
        }
        Marks.of(sentence).ifPresent(mark -> line.append(" *(").append(mark).append(")*"));
        return line.append(" <!-- key ").append(sentence.key()).append(" -->").toString();
    }

    @Override
    public Optional<String> key(String line) {
        Matcher matcher = KEY.matcher(line);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    @Override
    public boolean isFrame(String line) {
        return line.startsWith("# ");
    }

    @Override
    public String visible(String line) {
        return KEY.matcher(line).replaceFirst("").replaceAll("\\s+", " ").strip();
    }
}
