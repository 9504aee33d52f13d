package dev.faultline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.faultline.importers.Import;
import dev.faultline.importers.ImportListener;
import dev.faultline.importers.ImportOptions;
import dev.faultline.model.Event;
import dev.faultline.model.Snapshot;
import dev.faultline.model.StackTrace;
import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import dev.faultline.model.Variable;
import dev.faultline.query.Facet;
import dev.faultline.query.Hits;
import dev.faultline.query.QueryParser;
import dev.faultline.query.Search;
import dev.faultline.store.Case;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shop incident, imported whole, answers what is known about it, by search and facets alone. */
class GroundTruthTest {
    private static final Path SAMPLES =
            Path.of("../../shared/samples").toAbsolutePath().normalize();

    @TempDir
    static Path folder;

    private static Case shop;

    @BeforeAll
    static void importShop() throws Exception {
        assumeThat(Files.isDirectory(SAMPLES))
                .as("the shared samples lie beside the project")
                .isTrue();
        shop = Case.create(folder.resolve("shop"), "shop");
        List<Path> files = List.of(
                SAMPLES.resolve("traces/otlp/shop-traces.otlp.jsonl"),
                SAMPLES.resolve("logs/otlp/shop-logs.otlp.jsonl"),
                SAMPLES.resolve("snapshots/datadog/shop-0013.json"),
                SAMPLES.resolve("snapshots/java/orders.jstack.txt"),
                SAMPLES.resolve("changes/git/shop.bundle"));
        Import.run(shop, files, ImportOptions.DEFAULT, ImportListener.NONE, () -> false);
    }

    @AfterAll
    static void close() throws Exception {
        if (shop != null) {
            shop.close();
        }
    }

    private static Hits find(String query) throws Exception {
        return Search.run(shop.reader(), QueryParser.parse(query), TimeRange.ALL, () -> false);
    }

    private static Map<String, Long> count(String query, String field) throws Exception {
        return Facet.of(find(query), field, 100, () -> false).values().stream()
                .collect(Collectors.toMap(Facet.Value::value, Facet.Value::count, Long::sum, TreeMap::new));
    }

    private static Event first(String query) throws Exception {
        return find(query).page(0, 1).getFirst();
    }

    @Test
    void thereAre111SpansOf22TracesInThreeServices() throws Exception {
        assertThat(count("kind:span", "service")).isEqualTo(Map.of("gateway", 44L, "orders", 44L, "payment", 23L));
        assertThat(count("kind:span", "trace_id")).hasSize(22);
    }

    @Test
    void sixTracesFail() throws Exception {
        assertThat(count("kind:span severity:error", "trace_id").keySet())
                .isEqualTo(new TreeSet<>(List.of(
                        "1760d67b23bd8996c4aea0bef7a408ff",
                        "514ba548ef77454a78b274e9020c8a21",
                        "547f88edd62171f79fbf3708e47698b9",
                        "5a523bb9b6d78ae6fd9dee8e60d514a4",
                        "bcf1309f46e3aa9a4cd9535e1209165e",
                        "f150ff58e87bb739917fe3d42660b7b9")));
    }

    @Test
    void theLogsAreOfThreeServices() throws Exception {
        assertThat(count("kind:log", "service")).isEqualTo(Map.of("gateway", 29L, "orders", 46L, "payment", 43L));
        assertThat(count("kind:log severity:error", "service"))
                .isEqualTo(Map.of("gateway", 6L, "orders", 6L, "payment", 5L));
    }

    @Test
    void onlyTheThreeLinesAtTheStartHaveNoTrace() throws Exception {
        List<Event> without = find("kind:log NOT trace_id:*").page(0, 10);
        assertThat(without).hasSize(3).allMatch(event -> event.message().startsWith("listening on"));
    }

    @Test
    void everyTraceOfTheLogsIsAmongTheSpans() throws Exception {
        assertThat(count("kind:log", "trace_id").keySet())
                .hasSize(22)
                .isEqualTo(count("kind:span", "trace_id").keySet());
    }

    @Test
    void theFirstErrorIsPaymentsFailedCharge() throws Exception {
        Event first = first("kind:log severity:error");
        assertThat(Timestamps.format(first.time())).isEqualTo("2026-11-20T19:49:29.420009401Z");
        assertThat(first.service()).isEqualTo("payment");
        assertThat(first.message()).isEqualTo("charge failed for customer c-300");
    }

    @Test
    void theFirstFailingFrameOfTheApplicationIsInAverageDiscount() throws Exception {
        StackTrace deepest = first("kind:log severity:error service:payment").exception();
        assertThat(deepest).isNotNull();
        while (deepest.cause() != null) {
            deepest = deepest.cause();
        }
        assertThat(deepest.type()).isEqualTo("java.lang.ArithmeticException");
        assertThat(deepest.frames().getFirst().toString()).isEqualTo("shop.Payment.averageDiscount(Payment.java:39)");
    }

    @Test
    void theSecondFailureIsTheCustomerWithoutATier() throws Exception {
        assertThat(find("\"c-999\" exception.type:java.io.IOException").count()).isPositive();
        assertThat(find("kind:span trace_id:bcf1309f46e3aa9a4cd9535e1209165e").count())
                .isEqualTo(6);
    }

    @Test
    void theSnapshotHoldsTheVariablesOfTheFailure() throws Exception {
        Snapshot snapshot = (Snapshot)
                first("kind:snapshot exception.type:ArithmeticException").detail();
        assertThat(snapshot).isNotNull();
        Map<String, String> values = snapshot.frames().getFirst().variables().stream()
                .filter(variable -> variable.value() != null)
                .collect(Collectors.toMap(Variable::name, variable -> String.valueOf(variable.value())));
        assertThat(values)
                .containsEntry("tier", "legacy")
                .containsEntry("subtotal", "1999")
                .containsEntry("r", "[]");
        assertThat(find("var.tier:legacy").count()).isPositive();
    }

    @Test
    void theTwoDeadlockedThreadsAreFound() throws Exception {
        assertThat(find("kind:profile attributes.thread.state:BLOCKED").page(0, 10))
                .extracting(Event::thread)
                .contains("stock-reserver", "stock-restocker");
    }

    @Test
    void theChangeThatBrokeItIsThereWithItsAssistant() throws Exception {
        Event change = first("kind:change 32266d2*");
        assertThat(change.detail().toString()).contains("claude").contains("Payment.java");
    }
}
