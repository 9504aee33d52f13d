package dev.faultline.cli;

import dev.faultline.importers.Import;
import dev.faultline.importers.ImportListener;
import dev.faultline.importers.ImportOptions;
import dev.faultline.playbook.Library;
import dev.faultline.playbook.Playbook;
import dev.faultline.playbook.PlaybookJson;
import dev.faultline.playbook.TestReport;
import dev.faultline.playbook.Tests;
import dev.faultline.store.Case;
import dev.faultline.text.JsonOutput;
import dev.faultline.text.SafeText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the tests that playbooks carry. */
@Command(name = "test", description = "Runs the tests of playbooks on their evidence; exit code 1 where one fails.")
final class PlaybookTestCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Files or names; without any, the library.")
    List<String> names = List.of();

    @Mixin
    LibraryOption library = new LibraryOption();

    @Mixin
    OutputOption output = new OutputOption();

    @Option(names = "--mutate", description = "List the small faults that no test would notice.")
    boolean mutate;

    @Override
    public Integer call() throws IOException {
        List<TestReport> reports = new ArrayList<>();
        try (Tests tests = new Tests(PlaybookTestCommand::load)) {
            for (Library.Entry entry : entries()) {
                TestReport report = tests.run(entry, mutate);
                reports.add(report);
                if (output.jsonLines) {
                    JsonOutput.document(System.out, json -> PlaybookJson.tests(json, report));
                } else if (!output.json) {
                    print(report);
                }
            }
        }
        if (output.json) {
            JsonOutput.document(System.out, json -> {
                json.writeBooleanProperty("passed", reports.stream().allMatch(TestReport::passed));
                json.writeArrayPropertyStart("playbooks");
                for (TestReport report : reports) {
                    json.writeStartObject();
                    PlaybookJson.tests(json, report);
                    json.writeEndObject();
                }
                json.writeEndArray();
            });
        } else {
            sum(reports);
        }
        return reports.stream().allMatch(TestReport::passed) ? ExitCode.DONE : ExitCode.NO;
    }

    private List<Library.Entry> entries() throws IOException {
        List<Library.Entry> entries = new ArrayList<>();
        if (names.isEmpty()) {
            for (Library.Entry entry : library.open().entries()) {
                Playbook playbook = entry.playbook();
                if (playbook != null && !playbook.tests().isEmpty()) {
                    entries.add(entry);
                }
            }
            return entries;
        }
        for (String name : names) {
            entries.add(library.require(name));
        }
        return entries;
    }

    private static void load(Case into, Path file) throws IOException {
        ImportOptions options = new ImportOptions(null, ZoneOffset.UTC, null, 0, true);
        Import.run(into, List.of(file), options, ImportListener.NONE, () -> false);
    }

    private void print(TestReport report) {
        long passed =
                report.results().stream().filter(TestReport.Result::passed).count();
        System.out.printf(
                "%s: %d of %d tests pass",
                SafeText.line(report.name()), passed, report.results().size());
        System.out.println(
                mutate
                        ? ", " + (report.mutants() - report.survivors().size()) + " of " + report.mutants()
                                + " mutants noticed"
                        : "");
        for (TestReport.Result result : report.results()) {
            for (String failure : result.failures()) {
                System.out.println("    FAIL " + SafeText.line(result.test()) + ": " + SafeText.line(failure));
            }
        }
        report.survivors().forEach(survivor -> System.out.println("    survives: " + SafeText.line(survivor)));
        if (!report.unhit().isEmpty()) {
            System.out.println("    hit by no test: " + SafeText.line(String.join(", ", report.unhit())));
        }
    }

    private static void sum(List<TestReport> reports) {
        long tests =
                reports.stream().mapToLong(report -> report.results().size()).sum();
        long failed = reports.stream()
                .flatMap(report -> report.results().stream())
                .filter(result -> !result.passed())
                .count();
        int mutants = reports.stream().mapToInt(TestReport::mutants).sum();
        int survivors =
                reports.stream().mapToInt(report -> report.survivors().size()).sum();
        System.err.printf(
                "%d playbooks, %d tests, %d failed; %d mutants, %d survive%n",
                reports.size(), tests, failed, mutants, survivors);
    }
}
