package dev.faultline.cli;

import dev.faultline.playbook.Library;
import dev.faultline.playbook.foreign.Skill;
import dev.faultline.text.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a playbook away. */
@Command(name = "export", description = "Writes a playbook as it is (order and comments kept), or as SKILL.md.")
final class PlaybookExportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The playbook, by name, id or file.")
    String name = "";

    @Mixin
    LibraryOption library = new LibraryOption();

    @Option(
            names = "--format",
            paramLabel = "yaml|skill",
            defaultValue = "yaml",
            description = "The form; default yaml.")
    Format format = Format.yaml;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "Where to; standard output without it.")
    @Nullable
    Path out;

    /** As typed. */
    enum Format {
        yaml,
        skill
    }

    @Override
    public Integer call() throws IOException {
        Library.Entry entry = library.require(name);
        String text = format == Format.skill
                ? Skill.write(entry.name(), Objects.requireNonNull(entry.playbook()))
                : entry.file().text();
        if (out == null) {
            System.out.print(SafeText.block(text));
        } else {
            Files.writeString(out, text);
            System.out.println(SafeText.line(out.toString()));
        }
        return ExitCode.DONE;
    }
}
