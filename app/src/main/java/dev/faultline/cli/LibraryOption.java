package dev.faultline.cli;

import dev.faultline.playbook.Library;
import dev.faultline.playbook.PlaybookFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where playbooks are looked for. */
final class LibraryOption {
    @Option(
            names = "--library",
            paramLabel = "DIR",
            description = "A folder of playbooks, such as a git checkout; may be given often. Besides, those of"
                    + " FAULTLINE_PLAYBOOKS or ~/.config/faultline/playbooks count.")
    List<Path> folders = List.of();

    @Option(names = "--no-built-in", description = "Without the playbooks of the program.")
    boolean noBuiltIn;

    Library open() throws IOException {
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw new CommandException(ExitCode.UNREADABLE, folder + " is no folder");
            }
        }
        List<Path> all = new ArrayList<>(folders);
        all.addAll(own());
        return Library.open(!noBuiltIn, all);
    }

    /** The folder that playbooks are added to. */
    Path target() {
        return folders.isEmpty() ? own().getFirst() : folders.getFirst();
    }

    private static List<Path> own() {
        String named = System.getenv("FAULTLINE_PLAYBOOKS");
        if (named != null && !named.isBlank()) {
            List<Path> paths = new ArrayList<>();
            for (String path : named.split(File.pathSeparator)) {
                paths.add(Path.of(path));
            }
            return paths;
        }
        String configuration = System.getenv("XDG_CONFIG_HOME");
        Path home = configuration == null || configuration.isBlank()
                ? Path.of(System.getProperty("user.home", "."), ".config")
                : Path.of(configuration);
        return List.of(home.resolve("faultline").resolve("playbooks"));
    }

    /** A playbook by its name in the library, or by its file. */
    Library.Entry find(String name) throws IOException {
        if (name.endsWith(PlaybookFile.SUFFIX) || name.endsWith(".yaml") || name.endsWith(".yml")) {
            Path file = Path.of(name);
            if (!Files.isRegularFile(file)) {
                throw new CommandException(ExitCode.UNREADABLE, name + " does not exist");
            }
            return Library.read(file.toAbsolutePath());
        }
        return open().find(name)
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE, "there is no single playbook \"" + name + "\"; see: faultline playbook list"));
    }

    /** The same, and it must be usable. */
    Library.Entry require(String name) throws IOException {
        Library.Entry entry = find(name);
        if (entry.playbook() == null) {
            StringBuilder text = new StringBuilder(name + " cannot be used:");
            entry.file().problems().forEach(problem -> text.append("\n  ")
                    .append(PlaybookText.problem(entry.origin(), problem)));
            throw new CommandException(ExitCode.UNREADABLE, text.toString());
        }
        return entry;
    }
}
