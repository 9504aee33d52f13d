package dev.faultline.report;

import java.util.Optional;

/** A way to write a report in which every sentence stands on a line of its own and carries its key. */
public sealed interface ReportFormat permits HtmlReport, MarkdownReport {
    /** The whole document. */
    String write(Report report);

    /** One sentence as it stands in the document. */
    String line(Sentence sentence);

    /** The key of a line; nothing for one that is no sentence of ours. */
    Optional<String> key(String line);

    /** Whether a line is no sentence and still states something of the case: the picture, its legend, the title. */
    boolean isFrame(String line);

    /** What a person reads in a line. */
    String visible(String line);

    /** The format of a file, by its name. */
    static Optional<ReportFormat> of(String file) {
        String name = file.toLowerCase(java.util.Locale.ROOT);
        if (name.endsWith(".html") || name.endsWith(".htm")) {
            return Optional.of(new HtmlReport());
        }
        return name.endsWith(".md") ? Optional.of(new MarkdownReport()) : Optional.empty();
    }
}
