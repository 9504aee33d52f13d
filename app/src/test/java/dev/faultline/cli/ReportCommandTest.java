package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportCommandTest {
    private static final String LOG = """
            2026-03-05T14:02:00.000Z INFO [main] shop.Orders - order 17 placed
            2026-03-05T14:02:01.000Z ERROR [main] shop.Orders - order 18 failed for kim@corp.example
            java.lang.IllegalStateException: no stock for 4711
            \tat shop.Orders.place(Orders.java:40)
            2026-03-05T14:02:02.000Z WARN [main] shop.Orders - <script src=http://evil.invalid/x></script> [a](javascript:b)
            """;

    @TempDir
    Path folder;

    private String printed = "";

    @BeforeEach
    void investigate() throws IOException {
        Files.writeString(folder.resolve("orders.log"), LOG);
        run("import", folder.resolve("orders.log").toString());
        run("incident", "title=Orders fail", "began=14:02", "detected=2026-03-05T14:03:00Z");
        run("pin", "add", "1.1", "--text", "this is where it broke");
        run("pin", "add", "1.2");
        run("hypothesis", "add", "the warehouse was empty", "--for", "1.1");
    }

    private int run(String command, String... words) {
        String[] all = new String[words.length + 3];
        all[0] = command;
        all[1] = "--case";
        all[2] = folder.resolve("case").toString();
        System.arraycopy(words, 0, all, 3, words.length);
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

    private String write(String name, String... more) throws IOException {
        String[] words = new String[more.length + 2];
        words[0] = "-o";
        words[1] = folder.resolve(name).toString();
        System.arraycopy(more, 0, words, 2, more.length);
        assertThat(run("report", words)).isZero();
        return Files.readString(folder.resolve(name));
    }

    private int check(String name) {
        return run("report", "--check", "-o", folder.resolve(name).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"r.html", "r.md"})
    void holdsAsLongAsNothingChanges(String name) throws IOException {
        write(name);
        assertThat(check(name)).as(printed).isZero();
        run("note", "add", "something later");
        assertThat(check(name)).as("the audit trail grew: %s", printed).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"r.html", "r.md"})
    void namesTheSentenceInWhichADigitWasAltered(String name) throws IOException {
        String report = write(name);
        for (String digits : new String[] {"order 18 failed", "no stock for 4711", "1 of 3 events are errors"}) {
            assertThat(report).contains(digits);
            String altered = digits.replaceFirst("[0-9](?=[^0-9]*$)", "6");
            Files.writeString(folder.resolve(name), report.replace(digits, altered));
            assertThat(check(name)).isEqualTo(ExitCode.NO);
            assertThat(printed).contains("does not hold").contains(altered).contains(digits);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"r.html", "r.md"})
    void aHeadingThatTheCaseDoesNotGiveIsSomebodysOwnWords(String name) throws IOException {
        String report = write(name);
        assertThat(check(name)).isZero();
        assertThat(printed).contains("; 0 lines are somebody's own words");
        Files.writeString(folder.resolve(name), report.replace("Timeline", "The database did it"));
        assertThat(check(name)).isZero();
        assertThat(printed).contains("; 1 lines are somebody's own words");
    }

    @Test
    void saysThatARunIsOlderThanTheEvidence() throws IOException {
        String kept = folder.resolve("case").toString();
        assertThat(CommandLineInterface.execute("playbook", "run", "database-deadlock", "--case", kept))
                .isZero();
        assertThat(write("r.md")).doesNotContain("Its counts are of that time");
        Path more = Files.writeString(folder.resolve("more.log"), LOG.replace("order", "later order"));
        run("import", more.toString());
        assertThat(write("r.md")).contains("Its counts are of that time; evidence came in");
        assertThat(check("r.md")).as(printed).isZero();
    }

    @Test
    void saysWhichPlaybookWasRunWhatItFoundAndWhetherItWasRight() throws IOException {
        assertThat(CommandLineInterface.execute(
                        "playbook",
                        "run",
                        "database-deadlock",
                        "--case",
                        folder.resolve("case").toString(),
                        "--outcome",
                        "wrong"))
                .isZero();
        String report = write("r.md");
        assertThat(report).contains("## Playbooks", "run 1, as it was kept at 20", "It was wrong, somebody said.");
        assertThat(check("r.md")).as(printed).isZero();
        Files.writeString(folder.resolve("r.md"), report.replace("It was wrong", "It was right"));
        assertThat(check("r.md")).isEqualTo(ExitCode.NO);
        assertThat(CommandLineInterface.execute("stats", folder.resolve("case").toString()))
                .isZero();
    }

    @Test
    void checksWhatSomebodyAdded() throws IOException {
        String report = write("r.md");
        Files.writeString(folder.resolve("r.md"), report + "\nIt broke at order 18, \"no stock\" (#1.1).\n");
        assertThat(check("r.md")).as(printed).isZero();
        Files.writeString(folder.resolve("r.md"), report + "\nIt broke at order 19 (#1.1).\n");
        assertThat(check("r.md")).isEqualTo(ExitCode.NO);
        assertThat(printed).contains("do not contain 19");
    }

    @Test
    void marksWhatIsOnlySaidAndLinksWhatIsShown() throws IOException {
        String report = write("r.html");
        assertThat(report)
                .contains("default-src 'none'")
                .contains("the warehouse was empty <em>[not evidenced")
                .contains("<a href=\"#e-1.1\">#1.1</a>")
                .contains("id=\"e-1.1\"")
                .contains("Time to detect (began to detected)&#58; 1 min.")
                .contains("verified from its bytes")
                .doesNotContain("<script")
                .doesNotContain("javascript:");
    }

    @Test
    void redactsAndIsStillChecked() throws IOException {
        assertThat(write("r.html", "--redact"))
                .doesNotContain("kim@")
                .doesNotContain("kim&#64;")
                .contains("[email-");
        assertThat(check("r.html")).as(printed).isZero();
    }

    @Test
    void saysWhatItCannotWrite() {
        assertThat(run("report", "-o", folder.resolve("r.docx").toString())).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aPdfSaysWhatThePageSaysAndWritesCharactersThatItsFontLacksAsNumbers() throws IOException {
        run("note", "the tier of 東京");
        Path file = folder.resolve("r.pdf");
        assertThat(run("report", "-o", file.toString())).isZero();
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            String text = new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
            assertThat(text)
                    .contains("Orders fail", "this is where it broke", "not evidenced", "no stock for 4711")
                    .contains("the tier of <U+6771><U+4EAC>");
        }
        assertThat(run("report", "--check", "-o", file.toString())).isEqualTo(ExitCode.USAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"r.html", "r.md"})
    void aTeamsTemplateOrdersAndNamesTheSectionsAndItsReportCanStillBeChecked(String name) throws IOException {
        Path template = folder.resolve("ours.report.md");
        Files.writeString(
                template, "# ours\n## What happened = Timeline\n## Lessons\nOrder 18 is in #1.1.\n## Summary\n");
        String written = write(name, "--template", template.toString());
        assertThat(written.indexOf("What happened")).isBetween(0, written.indexOf("Summary"));
        assertThat(written).doesNotContain("Custody").contains("Lessons");
        assertThat(check(name)).as(printed).isZero();
        Files.writeString(folder.resolve(name), written.replace("Order 18 is in", "Order 19 is in"));
        assertThat(check(name)).isEqualTo(ExitCode.NO);
        assertThat(printed).contains("19");
    }
}
