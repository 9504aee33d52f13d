package dev.faultline.cli;

import dev.faultline.importers.ImportReport;
import dev.faultline.importers.SourceReport;
import dev.faultline.model.Issue;
import dev.faultline.model.IssueCode;
import dev.faultline.text.JsonOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** The report that {@code import --report} writes: counts, and every kind of problem with its place. */
final class ImportReportFile {
    private static final int MOST = 200;

    private ImportReportFile() {}

    static void write(Path file, ImportReport report) throws IOException {
        try (PrintStream out =
                new PrintStream(new BufferedOutputStream(Files.newOutputStream(file)), false, StandardCharsets.UTF_8)) {
            JsonOutput.document(out, json -> content(json, report));
        }
    }

    private static void content(JsonGenerator json, ImportReport report) {
        json.writeNumberProperty("records", sum(report, true));
        json.writeNumberProperty("rejected", sum(report, false));
        json.writeBooleanProperty(
                "refused",
                !report.sources().isEmpty()
                        && report.sources().stream()
                                .allMatch(source -> source.outcome() == SourceReport.Outcome.REFUSED));
        json.writeArrayPropertyStart("problems");
        int left = MOST;
        for (SourceReport source : report.sources()) {
            left = problems(json, source, left);
        }
        json.writeEndArray();
    }

    /** Every code gets an entry with its count; further entries show single places while there is room. */
    private static int problems(JsonGenerator json, SourceReport source, int room) {
        int left = room;
        for (Map.Entry<IssueCode, Long> code : source.counts().entrySet()) {
            boolean first = true;
            for (Issue issue : source.issues()) {
                if (left > 0 && issue.code() == code.getKey()) {
                    problem(json, source, issue, first ? code.getValue() : 1);
                    first = false;
                    left--;
                }
            }
            if (first && left > 0) {
                Issue whole = new Issue(code.getKey(), false, "", -1, 0);
                problem(json, source, whole, code.getValue());
                left--;
            }
        }
        return left;
    }

    private static void problem(JsonGenerator json, SourceReport source, Issue issue, long count) {
        json.writeStartObject();
        json.writeStringProperty("code", issue.code().name());
        json.writeStringProperty("path", source.path());
        if (issue.line() > 0) {
            json.writeNumberProperty("line", issue.line());
        }
        if (issue.offset() >= 0) {
            json.writeNumberProperty("offset", issue.offset());
        }
        json.writeNumberProperty("count", count);
        json.writeStringProperty("detail", issue.detail());
        json.writeEndObject();
    }

    private static long sum(ImportReport report, boolean stored) {
        long sum = 0;
        for (SourceReport each : report.sources()) {
            if (each.source() != null && each.outcome() != SourceReport.Outcome.ALREADY_IMPORTED) {
                sum += stored ? each.source().events() : each.source().rejected();
            }
        }
        return sum;
    }
}
