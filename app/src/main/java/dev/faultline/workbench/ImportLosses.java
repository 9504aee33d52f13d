package dev.faultline.workbench;

import dev.faultline.importers.ImportReport;
import dev.faultline.importers.SourceReport;
import dev.faultline.model.Issue;
import dev.faultline.model.Source;
import dev.faultline.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an import did not take, and apart from it what was there already.
 *
 * @param stopped whether somebody stopped it
 * @param rows what is missing, and why
 * @param already sources whose bytes the case holds
 */
record ImportLosses(boolean stopped, List<Row> rows, List<String> already) {
    ImportLosses {
        rows = List.copyOf(rows);
        already = List.copyOf(already);
    }

    /**
     * Something that is missing.
     *
     * @param line in the source; 0 for the source as a whole
     * @param kept what is there of the source
     */
    record Row(String source, long line, String reason, String kept) {}

    static ImportLosses of(ImportReport report) {
        List<Row> rows = new ArrayList<>();
        List<String> already = new ArrayList<>();
        for (SourceReport each : report.sources()) {
            String path = SourceText.path(each.path(), each.container());
            if (each.outcome() == SourceReport.Outcome.ALREADY_IMPORTED) {
                already.add(path);
            }
            boolean stopped = each.outcome() == SourceReport.Outcome.CANCELLED;
            String kept = kept(each.source(), stopped);
            if (stopped) {
                rows.add(new Row(path, 0, Words.of("losses.stopped"), kept));
            }
            boolean refused = each.outcome() == SourceReport.Outcome.REFUSED;
            List<Issue> lost = each.issues().stream()
                    .filter(issue -> refused || issue.loss())
                    .toList();
            lost.forEach(issue -> rows.add(new Row(path, Math.max(0, issue.line()), reason(issue), kept)));
            long all = each.source() == null ? 0 : each.source().rejected();
            if (all > lost.size() && !lost.isEmpty()) {
                String more = Words.of("losses.more", all - lost.size());
                rows.add(new Row(path, 0, more, kept));
            }
        }
        return new ImportLosses(report.cancelled(), rows, already);
    }

    private static String reason(Issue issue) {
        return issue.code().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + issue.detail();
    }

    private static String kept(@org.jspecify.annotations.Nullable Source source, boolean stopped) {
        if (source == null) {
            return Words.of("losses.nothing");
        }
        return stopped
                ? Words.of("losses.kept-stopped", source.events(), Bytes.of(source.bytes()))
                : Words.of("losses.kept-count", source.events(), source.read());
    }

    /** Whether a person should see it at once. */
    boolean isNotable(ImportReport report) {
        return !already.isEmpty()
                || report.cancelled()
                || report.sources().stream().anyMatch(each -> each.outcome() == SourceReport.Outcome.REFUSED);
    }

    String title() {
        long sources = rows.stream().map(Row::source).distinct().count();
        String lost = stopped
                ? Words.of("losses.stopped-title")
                : rows.isEmpty() ? Words.of("losses.lost-none") : Words.of("losses.lost", sources);
        return lost + (already.isEmpty() ? "" : Words.of("losses.already-count", already.size()));
    }

    /** To be copied. */
    String text() {
        StringBuilder text = new StringBuilder(title()).append('\n');
        rows.forEach(row -> text.append(row.source())
                .append('\t')
                .append(row.line() == 0 ? "" : Words.of("losses.line", row.line()))
                .append('\t')
                .append(row.reason())
                .append('\t')
                .append(row.kept())
                .append('\n'));
        already.forEach(path -> text.append(Words.of("losses.already-there") + '\t')
                .append(path)
                .append('\n'));
        return text.toString();
    }
}
