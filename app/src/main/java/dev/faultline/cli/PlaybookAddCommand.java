package dev.faultline.cli;

import dev.faultline.playbook.Addition;
import dev.faultline.playbook.Library;
import dev.faultline.playbook.PlaybookFile;
import dev.faultline.playbook.foreign.Draft;
import dev.faultline.playbook.foreign.ForeignFile;
import dev.faultline.playbook.yaml.NodeReader;
import dev.faultline.playbook.yaml.ProblemException;
import dev.faultline.text.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes playbooks in: ours, or Sigma, DFIQ, Holmes and SKILL.md files as drafts. */
@Command(
        name = "add",
        description = "Adds playbooks to the library. Sigma rules, DFIQ questions, Holmes runbooks and SKILL.md become"
                + " drafts; what could not be carried over is listed.")
final class PlaybookAddCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The files.")
    List<Path> files = List.of();

    @Mixin
    LibraryOption library = new LibraryOption();

    @Option(
            names = "--keep",
            paramLabel = "mine|theirs|both",
            description = "What to do where both sides edited the same version.")
    @Nullable
    String keep;

    @Override
    public Integer call() throws IOException {
        boolean rejected = false;
        for (Path file : files) {
            rejected |= !add(file);
        }
        return rejected ? ExitCode.REJECTED : ExitCode.DONE;
    }

    private boolean add(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CommandException(ExitCode.UNREADABLE, file + " does not exist");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(NodeReader.LARGEST + 1);
        }
        String fileName = String.valueOf(file.getFileName());
        String name = fileName.replaceFirst("(\\.playbook)?\\.(yaml|yml|md)$", "");
        try {
            Optional<Draft> draft = ForeignFile.read(fileName, bytes);
            if (draft.isPresent()) {
                bytes = draft.get().yaml().getBytes(StandardCharsets.UTF_8);
                name = draft.get().fileName();
                draft.get().lost().forEach(each -> System.out.println("not carried: " + SafeText.line(each)));
            }
        } catch (ProblemException broken) {
            System.err.println(PlaybookText.problem(fileName, broken.problem()));
            return false;
        }
        PlaybookFile read = PlaybookFile.read(bytes);
        read.problems().forEach(problem -> System.err.println(PlaybookText.problem(fileName, problem)));
        return !read.isWrong() && place(file, name, read, bytes);
    }

    private boolean place(Path file, String name, PlaybookFile read, byte[] bytes) throws IOException {
        Addition addition = Addition.of(library.target(), name, read, Library.open(false, List.of(library.target())));
        addition.differences().forEach(line -> System.out.println(SafeText.line(line)));
        if (addition.decision() == Addition.Decision.CONFLICT && keep == null) {
            System.err.println("faultline: both sides edited the same version of " + SafeText.line(name)
                    + "; choose with --keep mine, theirs or both");
            return false;
        }
        Path kept = addition.write(
                bytes, keep == null ? "" : keep, file.toAbsolutePath().getParent());
        System.out.println(SafeText.line(addition.decision().label() + ": " + kept));
        return true;
    }
}
