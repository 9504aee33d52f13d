package dev.faultline.cli;

import dev.faultline.store.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The case that a command works on. */
final class CaseOption {
    @Option(names = "--case", required = true, paramLabel = "CASE", description = "The folder of the case.")
    Path folder = Path.of("");

    Case openForReading() throws IOException {
        requireCase();
        return Case.openForReading(folder);
    }

    Case openForWriting() throws IOException {
        requireCase();
        return Case.open(folder);
    }

    /** Opens the case for writing, and makes it where there is none. */
    Case openOrCreate() throws IOException {
        if (Case.isCase(folder)) {
            return Case.open(folder);
        }
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return Case.create(folder, name == null ? "case" : name.toString());
    }

    private void requireCase() {
        if (!Case.isCase(folder)) {
            String problem = Files.exists(folder) ? "is not a case" : "does not exist";
            throw new CommandException(
                    ExitCode.CASE,
                    folder + " " + problem + ". Make one with: faultline import --case " + folder + " FILE…");
        }
    }
}
