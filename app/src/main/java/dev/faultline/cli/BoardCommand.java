package dev.faultline.cli;

import dev.faultline.bundle.BundleOpening;
import dev.faultline.bundle.BundleReport;
import dev.faultline.bundle.CaseMerge;
import dev.faultline.importers.ImportListener;
import dev.faultline.store.Case;
import java.io.IOException;
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

/** Boards of several people. */
@Command(
        name = "board",
        description = "The boards of two people who look at the same evidence.",
        subcommands = BoardCommand.Merge.class)
final class BoardCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(java.util.Objects.requireNonNull(spec).commandLine(), "board merge OTHER");
    }

    /** Takes another board in. */
    @Command(
            name = "merge",
            description = {
                "Takes in the board of a colleague's case (a folder, or a bundle) that holds the same evidence.",
                "Nothing of either is lost: what both say differently is kept twice, with the tag merged."
            },
            mixinStandardHelpOptions = true)
    static final class Merge implements Callable<Integer> {
        @Mixin
        CaseOption target = new CaseOption();

        @Parameters(paramLabel = "OTHER", description = "The colleague's case folder, or NAME.faultline.")
        Path other = Path.of("");

        @Option(names = "--json", description = "Print what became of it as JSON.")
        boolean json;

        @Override
        public Integer call() throws IOException {
            BundleReport done;
            if (Files.isRegularFile(other)) {
                done = BundleOpening.open(other, target::openForWriting, ImportListener.NONE, () -> false);
            } else {
                CaseOption there = new CaseOption();
                there.folder = other;
                try (Case from = there.openForReading();
                        Case into = target.openForWriting()) {
                    done = CaseMerge.merge(from, into);
                }
            }
            if (json) {
                BundleCommand.write(System.out, done);
            } else {
                BundleCommand.print(other, done);
            }
            return done.refused() ? ExitCode.UNREADABLE : done.problems().isEmpty() ? ExitCode.DONE : ExitCode.REJECTED;
        }
    }
}
