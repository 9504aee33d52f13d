package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    private static final String LOG = """
            2026-03-05T14:02:00.000Z INFO [main] shop.Orders - order 17 placed
            2026-03-05T14:02:01.000Z ERROR [main] shop.Orders - order 18 failed
            java.lang.IllegalStateException: no stock
            \tat shop.Orders.place(Orders.java:40)
            2026-03-05T14:02:02.000Z WARN [main] shop.Orders - retrying \u001b]0;order 18
            """;

    @TempDir
    Path folder;

    private String printed = "";

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("orders.log"), LOG);
    }

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

    private String caseFolder() {
        return folder.resolve("case").toString();
    }

    private int importLog() {
        return run(
                "import", "--case", caseFolder(), folder.resolve("orders.log").toString(), "--ack");
    }

    @Test
    void everyCommandAndEachOfItsPartsExplainsItself() {
        CommandLineInterface.commandLine().getSubcommands().forEach((name, command) -> {
            assertThat(run(name, "--help")).as(name).isEqualTo(ExitCode.DONE);
            assertThat(printed).as(name).contains("Usage: faultline " + name);
            command.getSubcommands().keySet().forEach(part -> {
                assertThat(run(name, part, "--help")).as(name + " " + part).isEqualTo(ExitCode.DONE);
                assertThat(printed).as(name + " " + part).contains("Usage: faultline " + name + " " + part);
            });
        });
    }

    @Test
    void aFileThatIsNotThereIsSaidToBeMissingAndNotTakenForACommand() {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertThat(run(folder.resolve("none.log").toString())).isEqualTo(ExitCode.UNREADABLE);
        } finally {
            System.setErr(before);
        }
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("there is no file or folder")
                .contains("none.log");
    }

    @Test
    void aCostlyQueryOfAStrangerIsRefusedAndAPlainOneAnswered() throws IOException {
        Path questions = Files.writeString(folder.resolve("questions.jsonl"), """
                {"name":"costly","query":"/[ab]{1000}{1000}{1000}/"}
                {"name":"plain","query":"taken"}
                """);
        Path report = folder.resolve("report.json");
        assertThat(run("queries", "--events", "30", "--report", report.toString(), questions.toString()))
                .isZero();
        assertThat(Files.readString(report))
                .containsSubsequence("\"costly\"", "\"refused\"", "\"plain\"", "\"ok\"", "\"30 events\"");
    }

    @Test
    void aCostlyPatternOfAUsersFormatIsRefusedAndAHarmlessOneTried() throws IOException {
        Path questions = Files.writeString(folder.resolve("patterns.jsonl"), """
                {"pattern":"((((a{1,100}){1,100}){1,100}){1,10})","input":"aaa"}
                {"pattern":"(a+)+$","input":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"}
                """);
        Path report = folder.resolve("report.json");
        assertThat(run("user-regex", "--report", report.toString(), questions.toString()))
                .isZero();
        assertThat(Files.readString(report)).containsSubsequence("\"refused\"", "\"ok\"", "does not match");
    }

    @Test
    void aCommandMisspeltIsNoFileForTheWindow() {
        assertThat(CommandLineInterface.isCommand(new String[] {"serch"})).isTrue();
        assertThat(CommandLineInterface.isCommand(new String[] {folder.toString()}))
                .isFalse();
    }

    @Test
    void importsAndSaysSo() {
        assertThat(importLog()).isZero();
        assertThat(printed).contains("ACK 3").contains("\"done\":true");
    }

    @Test
    void saysThatTheSameBytesAreKnown() {
        importLog();
        assertThat(importLog()).isZero();
        assertThat(printed).contains("\"already\":true");
    }

    @Test
    void countsWhatItFinds() {
        importLog();
        assertThat(run("search", "--case", caseFolder(), "--count", "--json", "exception.type:IllegalState*"))
                .isZero();
        assertThat(printed.strip()).isEqualTo("{\"count\":1}");
    }

    @Test
    void printsNoControlCharacterOfTheEvidence() {
        importLog();
        run("search", "--case", caseFolder(), "retrying");
        assertThat(printed).contains("\\u001b]0;order 18").doesNotContain("\u001b");
    }

    @Test
    void answersNoWithOne() {
        importLog();
        assertThat(run("search", "--case", caseFolder(), "--fail-if-empty", "nowhere"))
                .isEqualTo(ExitCode.NO);
    }

    @Test
    void refusesAWrongQueryWithTwo() {
        importLog();
        assertThat(run("search", "--case", caseFolder(), "servce:x")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void refusesAMissingFileWithFour() {
        assertThat(run(
                        "import",
                        "--case",
                        caseFolder(),
                        folder.resolve("absent.log").toString()))
                .isEqualTo(ExitCode.UNREADABLE);
    }

    @Test
    void refusesAFolderThatIsNoCaseWithFive() {
        assertThat(run("search", "--case", folder.toString(), "x")).isEqualTo(ExitCode.CASE);
        assertThat(run("check", "--case", folder.toString())).isEqualTo(ExitCode.CASE);
    }

    @Test
    void countsTheValuesOfAField() {
        importLog();
        run("facets", "--case", caseFolder(), "severity", "--json");
        assertThat(printed).contains("{\"value\":\"error\",\"count\":1}");
    }

    @Test
    void countsOverTime() {
        importLog();
        run("histogram", "--case", caseFolder(), "--interval", "1s", "--json");
        assertThat(printed).contains("{\"time\":\"2026-03-05T14:02:01.000000000Z\",\"count\":1}");
    }

    @Test
    void provesThatTheCaseIsSound() {
        importLog();
        assertThat(run("check", "--case", caseFolder())).isZero();
        assertThat(printed)
                .contains("\"integrity\":\"ok\"")
                .contains("\"records\":3")
                .contains("\"lucene\":3");
    }

    private String saidBy(String... words) {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertThat(run(words)).as(String.join(" ", words)).isEqualTo(ExitCode.USAGE);
        } finally {
            System.setErr(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void wrongWordsAreAnsweredWithWhatWasProbablyMeant() {
        importLog();
        assertThat(saidBy("serach")).contains("no command serach").contains("Did you mean search?");
        assertThat(saidBy("playbook", "mach")).contains("Did you mean match?");
        assertThat(saidBy("search", "--case", caseFolder(), "--limt", "3")).contains("Did you mean --limit?");
        assertThat(saidBy("search", "--case", caseFolder(), "-severity:error")).contains("-- -severity:error");
        assertThat(saidBy("--case", caseFolder(), "search")).contains("The command comes first");
        assertThat(saidBy("import", "--case", caseFolder(), "--format", "json-lgo", folder.toString()))
                .contains("did you mean json-log?");
    }

    @Test
    void aNumberThatSaysHowManyIsNotBelowZeroAndIsRefusedInPlainWords() {
        importLog();
        assertThat(saidBy("search", "--case", caseFolder(), "--limit", "-1")).contains("no whole number from 0");
        assertThat(saidBy("facets", "--case", caseFolder(), "service", "--limit", "ten"))
                .contains("\"ten\" is no whole number from 0");
    }

    @Test
    void standardInputAndFilesGoIntoTheCaseTogether() throws IOException {
        java.io.InputStream before = System.in;
        System.setIn(new java.io.ByteArrayInputStream(
                "2026-03-05T14:02:09.000Z INFO [main] shop.Orders - from the pipe\n".getBytes(StandardCharsets.UTF_8)));
        try {
            String log = folder.resolve("orders.log").toString();
            assertThat(run("import", "--case", caseFolder(), "--jsonl", "-", log))
                    .isZero();
        } finally {
            System.setIn(before);
        }
        assertThat(printed.lines()).hasSize(2).allMatch(line -> line.startsWith("{\"id\":"));
        run("search", "--case", caseFolder(), "--count");
        assertThat(printed.strip()).isEqualTo("4");
    }

    @Test
    void aClockIsOfTheDayOfMostEvidenceAndNotOfAnOldBeginning() throws IOException {
        Files.writeString(
                folder.resolve("orders.log"), "2026-01-01T08:00:00.000Z INFO [main] shop.Orders - long ago\n" + LOG);
        importLog();
        run("search", "--case", caseFolder(), "--count", "--from", "14:02:01", "--to", "14:30");
        assertThat(printed.strip()).isEqualTo("2");
        run("search", "--case", caseFolder(), "--count", "--to", "14:02:01");
        assertThat(printed.strip()).isEqualTo("2");
    }

    @Test
    void theBeginningOfATraceIdIsEnoughWhereOneTraceHasIt() throws IOException {
        Files.writeString(folder.resolve("spans.jsonl"), """
                {"time":"2026-03-05T14:02:00Z","message":"one","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736"}
                {"time":"2026-03-05T14:02:01Z","message":"two","trace_id":"4ca92f3577b34da6a3ce929d0e0e4736"}
                """);
        assertThat(run(
                        "import",
                        "--case",
                        caseFolder(),
                        folder.resolve("spans.jsonl").toString()))
                .isZero();
        assertThat(run("trace", "--case", caseFolder(), "4bf9", "--json")).isZero();
        assertThat(printed).contains("\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\"");
        assertThat(saidBy("trace", "--case", caseFolder(), "4")).contains("2 trace ids begin with 4");
        assertThat(run("trace", "--case", caseFolder(), "5")).isEqualTo(ExitCode.NO);
    }

    @Test
    void doctorAnswersAProgramToo() {
        importLog();
        assertThat(run("doctor", "--json", caseFolder())).isZero();
        assertThat(printed).startsWith("{\"version\":").contains("\"integrity\":\"ok\",\"events\":3,\"sources\":1");
        assertThat(run("doctor", "--json", folder.toString())).isEqualTo(ExitCode.CASE);
        assertThat(printed).contains("\"integrity\":\"not a case\"");
    }

    @Test
    void anAnswerThatDoesNotArriveEndsTheCommandAndIsNotTakenForAWholeOne() {
        for (String reason : new String[] {"No space left on device", "Broken pipe"}) {
            PrintStream out = new PrintStream(
                    new StandardOutput(new java.io.OutputStream() {
                        @Override
                        public void write(int value) throws IOException {
                            throw new IOException(reason);
                        }
                    }),
                    true,
                    StandardCharsets.UTF_8);
            assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                                    StandardOutput.Undelivered.class, () -> out.println("answer"))
                            .isReaderGone())
                    .as(reason)
                    .isEqualTo(reason.equals("Broken pipe"));
        }
    }
}
