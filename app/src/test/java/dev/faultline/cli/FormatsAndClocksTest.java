package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatsAndClocksTest {
    private static final String TILL = """
            {
              "name": "till",
              "pattern": "^(?P<timestamp>\\\\S{10} \\\\S{8}) till (?P<till>\\\\d+) (?P<level>\\\\w+): (?P<message>.*)$",
              "samples": [{ "line": "2026-11-20 20:02:44 till 7 ERROR: drawer is stuck", "level": "error", "till": "7" }]
            }
            """;

    @TempDir
    Path folder;

    private String printed = "";

    private int run(String... words) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            return CommandLineInterface.execute(words);
        } finally {
            System.setOut(before);
            printed = bytes.toString(StandardCharsets.UTF_8);
        }
    }

    @Test
    void aDefinitionOfTheUsersIsListedCheckedAndUsed() throws IOException {
        Path formats = Files.createDirectory(folder.resolve("formats"));
        Path definition = Files.writeString(formats.resolve("till.json"), TILL);
        Path log = Files.writeString(
                folder.resolve("till.log"),
                "2026-11-20 20:02:44 till 7 ERROR: stuck\n2026-11-20 20:02:45 till 8 INFO: open\n");
        assertThat(run("formats", "--check", definition.toString(), "--try", log.toString()))
                .isZero();
        assertThat(printed).contains("2 records").contains("till = 7");
        assertThat(run("formats", "--folder", formats.toString())).isZero();
        assertThat(printed).containsPattern("till +yours").contains("redis");
        String target = folder.resolve("case").toString();
        assertThat(run("import", "--case", target, "--formats", formats.toString(), log.toString(), "--json"))
                .isZero();
        assertThat(printed).contains("\"format\":\"till\"").contains("\"events\":2");
    }

    @Test
    void saysWhereADefinitionIsWrong() throws IOException {
        Path definition = Files.writeString(folder.resolve("till.json"), TILL.replace("\"samples\"", "\"smaples\""));
        assertThat(run("formats", "--check", definition.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(printed).contains("till.json:4:").contains("\"smaples\" is no key here");
    }

    @Test
    void setsAClockSaysWhatThatReordersAndHowToUndoIt() throws IOException {
        Path one = Files.writeString(folder.resolve("one.log"), "2026-11-20T20:00:01Z INFO [main] a.B - one\n");
        Path two = Files.writeString(folder.resolve("two.log"), "2026-11-20T20:00:02Z INFO [main] a.B - two\n");
        String target = folder.resolve("case").toString();
        run("import", "--case", target, one.toString(), two.toString());
        assertThat(run("clocks", "--case", target)).isZero();
        assertThat(printed).contains("no two sources share a trace");
        assertThat(run("clocks", "--case", target, "--apply", "2=-1.8s", "--dry-run"))
                .isZero();
        assertThat(printed).contains("1 of its 1 events would change");
        assertThat(run("clocks", "--case", target, "--apply", "2=-1.8s")).isZero();
        assertThat(printed).contains("--apply 2=0s");
        run("search", "--case", target, "two", "--json");
        assertThat(printed).contains("2026-11-20T20:00:00.200000000Z");
    }
}
