package dev.faultline.cli;

import dev.faultline.playbook.NewPlaybook;
import dev.faultline.playbook.PlaybookFile;
import dev.faultline.text.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Begins a playbook. */
@Command(name = "new", description = "Writes a new playbook with an example of every part, ready to be edited.")
final class PlaybookNewCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "Where to; ends with .playbook.yaml.")
    Path file = Path.of("");

    @Option(names = "--title", paramLabel = "T", description = "What fails.")
    String title = "What fails, in the words of whoever is called";

    @Option(names = "--query", paramLabel = "QUERY", description = "A sign of it; may be given often.")
    List<String> queries = List.of();

    @Override
    public Integer call() throws IOException {
        Path target = PlaybookFile.named(file);
        if (Files.exists(target)) {
            throw new CommandException(ExitCode.USAGE, target + " exists already");
        }
        String text = NewPlaybook.write(UUID.randomUUID(), title, queries, LocalDate.now(Clock.systemUTC()));
        PlaybookFile checked = PlaybookFile.read(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        if (checked.isWrong()) {
            throw new CommandException(
                    ExitCode.USAGE, checked.problems().getFirst().detail());
        }
        if (target.getParent() != null) {
            Files.createDirectories(target.getParent());
        }
        Files.writeString(target, text, StandardOpenOption.CREATE_NEW);
        System.out.println(SafeText.line(target.toString()));
        return ExitCode.DONE;
    }
}
