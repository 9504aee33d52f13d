package dev.faultline.cli;

import dev.faultline.bundle.BundleOpening;
import dev.faultline.bundle.BundleProblem;
import dev.faultline.bundle.BundleReport;
import dev.faultline.importers.ImportReport;
import dev.faultline.importers.SourceReport;
import dev.faultline.text.JsonOutput;
import dev.faultline.text.SafeText;
import dev.faultline.text.SourceText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/** Bundles that somebody sent. */
@Command(
        name = "bundle",
        description = "A case in one file (made by: export --format bundle).",
        subcommands = BundleCommand.Open.class)
final class BundleCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(java.util.Objects.requireNonNull(spec).commandLine(), "bundle open FILE");
    }

    /** Takes a bundle in. */
    @Command(
            name = "open",
            description = "Takes a bundle into a case, without trusting it.",
            mixinStandardHelpOptions = true)
    static final class Open implements Callable<Integer> {
        @Mixin
        CaseOption target = new CaseOption();

        @Parameters(paramLabel = "FILE", description = "The bundle, NAME.faultline.")
        Path file = Path.of("");

        @Option(names = "--report", paramLabel = "FILE", description = "Write what became of it as JSON.")
        @Nullable
        Path report;

        @Option(names = "--json", description = "Print what became of it as JSON.")
        boolean json;

        @Override
        public Integer call() throws IOException {
            if (!Files.isRegularFile(file)) {
                throw new CommandException(ExitCode.UNREADABLE, file + " is no file");
            }
            BundleReport done = BundleOpening.open(
                    file, target::openOrCreate, dev.faultline.importers.ImportListener.NONE, () -> false);
            if (report != null) {
                try (PrintStream out = new PrintStream(Files.newOutputStream(report), false, StandardCharsets.UTF_8)) {
                    write(out, done);
                }
            }
            if (json) {
                write(System.out, done);
            } else {
                print(done);
            }
            boolean lossy = !done.problems().isEmpty()
                    || ImportCommand.exitCode(new ImportReport(done.sources(), false)) != ExitCode.DONE;
            return done.refused() ? ExitCode.UNREADABLE : lossy ? ExitCode.REJECTED : ExitCode.DONE;
        }

        private void print(BundleReport done) {
            BundleCommand.print(file, done);
        }
    }

    static void print(Path file, BundleReport done) {
        done.sources().forEach(source -> System.out.println(SourceText.line(source)));
        done.problems()
                .forEach(problem -> System.err.println(problem.code() + " "
                        + SafeText.line(problem.path() + (problem.path().isEmpty() ? "" : ": ") + problem.detail())));
        System.out.println(
                done.refused()
                        ? "refused " + SafeText.line(file.toString()) + "; the case was not touched"
                        : done.sources().size() + " sources and " + done.annotations() + " annotations taken in");
    }

    static void write(PrintStream out, BundleReport done) {
        JsonOutput.document(out, json -> {
            json.writeNumberProperty("records", sum(done, true));
            json.writeNumberProperty("rejected", sum(done, false));
            json.writeBooleanProperty("refused", done.refused());
            json.writeNumberProperty("sources", done.sources().size());
            json.writeNumberProperty("annotations", done.annotations());
            json.writeArrayPropertyStart("problems");
            done.problems().stream().limit(200).forEach(problem -> problem(json, problem));
            json.writeEndArray();
        });
    }

    private static void problem(JsonGenerator json, BundleProblem problem) {
        json.writeStartObject();
        json.writeStringProperty("code", problem.code());
        json.writeStringProperty("path", problem.path());
        json.writeNumberProperty("count", 1);
        json.writeStringProperty("detail", problem.detail());
        json.writeEndObject();
    }

    private static long sum(BundleReport done, boolean stored) {
        long sum = 0;
        for (SourceReport each : done.sources()) {
            if (each.source() != null && each.outcome() != SourceReport.Outcome.ALREADY_IMPORTED) {
                sum += stored ? each.source().events() : each.source().rejected();
            }
        }
        return sum;
    }
}
