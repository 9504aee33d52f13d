package dev.faultline.cli;

import dev.faultline.playbook.Library;
import dev.faultline.playbook.Playbook;
import dev.faultline.playbook.foreign.SkillPage;
import dev.faultline.text.MarkdownText;
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
        String text = format == Format.skill ? skill(entry) : entry.file().text();
        if (out == null) {
            System.out.print(SafeText.block(text));
        } else {
            Files.writeString(out, text);
            System.out.println(SafeText.line(out.toString()));
        }
        return ExitCode.DONE;
    }

    private static String skill(Library.Entry entry) {
        Playbook playbook = Objects.requireNonNull(entry.playbook());
        SkillPage.lost(playbook).forEach(each -> System.err.println("not carried: " + SafeText.line(each)));
        return SkillPage.write(entry.name(), playbook, MarkdownText::escape);
    }
}
