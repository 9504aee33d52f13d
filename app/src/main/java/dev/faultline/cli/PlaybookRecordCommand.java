package dev.faultline.cli;

import dev.faultline.export.RecordedEvidence;
import dev.faultline.playbook.PlaybookFile;
import dev.faultline.playbook.Recorder;
import dev.faultline.playbook.Recording;
import dev.faultline.store.Case;
import dev.faultline.text.SafeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a playbook from an investigation. */
@Command(
        name = "record",
        description =
                "Drafts a playbook from the board: supported hypotheses, pins, searches; with redacted test evidence.")
final class PlaybookRecordCommand implements Callable<Integer> {
    @Mixin
    CaseOption target = new CaseOption();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where to; ends with .playbook.yaml.")
    Path file = Path.of("");

    @Option(names = "--query", paramLabel = "QUERY", description = "A search that helped; may be given often.")
    List<String> queries = List.of();

    @Override
    public Integer call() throws IOException {
        Path playbook = PlaybookFile.named(file).toAbsolutePath();
        if (Files.exists(playbook)) {
            throw new CommandException(ExitCode.USAGE, file + " exists already");
        }
        Path folder = Objects.requireNonNull(playbook.getParent());
        String name = String.valueOf(playbook.getFileName()).replace(PlaybookFile.SUFFIX, "");
        List<String> evidence = RecordedEvidence.names(name);
        try (Case open = target.openForWriting()) {
            Recording recording = new Recorder(open.reader(), () -> false)
                    .record(
                            open.board().annotations(),
                            open.board().incident(),
                            queries,
                            evidence,
                            LocalDate.now(Clock.systemUTC()));
            PlaybookFile checked = PlaybookFile.read(recording.yaml().getBytes(StandardCharsets.UTF_8));
            if (checked.isWrong()) {
                throw new CommandException(
                        ExitCode.USAGE, checked.problems().getFirst().toString());
            }
            RecordedEvidence.write(open, recording, folder, evidence);
            Files.writeString(playbook, recording.yaml(), StandardOpenOption.CREATE_NEW);
            open.audit("playbook", Map.of("recorded", String.valueOf(playbook.getFileName())));
            System.out.println(SafeText.line(playbook.toString()));
            recording.confirm().forEach(each -> System.err.println("confirm " + SafeText.line(each)));
            recording.left().forEach(each -> System.err.println("not carried: " + SafeText.line(each)));
            System.err.println("lines marked CONFIRM wait for a person; then: faultline playbook test "
                    + SafeText.line(file.toString()));
        }
        return ExitCode.DONE;
    }
}
