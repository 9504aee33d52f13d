package dev.faultline.cli;

import dev.faultline.importers.Follower;
import dev.faultline.importers.Formats;
import dev.faultline.importers.Import;
import dev.faultline.importers.ImportOptions;
import dev.faultline.importers.ImportReport;
import dev.faultline.importers.Importer;
import dev.faultline.importers.SourceReport;
import dev.faultline.importers.definition.UserFormats;
import dev.faultline.model.Source;
import dev.faultline.query.SimilarWords;
import dev.faultline.store.Case;
import dev.faultline.text.JsonOutput;
import dev.faultline.text.SafeText;
import dev.faultline.text.SourceText;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes evidence into a case. */
@Command(
        name = "import",
        description = "Imports files, folders, archives, git repositories and bundles into a case.",
        sortOptions = false)
final class ImportCommand implements Callable<Integer> {
    private static final Path STANDARD_INPUT = Path.of("-");

    @Mixin
    CaseOption target = new CaseOption();

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "What to import; - for standard input.")
    List<Path> paths = List.of();

    @Option(names = "--format", paramLabel = "F", description = "The format, where detection is wrong; see doctor.")
    @Nullable
    String format;

    @Option(names = "--zone", paramLabel = "Z", description = "The zone of times that name none, such as Europe/Paris.")
    @Nullable
    String zone;

    @Option(names = "--service", paramLabel = "S", description = "The service of events that name none.")
    @Nullable
    String service;

    @Option(
            names = "--clock-offset",
            paramLabel = "D",
            description = "What to add to the evidence's clock, such as -1.8s, 250ms or 1h.")
    @Nullable
    String clockOffset;

    @Option(
            names = "--formats",
            paramLabel = "DIR",
            description = "Where your own definitions of formats are; by default ~/.config/faultline/formats.")
    Path formats = UserFormats.folder(System.getenv(), System.getProperty("user.home", ""));

    @Option(names = "--no-copy", description = "Leave the original bytes where they are instead of keeping a copy.")
    boolean noCopy;

    @Option(names = "--report", paramLabel = "FILE", description = "Write what became of every source as JSON.")
    @Nullable
    Path report;

    @Option(names = "--ack", description = "Print ACK and the number of durable records after each commit.")
    boolean acknowledge;

    @Mixin
    OutputOption output = new OutputOption();

    @Option(
            names = "--follow",
            description = "Then bring in what is appended to the files, until it is stopped with Ctrl+C.")
    boolean follow;

    @Override
    public Integer call() throws IOException {
        ImportOptions options = options();
        paths.forEach(ImportCommand::requireReadable);
        PrintStream out = System.out;
        Progress progress = new Progress(System.err, !acknowledge && isTerminal());
        UntilStopped end = follow ? new UntilStopped() : null;
        try (Case into = target.openOrCreate()) {
            if (acknowledge) {
                into.onCommit(new Acknowledgement(out, into));
            }
            long before = records(into);
            ImportReport result = run(into, options, progress);
            progress.clear();
            if (report != null) {
                ImportReportFile.write(report, result);
            }
            print(out, into, result, records(into) - before);
            if (end != null) {
                follow(into, options, end);
            }
            return exitCode(result);
        } finally {
            if (end != null) {
                end.done();
            }
        }
    }

    private void follow(Case into, ImportOptions options, UntilStopped end) {
        List<Path> files = paths.stream().filter(Files::isRegularFile).toList();
        System.err.println("faultline: following " + files.size() + (files.size() == 1 ? " file" : " files")
                + "; stop with Ctrl+C");
        Follower follower = new Follower(
                into,
                options,
                change -> System.err.println("faultline: " + SafeText.line(change.file() + ": " + change.words())));
        follower.follow(files, end::isStopped);
    }

    private ImportReport run(Case into, ImportOptions options, Progress progress) throws IOException {
        List<Path> files =
                paths.stream().filter(path -> !path.equals(STANDARD_INPUT)).toList();
        if (files.size() == paths.size()) {
            return Import.run(into, files, options, progress, () -> false);
        }
        List<SourceReport> reports =
                new ArrayList<>(Import.run(into, "standard input", System.in, options, progress, () -> false)
                        .sources());
        if (!files.isEmpty()) {
            reports.addAll(
                    Import.run(into, files, options, progress, () -> false).sources());
        }
        return new ImportReport(reports, false);
    }

    private void print(PrintStream out, Case into, ImportReport result, long added) throws IOException {
        if (acknowledge) {
            boolean already = added == 0 && !result.sources().isEmpty();
            JsonOutput.document(out, document -> {
                document.writeBooleanProperty(already ? "already" : "done", true);
                document.writeNumberProperty("events", into.reader().events());
            });
        } else if (output.json) {
            SourcesJson.write(out, into.reader(), SourcesJson.imported(result));
        } else if (output.jsonLines) {
            SourcesJson.imported(result)
                    .forEach(item -> JsonOutput.document(out, line -> SourcesJson.write(line, into.reader(), item)));
        } else {
            result.sources().forEach(source -> out.println(SourceText.line(source)));
            out.println(SourceText.total(result));
        }
    }

    private ImportOptions options() {
        ZoneId parsedZone = null;
        if (zone != null) {
            try {
                parsedZone = ZoneId.of(zone);
            } catch (DateTimeException unknown) {
                throw new CommandException(
                        ExitCode.USAGE, "\"" + zone + "\" is no time zone; try UTC, +02:00 or Europe/Paris");
            }
        }
        long offset = clockOffset == null ? 0 : DurationArgument.parse(clockOffset);
        UserFormats own = UserFormats.in(formats);
        own.problems()
                .keySet()
                .forEach(file -> System.err.println("faultline: " + SafeText.line(file.toString())
                        + " defines no format; see: faultline formats --check " + SafeText.line(file.toString())));
        List<Importer> importers = Formats.with(own.formats());
        requireKnown(importers.stream().map(Importer::format).sorted().toList());
        return new ImportOptions(format, parsedZone, service, offset, !noCopy, importers);
    }

    private void requireKnown(List<String> formats) {
        if (format != null && !formats.contains(format)) {
            String meant = SimilarWords.closest(format, formats)
                    .map(each -> "did you mean " + each + "?")
                    .orElse("there are " + String.join(", ", formats));
            throw new CommandException(ExitCode.USAGE, "there is no format \"" + format + "\"; " + meant);
        }
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    private static void requireReadable(Path path) {
        if (!path.equals(STANDARD_INPUT) && !Files.exists(path)) {
            throw new CommandException(ExitCode.UNREADABLE, path + " does not exist");
        }
    }

    private static long records(Case into) {
        return into.reader().sources().stream()
                .mapToLong(source -> source.events() + source.rejected())
                .sum();
    }

    static int exitCode(ImportReport result) {
        boolean anyRefused =
                result.sources().stream().anyMatch(source -> source.outcome() == SourceReport.Outcome.REFUSED);
        boolean anyTaken = result.sources().stream().anyMatch(source -> source.source() != null);
        if (anyRefused && !anyTaken) {
            return ExitCode.UNREADABLE;
        }
        Stream<Source> sources =
                result.sources().stream().map(SourceReport::source).filter(java.util.Objects::nonNull);
        boolean lossy =
                result.sources().stream().anyMatch(source -> !source.counts().isEmpty());
        return anyRefused || lossy || sources.anyMatch(source -> source.rejected() > 0)
                ? ExitCode.REJECTED
                : ExitCode.DONE;
    }
}
