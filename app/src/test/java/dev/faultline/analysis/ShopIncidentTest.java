package dev.faultline.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.faultline.analysis.change.CodeHistory;
import dev.faultline.analysis.onset.Onset;
import dev.faultline.analysis.onset.OnsetDetector;
import dev.faultline.analysis.onset.WindowChoice;
import dev.faultline.analysis.signal.Windows;
import dev.faultline.analysis.suspect.Reason;
import dev.faultline.analysis.suspect.Suspect;
import dev.faultline.analysis.suspect.SuspectList;
import dev.faultline.analysis.suspect.Suspects;
import dev.faultline.analysis.verify.Signature;
import dev.faultline.analysis.verify.Verdict;
import dev.faultline.analysis.verify.Verification;
import dev.faultline.changes.ImportedHistory;
import dev.faultline.importers.Import;
import dev.faultline.importers.ImportListener;
import dev.faultline.importers.ImportOptions;
import dev.faultline.model.Attribution;
import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import dev.faultline.store.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shop's incident, from logs, traces, snapshots and its repository. */
class ShopIncidentTest {
    private static final Path SAMPLES =
            Path.of("../../shared/samples").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    private Case shop;

    @BeforeEach
    void take() throws IOException {
        assumeThat(Files.isDirectory(SAMPLES))
                .as("the shared samples lie beside the project")
                .isTrue();
        shop = Case.create(folder.resolve("case"), "shop");
        List<Path> files = Stream.of(
                        "logs/java/shop/gateway.log",
                        "logs/java/shop/orders.log",
                        "logs/java/shop/payment.log",
                        "traces/otlp/shop-traces.otlp.jsonl",
                        "snapshots/datadog/shop-0011.json",
                        "snapshots/datadog/shop-0013.json",
                        "snapshots/datadog/shop-0016.json",
                        "changes/git/shop.bundle")
                .map(SAMPLES::resolve)
                .toList();
        Import.run(shop, files, ImportOptions.DEFAULT, ImportListener.NONE, () -> false);
    }

    @AfterEach
    void close() throws IOException {
        if (shop != null) {
            shop.close();
        }
    }

    @Test
    void beginsWithTheFirstFailingRequest() throws IOException {
        Onset onset = OnsetDetector.first(OnsetDetector.all(shop.reader(), () -> false))
                .orElseThrow();
        long first = Timestamps.parse("2026-11-20T19:49:29.420009401Z").orElseThrow();
        assertThat(Math.abs(onset.time() - first)).isLessThan(1_000_000_000L);
    }

    @Test
    void leadsToTheServiceTheFunctionAndTheCommit() throws IOException {
        SuspectList list = suspects();
        List<Suspect> first = list.suspects().subList(0, 3);
        assertThat(first)
                .anySatisfy(one -> {
                    assertThat(one.kind()).isEqualTo(Suspect.Kind.SERVICE);
                    assertThat(one.subject()).isEqualTo("payment");
                })
                .anySatisfy(one -> {
                    assertThat(one.subject()).isEqualTo("shop.Payment.averageDiscount");
                    assertThat(text(one))
                            .contains("tier = \"legacy\"")
                            .contains("514ba548ef77454a78b274e9020c8a21")
                            .contains("bcf1309f46e3aa9a4cd9535e1209165e");
                })
                .anySatisfy(one -> {
                    assertThat(one.kind()).isEqualTo(Suspect.Kind.CHANGE);
                    assertThat(one.subject()).startsWith("32266d2");
                    assertThat(text(one)).contains("\"legacy\"").contains("s_c9883b05a2487d");
                    assertThat(one.attribution()).isNotNull();
                    assertThat(String.valueOf(one.attribution())).contains(Attribution.Author.AI_AUTHORED.name());
                });
    }

    private SuspectList suspects() throws IOException {
        Windows windows =
                WindowChoice.of(shop.reader(), null, null, () -> false).orElseThrow();
        try (CodeHistory history = new ImportedHistory(shop.reader())) {
            return Suspects.rank(shop.reader(), windows, history, () -> false);
        }
    }

    private static String text(Suspect suspect) {
        return String.join("\n", suspect.reasons().stream().map(Reason::text).toList());
    }

    @Test
    void givesEverySuspectReasonsWithEventsThatExistAndADisproof() throws IOException {
        for (Suspect suspect : suspects().suspects()) {
            assertThat(suspect.reasons()).isNotEmpty();
            assertThat(suspect.disproof()).isNotBlank();
            for (Reason reason : suspect.reasons()) {
                for (var id : reason.events()) {
                    assertThat(shop.reader().event(id)).isPresent();
                }
            }
        }
    }

    @Test
    void judgesCutSamplesInAllThreeWays() throws Exception {
        Signature signature = new Signature(
                "kind:span AND service:gateway AND name:checkout AND severity:>=error",
                "kind:span AND service:gateway AND name:checkout");
        long onset = OnsetDetector.first(OnsetDetector.all(shop.reader(), () -> false))
                .orElseThrow()
                .time();
        long end = shop.reader().range().orElseThrow().to() + 1;
        TimeRange failing = new TimeRange(onset, end);
        TimeRange passing = new TimeRange(onset - 60_000_000_000L, onset);
        TimeRange silent = new TimeRange(end, Long.MAX_VALUE);
        assertThat(verdict(signature, failing, passing)).isEqualTo(Verdict.FIXED);
        assertThat(verdict(signature, failing, failing)).isEqualTo(Verdict.NOT_FIXED);
        assertThat(verdict(signature, failing, silent)).isEqualTo(Verdict.NOT_ENOUGH_EVIDENCE);
    }

    private Verdict verdict(Signature signature, TimeRange before, TimeRange after) throws Exception {
        return Verification.of(shop.reader(), signature, before, after, 0.95, () -> false)
                .verdict();
    }
}
