package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shop incident, asked through the command line; the expected answers are those of its ground truth. */
class InvestigationTest {
    private static final Path SAMPLES = Path.of("../../shared/samples");
    private static final String TRACE = "bcf1309f46e3aa9a4cd9535e1209165e";

    @TempDir
    static Path folder;

    private static String made = "";

    @BeforeAll
    static void importShop() {
        assumeTrue(Files.isDirectory(SAMPLES), "no samples in " + SAMPLES);
        made = folder.resolve("shop").toString();
        List<String> words = new ArrayList<>(List.of("import", "--case", made));
        for (String each : List.of(
                "logs/java/shop/gateway.log",
                "logs/java/shop/orders.log",
                "logs/java/shop/payment.log",
                "traces/otlp/shop-traces.otlp.jsonl",
                "snapshots/datadog/shop-0013.json",
                "changes/git/shop.bundle")) {
            words.add(SAMPLES.resolve(each).toString());
        }
        run(words.toArray(String[]::new));
    }

    @AfterAll
    static void forget() {
        made = "";
    }

    private static String run(String... words) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            CommandLineInterface.execute(words);
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void listsTheTraces() {
        assertThat(run("traces", "--case", made, "--json")).contains("\"count\":22,\"failed\":6,\"spans\":111");
        assertThat(run("traces", "--case", made, "--json", "service:payment AND severity:error"))
                .contains("\"count\":6,");
    }

    @Test
    void showsOneTraceWithItsLogs() {
        assertThat(run("trace", "--case", made, TRACE, "--json"))
                .contains("\"span_count\":6,\"errors\":6")
                .contains("\"services\":[\"gateway\",\"orders\",\"payment\"]")
                .contains("\"message\":\"order failed customer=c-999\"");
    }

    @Test
    void comparesFailingTracesWithTheRest() {
        assertThat(run("traces", "--case", made, "severity:error", "--against", "rest", "--json"))
                .contains("\"first\":6,\"second\":16")
                .contains("in 6 of 6 against 16 of 16, failed in 6 against 0");
    }

    @Test
    void countsPatterns() {
        assertThat(run("patterns", "--case", made, "service:payment AND severity:error", "--json"))
                .contains("\"template\":\"charge failed for customer <*>\",\"count\":5");
    }

    @Test
    void ranksVariablesAndHuntsValues() {
        assertThat(run("variables", "--case", made, "--json")).contains("\"predicate\":\"tier = \\\"legacy\\\"\"");
        assertThat(run("variables", "--case", made, "--value", "c-300", "--json"))
                .contains("\"where\":\"message\",\"kind\":\"log\"")
                .contains("\"where\":\"attributes.url.query\",\"kind\":\"span\"");
    }

    @Test
    void listsSnapshotsAndShowsOne() {
        String list = run("snapshots", "--case", made, "--jsonl", "exception.type:ArithmeticException");
        assertThat(list).contains("\"location\":\"shop.Payment.averageDiscount(Payment.java:39)\"");
        String id = list.replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
        assertThat(run("snapshot", "--case", made, id))
                .contains("tier = legacy")
                .contains("not captured");
    }

    @Test
    void saysWhoWroteAChangeAndWhy() {
        assertThat(run("changes", "--case", made, "attribution:ai-authored", "--json"))
                .contains("\"count\":1,")
                .contains("\"reason\":\"claude wrote it, says the marker");
    }

    @Test
    void namesTheMomentsAndTheGaps() {
        assertThat(run("timeline", "--case", made, "--jsonl"))
                .contains("\"time\":\"2026-11-20T19:49:29.420000000Z\",\"type\":\"first_error\"")
                .contains("\"type\":\"error_onset\",\"approximate\":true");
        assertThat(run("gaps", "--case", made, "--json")).contains("\"type\":\"unknown_zone\"");
    }
}
