package dev.faultline.cli;

import dev.faultline.playbook.Library;
import dev.faultline.playbook.PlaybookFile;
import dev.faultline.playbook.PlaybookJson;
import dev.faultline.text.JsonOutput;
import dev.faultline.text.SafeText;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonGenerator;

/** Says what is wrong with playbooks, with line and column. */
@Command(
        name = "check",
        description = "Checks playbook files (or the whole library): every error with line and column.")
final class PlaybookCheckCommand implements Callable<Integer> {
    private static final int MOST = 200;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files; without any, the library.")
    List<Path> files = List.of();

    @Mixin
    LibraryOption library = new LibraryOption();

    @Mixin
    OutputOption output = new OutputOption();

    @Option(names = "--report", paramLabel = "FILE", description = "Write what was found as JSON.")
    @Nullable
    Path report;

    @Option(names = "--schema", description = "Print the JSON Schema of playbooks, for editors.")
    boolean schema;

    @Override
    public Integer call() throws IOException {
        if (schema) {
            System.out.print(PlaybookFile.schema());
            return ExitCode.DONE;
        }
        List<Library.Entry> entries = entries();
        if (report != null) {
            try (PrintStream out = new PrintStream(
                    new BufferedOutputStream(Files.newOutputStream(report)), false, StandardCharsets.UTF_8)) {
                JsonOutput.document(out, json -> content(json, entries));
            }
        }
        if (output.json || output.jsonLines) {
            JsonOutput.document(System.out, json -> content(json, entries));
        } else {
            print(entries);
        }
        boolean refused = !entries.isEmpty()
                && entries.stream().allMatch(entry -> entry.file().isRefused());
        boolean wrong = entries.stream().anyMatch(entry -> entry.file().isWrong());
        return refused ? ExitCode.UNREADABLE : wrong ? ExitCode.REJECTED : ExitCode.DONE;
    }

    private List<Library.Entry> entries() throws IOException {
        if (files.isEmpty()) {
            return library.open().entries();
        }
        List<Library.Entry> entries = new ArrayList<>();
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                throw new CommandException(ExitCode.UNREADABLE, file + " does not exist");
            }
            entries.add(Library.read(file));
        }
        return entries;
    }

    private static void content(JsonGenerator json, List<Library.Entry> entries) {
        long good = entries.stream().filter(entry -> !entry.file().isWrong()).count();
        json.writeNumberProperty("records", good);
        json.writeNumberProperty("rejected", entries.size() - good);
        json.writeBooleanProperty("refused", !entries.isEmpty() && good == 0);
        json.writeArrayPropertyStart("problems");
        int left = MOST;
        for (Library.Entry entry : entries) {
            for (var problem : entry.file().problems()) {
                if (left-- > 0) {
                    PlaybookJson.problem(json, entry.origin(), problem);
                }
            }
        }
        json.writeEndArray();
    }

    private static void print(List<Library.Entry> entries) {
        int wrong = 0;
        for (Library.Entry entry : entries) {
            wrong += entry.file().isWrong() ? 1 : 0;
            entry.file().problems().stream()
                    .limit(MOST)
                    .forEach(problem -> System.out.println(PlaybookText.problem(entry.origin(), problem)));
            if (!entry.file().isWrong() && entry.file().problems().isEmpty()) {
                System.out.println(SafeText.line(entry.origin()) + ": sound");
            }
        }
        System.err.printf("%d of %d can be used%n", entries.size() - wrong, entries.size());
    }
}
