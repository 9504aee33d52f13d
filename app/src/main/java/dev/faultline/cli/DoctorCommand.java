package dev.faultline.cli;

import dev.faultline.host.Diagnosis;
import dev.faultline.host.Folders;
import dev.faultline.importers.Formats;
import dev.faultline.importers.Importer;
import dev.faultline.store.Case;
import dev.faultline.store.Integrity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says how Faultline finds itself, and checks cases. */
@Command(
        name = "doctor",
        description = "Version, Java, folders, formats, what went wrong of late, without evidence and fit to be sent;"
                + " checks the cases that are named.")
final class DoctorCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CASE", arity = "0..*", description = "Cases to check.")
    List<Path> cases = List.of();

    @Override
    public Integer call() {
        System.out.print(Diagnosis.of(
                        Folders.ofThisUser(),
                        List.of("Formats    "
                                + Formats.all().stream()
                                        .map(Importer::format)
                                        .sorted()
                                        .collect(Collectors.joining(", "))))
                .text());
        int exit = ExitCode.DONE;
        for (Path folder : cases) {
            exit = Math.max(exit, check(folder));
        }
        return exit;
    }

    private static int check(Path folder) {
        if (!Case.isCase(folder)) {
            System.out.println(folder + ": not a case");
            return ExitCode.CASE;
        }
        try (Case open = Case.openForReading(folder)) {
            Integrity found = open.check();
            System.out.printf(
                    "%s: %s, %,d events in %d sources%n",
                    folder,
                    found.ok() && found.textIndexOk() ? "sound" : "DAMAGED",
                    found.records(),
                    open.reader().sources().size());
            found.problems().forEach(problem -> System.out.println("    " + problem));
            return found.ok() && found.textIndexOk() ? ExitCode.DONE : ExitCode.CASE;
        } catch (IOException failure) {
            System.out.println(folder + ": " + failure.getMessage());
            return ExitCode.CASE;
        }
    }
}
