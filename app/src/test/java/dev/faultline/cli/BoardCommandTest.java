package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoardCommandTest {
    private static final String LOG = """
            2026-03-05T14:02:00.000Z INFO [main] shop.Orders - order 17 placed
            2026-03-05T14:02:01.000Z ERROR [main] shop.Orders - order 18 failed, password=hunter2-x7 of kim@corp.example
            2026-03-05T14:02:02.000Z WARN [main] shop.Orders - =1+1
            """;

    @TempDir
    Path folder;

    private String printed = "";

    @BeforeEach
    void makeACase() throws IOException {
        Files.writeString(folder.resolve("orders.log"), LOG);
        run("import", folder.resolve("orders.log").toString());
    }

    private int run(String command, String... words) {
        return runOn("case", command, words);
    }

    private int runOn(String name, String command, String... words) {
        String[] all = new String[words.length + 3];
        all[0] = command;
        int at = List.of("bundle", "board").contains(command) ? 1 : 0;
        if (at == 1) {
            all[1] = words[0];
        }
        all[1 + at] = "--case";
        all[2 + at] = folder.resolve(name).toString();
        System.arraycopy(words, at, all, 3 + at, words.length - at);
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            return CommandLineInterface.execute(all);
        } finally {
            System.setOut(before);
            printed = bytes.toString(StandardCharsets.UTF_8);
        }
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    @Test
    void pinsAnEventAndListsIt() {
        assertThat(run("pin", "add", "1.1", "--text", "the first failure")).isZero();
        assertThat(run("pin", "list", "--json")).isZero();
        assertThat(printed)
                .contains("\"reference\":\"1.1\"")
                .contains("\"event\":\"1.1\"")
                .contains("the first failure");
    }

    @Test
    void pinsNothingThatTheCaseDoesNotHold() {
        assertThat(run("pin", "add", "1.99")).isEqualTo(ExitCode.NO);
        assertThat(run("pin", "add", "nonsense")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void weighsAHypothesis() {
        run("hypothesis", "add", "no stock", "--for", "1.1", "--because", "it fails there");
        assertThat(run("hypothesis", "change", "1", "--state", "ruled-out", "--against", "1.0"))
                .isZero();
        run("hypothesis", "list", "--json");
        assertThat(printed)
                .contains("\"state\":\"ruled-out\"")
                .contains("\"for\":[{\"reference\":\"1.1\"")
                .contains("\"against\":[{\"reference\":\"1.0\"");
        assertThat(run("hypothesis", "remove", "1")).isZero();
        run("hypothesis", "list", "--json");
        assertThat(printed.strip()).isEqualTo("{\"hypotheses\":[]}");
    }

    @Test
    void saysWhatTheIncidentIs() {
        assertThat(run("incident", "severity=SEV2", "detected=14:02")).isZero();
        run("incident", "--json");
        assertThat(printed).contains("\"detected\":\"2026-03-05T14:02:00.000000000Z\"");
    }

    @Test
    void exportsNoCellThatIsAFormula() throws IOException {
        assertThat(run("export", "--format", "csv", "--out", file("a.csv").toString()))
                .isZero();
        assertThat(Files.readString(file("a.csv"))).contains("'=1+1").doesNotContain(",=1+1");
    }

    @Test
    void redactsEveryFormat() throws IOException {
        for (String format : new String[] {"html", "csv", "json", "jsonl"}) {
            assertThat(run(
                            "export",
                            "--format",
                            format,
                            "--redact",
                            "--out",
                            file(format).toString()))
                    .isZero();
            assertThat(Files.readString(file(format)))
                    .contains("order 17 placed")
                    .doesNotContain("hunter2")
                    .doesNotContain("kim@");
        }
        assertThat(run("export", "--format", "json", "--preview", "--json")).isZero();
        assertThat(printed).contains("\"email\":1").contains("\"password\":1");
    }

    @Test
    void givesTheSameBundleForTheSameCaseAndOpensIt() throws IOException {
        run("pin", "add", "1.1", "--text", "see");
        run("export", "--format", "bundle", "--out", file("a.faultline").toString());
        run("export", "--format", "bundle", "--out", file("b.faultline").toString());
        assertThat(file("a.faultline")).hasSameBinaryContentAs(file("b.faultline"));
        run("check");
        String digest = printed.substring(printed.indexOf("\"digest\""));
        assertThat(runOn("other", "bundle", "open", file("a.faultline").toString()))
                .isZero();
        assertThat(runOn("other", "check")).isZero();
        assertThat(printed.substring(printed.indexOf("\"digest\""))).isEqualTo(digest);
        runOn("other", "pin", "list", "--json");
        assertThat(printed).contains("\"reference\":\"1.1\"").contains("see");
    }

    @Test
    void opensARedactedBundleWithItsEventsAndWithoutOriginals() throws IOException {
        run("pin", "add", "1.1", "--text", "ask kim@corp.example");
        run(
                "export",
                "--format",
                "bundle",
                "--redact",
                "--out",
                file("r.faultline").toString());
        assertThat(runOn("other", "bundle", "open", file("r.faultline").toString()))
                .isZero();
        runOn("other", "search", "--jsonl", "severity:error");
        assertThat(printed).contains("order 18 failed").doesNotContain("hunter2");
        runOn("other", "pin", "list", "--json");
        assertThat(printed).contains("\"event\":\"1.1\"").doesNotContain("kim@");
    }

    @Test
    void noticesEveryChangedByteOfABundle() throws IOException {
        run("export", "--format", "bundle", "--out", file("a.faultline").toString());
        byte[] good = Files.readAllBytes(file("a.faultline"));
        for (int at = 0; at < good.length; at += 37) {
            byte[] bad = Arrays.copyOf(good, good.length);
            bad[at] ^= 0x10;
            Files.write(file("bad.faultline"), bad);
            assertThat(runOn("bad", "bundle", "open", file("bad.faultline").toString()))
                    .as("byte %d", at)
                    .isEqualTo(ExitCode.UNREADABLE);
        }
        assertThat(file("bad")).doesNotExist();
    }

    @Test
    void mergesTheBoardOfAColleagueWhoImportedTheSameFileAndLosesNothing() throws IOException {
        Files.writeString(folder.resolve("another.log"), LOG.replace("order 17", "order 99"));
        // The colleague's case has another source before the same one, so the same event has another id there.
        runOn("theirs", "import", file("another.log").toString());
        runOn("theirs", "import", file("orders.log").toString());
        runOn("theirs", "pin", "add", "2.1", "--text", "the colleague's pin");
        runOn("theirs", "hypothesis", "add", "it is the password", "--for", "2.1", "--against", "1.0");
        runOn("theirs", "incident", "title=Theirs", "severity=SEV1");
        run("incident", "title=Ours");
        assertThat(run("board", "merge", file("theirs").toString(), "--json")).isEqualTo(ExitCode.REJECTED);
        assertThat(printed).contains("MISSING_SOURCE").contains("another.log");
        run("pin", "list", "--json");
        assertThat(printed).contains("\"reference\":\"1.1\"").contains("the colleague's pin");
        run("hypothesis", "list", "--json");
        assertThat(printed).contains("it is the password").contains("\"reference\":\"1.1\"");
        run("note", "list");
        assertThat(printed)
                .contains("Said against “it is the password”")
                .contains("title, as the merged board says it: Theirs");
        run("incident", "--json");
        assertThat(printed).contains("Ours").contains("SEV1");
        run("board", "merge", file("theirs").toString(), "--json");
        assertThat(printed).contains("\"annotations\":0");
    }

    @Test
    void whatPeopleNotedAndPinnedStandsInTheTimelineAndSaysWho() {
        run("note", "add", "called the vendor", "--at", "14:02:30", "--until", "14:05", "--severity", "warn");
        run("note", "add", "a thought without a time");
        run("pin", "add", "1.0", "--text", "the last good one");
        run("timeline", "--json");
        assertThat(printed)
                .contains("\"time\":\"2026-03-05T14:02:30.000000000Z\",\"type\":\"noted\",\"approximate\":false,"
                        + "\"end\":\"2026-03-05T14:05:00.000000000Z\",\"severity\":\"warn\",\"count\":1,"
                        + "\"text\":\"called the vendor\"")
                .contains("\"type\":\"pin\"", "\"text\":\"the last good one\"", "\"event\":\"1.0\"")
                .contains("\"type\":\"first_error\"")
                .doesNotContain("a thought");
        run("timeline");
        assertThat(printed.lines().toList()).hasSize(3);
        assertThat(printed.lines().filter(line -> line.startsWith("✎"))).hasSize(2);
        run("timeline", "--from", "14:06");
        assertThat(printed).isEmpty();
    }
}
