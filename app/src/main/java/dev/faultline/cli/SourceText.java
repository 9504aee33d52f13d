package dev.faultline.cli;

import dev.faultline.SafeText;
import dev.faultline.importers.ImportReport;
import dev.faultline.importers.SourceReport;
import dev.faultline.model.Issue;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Source;
import dev.faultline.model.Timestamps;
import java.util.Locale;
import java.util.Map;

/** Sources and what became of them, for a person. */
final class SourceText {
    private SourceText() {}

    static String line(SourceReport report) {
        StringBuilder text = new StringBuilder();
        text.append(outcome(report.outcome())).append(' ').append(path(report.path(), report.container()));
        Source source = report.source();
        if (source != null) {
            text.append(": ").append(counts(source));
        }
        for (Map.Entry<IssueCode, Long> count : report.counts().entrySet()) {
            text.append(String.format(Locale.ROOT, "%n    %s × %,d", count.getKey(), count.getValue()));
            report.issues().stream()
                    .filter(issue -> issue.code() == count.getKey())
                    .limit(3)
                    .forEach(issue -> text.append("\n      ").append(issue(issue)));
        }
        return text.toString();
    }

    static String counts(Source source) {
        return String.format(
                Locale.ROOT,
                "%s, %,d bytes, %,d read = %,d stored + %,d rejected + %,d skipped",
                source.format(),
                source.bytes(),
                source.read(),
                source.events(),
                source.rejected(),
                source.skipped());
    }

    static String span(Source source) {
        return source.first() > source.last()
                ? "no times"
                : Timestamps.format(source.first()) + " to " + Timestamps.format(source.last());
    }

    static String issue(Issue issue) {
        String place = issue.line() > 0 ? "line " + issue.line() : issue.offset() >= 0 ? "byte " + issue.offset() : "";
        return (place.isEmpty() ? "" : place + ": ") + SafeText.line(issue.detail());
    }

    static String path(String path, @org.jspecify.annotations.Nullable String container) {
        return SafeText.line(container == null ? path : container + " › " + path);
    }

    static String total(ImportReport report) {
        long stored = 0;
        long rejected = 0;
        long skipped = 0;
        for (SourceReport each : report.sources()) {
            Source source = each.source();
            if (source != null) {
                stored += source.events();
                rejected += source.rejected();
                skipped += source.skipped();
            }
        }
        return String.format(
                Locale.ROOT,
                "%,d sources: %,d read = %,d stored + %,d rejected + %,d skipped%s",
                report.sources().size(),
                stored + rejected + skipped,
                stored,
                rejected,
                skipped,
                report.cancelled() ? " (cancelled)" : "");
    }

    private static String outcome(SourceReport.Outcome outcome) {
        return switch (outcome) {
            case IMPORTED -> "imported";
            case ALREADY_IMPORTED -> "already imported";
            case TAIL_IMPORTED -> "tail imported";
            case RESUMED -> "resumed";
            case CANCELLED -> "cancelled";
            case REFUSED -> "refused";
        };
    }
}
