package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** suspects, compare and verify on a log that fails for a minute: 60 good records, 60 half failing, 60 good. */
class AnalysisCommandsTest {
    private static final Instant START = Instant.parse("2026-03-05T14:00:00Z");

    @TempDir
    Path folder;

    private String printed = "";

    @BeforeEach
    void take() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int second = 0; second < 180; second++) {
            boolean failing = second >= 60 && second < 120 && second % 2 == 0;
            log.append(START.plusSeconds(second))
                    .append(failing ? " ERROR [main] shop.Pay - refused order " : " INFO [main] shop.Pay - paid order ")
                    .append(second)
                    .append('\n');
            if (failing) {
                log.append("java.lang.ArithmeticException: / by zero\n\tat shop.Pay.rate(Pay.java:39)\n");
            }
        }
        Files.writeString(folder.resolve("pay.log"), log);
        run("import", "--case", caseFolder(), folder.resolve("pay.log").toString());
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

    @Test
    void findsTheOnsetByItsName() {
        run("search", "--case", caseFolder(), "--from", "onset", "--limit", "1", "--json", "severity:error");
        assertThat(printed).contains("2026-03-05T14:01:00.000000000Z").contains("\"count\":30");
    }

    @Test
    void listsSuspectsWithReasonsAndEvents() {
        assertThat(run("suspects", "--case", caseFolder(), "--json")).isZero();
        assertThat(printed)
                .contains("\"rank\":1")
                .contains("shop.Pay.rate")
                .contains("\"reasons\":[{\"text\":")
                .contains("\"disproof\":")
                .doesNotContain("\"cause\"");
    }

    @Test
    void saysWhyNoCommitIsSuspect() {
        run("suspects", "--case", caseFolder());
        assertThat(printed).contains("no suspect commit: no repository or bundle was imported");
    }

    @Test
    void comparesTwoPeriods() {
        assertThat(run(
                        "compare",
                        "--case",
                        caseFolder(),
                        "--before",
                        "start..14:01",
                        "--after",
                        "14:01..14:02",
                        "--json"))
                .isZero();
        assertThat(printed).contains("\"new\":[{").contains("refused order");
    }

    @Test
    void saysFixedOnlyWithTrafficAndWithoutFailure() {
        String failure = "severity:error";
        String traffic = "kind:log";
        assertThat(verify("14:02", failure, traffic)).isZero();
        assertThat(printed).contains("\"verdict\":\"fixed\"");
        assertThat(verify("14:01:30", failure, traffic)).isEqualTo(ExitCode.NO);
        assertThat(printed).contains("\"verdict\":\"not-fixed\"");
        assertThat(verify("2026-03-05T15:00:00Z", failure, traffic)).isEqualTo(ExitCode.NO);
        assertThat(printed).contains("\"verdict\":\"not-enough-evidence\"");
    }

    private int verify(String fix, String failure, String traffic) {
        return run(
                "verify", "--case", caseFolder(), "--fix", fix, "--failure", failure, "--exposure", traffic, "--json");
    }

    @Test
    void verifiesTheFailuresOwnSignature() {
        assertThat(run("verify", "--case", caseFolder(), "--fix", "14:02", "--json"))
                .isZero();
        assertThat(printed).contains("\"verdict\":\"fixed\"").contains("severity:>=error");
    }

    @Test
    void keepsWhatWasDecidedOfASuspectAndThatItWasNoneOfThese() {
        run("suspects", "--case", caseFolder(), "--json");
        String id = printed.replaceFirst("(?s).*?\"rank\":1,\"id\":\"(s-[0-9a-f]+)\".*", "$1");
        assertThat(run("suspects", "--case", caseFolder(), "--mark", id + "=ruled-out", "--because", "it ran before"))
                .isZero();
        run("suspects", "--case", caseFolder(), "--none", "--because", "nobody looked at the network");
        run("suspects", "--case", caseFolder(), "--json");
        assertThat(printed)
                .contains("\"id\":\"" + id + "\"")
                .contains("\"state\":\"ruled-out\"")
                .contains("none of the suspects explains it: nobody looked at the network");
        run("hypothesis", "list", "--case", caseFolder());
        assertThat(printed).contains("it ran before").contains("+" + id).contains("[ruled-out]");
        run("suspects", "--case", caseFolder(), "--no-none", "--json");
        assertThat(printed).doesNotContain("none of the suspects explains it");
    }

    @Test
    void keepsEachVerdictOnceWithItsDateAndPutsItIntoTheReport() throws IOException {
        verify("14:02", "severity:error", "kind:log");
        verify("14:02", "severity:error", "kind:log");
        verify("14:01:30", "severity:error", "kind:log");
        run("hypothesis", "list", "--case", caseFolder(), "--json");
        assertThat(printed.split("\"verification\"", -1)).hasSize(3);
        assertThat(printed).contains("verdict-fixed").contains("verdict-not-fixed");
        Path report = folder.resolve("r.md");
        run("report", "--case", caseFolder(), "-o", report.toString());
        assertThat(Files.readString(report)).contains("Verdict of 20").contains("still fail");
    }

    @Test
    void leavesNoTraceWhereTheVerdictIsNotToBeKept() {
        run("verify", "--case", caseFolder(), "--fix", "14:02", "--no-keep", "--json");
        run("hypothesis", "list", "--case", caseFolder(), "--json");
        assertThat(printed).contains("\"hypotheses\":[]");
    }

    @Test
    void saysWhetherStagingWouldHaveCaughtIt() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int second = 0; second < 20; second++) {
            log.append(START.minusSeconds(3600 - second)).append(" INFO [main] shop.Pay - paid order 1\n");
        }
        Path file = Files.createDirectories(folder.resolve("staging")).resolve("pay.log");
        Files.writeString(file, log);
        String staging = folder.resolve("staging-case").toString();
        run("import", "--case", staging, file.toString());
        run("verify", "--case", caseFolder(), "--staging", staging, "--json");
        assertThat(printed).contains("\"would_have_caught_it\":\"no: the staging had enough such traffic");
        assertThat(run("verify", "--case", caseFolder(), "--staging", caseFolder(), "--json"))
                .isEqualTo(ExitCode.NO);
        assertThat(printed).contains("\"would_have_caught_it\":\"yes: ");
    }

    @Test
    void judgesByThePartOfTheTrafficThatACanaryGot() {
        assertThat(run("verify", "--case", caseFolder(), "--canary", "\"paid\"", "--json"))
                .isZero();
        assertThat(printed).contains("\"judged_by\":\"canary\"").contains("\"failures_after\":0");
    }

    @Test
    void saysTheFiguresOverCasesWithTheirDenominators() {
        verify("14:02", "severity:error", "kind:log");
        assertThat(run("stats", caseFolder(), "--json")).isZero();
        assertThat(printed)
                .contains("\"cases\":1")
                .contains("\"verified_fixes\":1")
                .contains("\"redeploys_per_fix\":0")
                // The last failure is that of second 118, 58 s after the onset; records that passed follow it.
                .contains("\"seconds_to_mitigate\":{\"median\":58")
                .contains("\"seconds_to_verified_fix\":{\"median\":")
                .contains("\"incidents_of\":0");
    }
}
