package dev.faultline.text;

import dev.faultline.importers.ImportReport;
import dev.faultline.importers.SourceReport;
import dev.faultline.model.Issue;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Source;
import dev.faultline.model.Timestamps;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sources and what became of them, for a person. */
public final class SourceText {
    private SourceText() {}

    public static String line(SourceReport report) {
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

    public static String counts(Source source) {
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

    public static String span(Source source) {
        return source.first() > source.last()
                ? "no times"
                : Timestamps.format(source.first()) + " to " + Timestamps.format(source.last());
    }

    public static String issue(Issue issue) {
        String place = issue.line() > 0 ? "line " + issue.line() : issue.offset() >= 0 ? "byte " + issue.offset() : "";
        return (place.isEmpty() ? "" : place + ": ") + SafeText.line(issue.detail());
    }

    public static String path(String path, @org.jspecify.annotations.Nullable String container) {
        return SafeText.line(container == null ? path : container + " › " + path);
    }

    public static String total(ImportReport report) {
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
        return equation(report.sources().size(), stored, rejected, skipped)
                + (report.cancelled() ? " (cancelled)" : "");
    }

    /** All sources together. */
    public static String total(List<Source> sources) {
        return equation(
                sources.size(),
                sources.stream().mapToLong(Source::events).sum(),
                sources.stream().mapToLong(Source::rejected).sum(),
                sources.stream().mapToLong(Source::skipped).sum());
    }

    private static String equation(int sources, long stored, long rejected, long skipped) {
        return String.format(
                Locale.ROOT,
                "%,d %s: %,d read = %,d stored + %,d rejected + %,d skipped",
                sources,
                sources == 1 ? "source" : "sources",
                stored + rejected + skipped,
                stored,
                rejected,
                skipped);
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
