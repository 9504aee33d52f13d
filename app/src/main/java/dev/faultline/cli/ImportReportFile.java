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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
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
        problems(report).forEach(problem -> problem(json, problem));
        json.writeEndArray();
    }

    private record Problem(SourceReport source, Issue issue, long count) {}

    /** Every code of a source gets an entry with its count; further ones show single places, the first of each code first. */
    private static List<Problem> problems(ImportReport report) {
        Map<IssueCode, Problem> firsts = new EnumMap<>(IssueCode.class);
        List<Problem> others = new ArrayList<>();
        for (SourceReport source : report.sources()) {
            for (Map.Entry<IssueCode, Long> code : source.counts().entrySet()) {
                List<Issue> places = source.issues().stream()
                        .filter(issue -> issue.code() == code.getKey())
                        .toList();
                Issue whole = places.isEmpty() ? new Issue(code.getKey(), false, "", -1, 0) : places.getFirst();
                Problem first = new Problem(source, whole, code.getValue());
                if (firsts.putIfAbsent(code.getKey(), first) != null && others.size() < MOST) {
                    others.add(first);
                }
                places.stream()
                        .skip(1)
                        .limit(MOST - others.size())
                        .forEach(issue -> others.add(new Problem(source, issue, 1)));
            }
        }
        List<Problem> all = new ArrayList<>(firsts.values());
        all.addAll(others);
        return all.subList(0, Math.min(MOST, all.size()));
    }

    private static void problem(JsonGenerator json, Problem problem) {
        Issue issue = problem.issue();
        json.writeStartObject();
        json.writeStringProperty("code", issue.code().name());
        json.writeStringProperty("path", problem.source().path());
        if (issue.line() > 0) {
            json.writeNumberProperty("line", issue.line());
        }
        if (issue.offset() >= 0) {
            json.writeNumberProperty("offset", issue.offset());
        }
        json.writeNumberProperty("count", problem.count());
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
