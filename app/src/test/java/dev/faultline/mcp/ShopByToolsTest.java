package dev.faultline.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.faultline.analysis.Imported;
import io.modelcontextprotocol.client.McpSyncClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An assistant that has nothing but the tools finds which variable was wrong, where, and which commit did it. */
class ShopByToolsTest {
    private static final Path SAMPLES =
            Path.of("../../shared/samples").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rows(Map<String, Object> answer, String name) {
        return (List<Map<String, Object>>) Objects.requireNonNull(answer.get(name), () -> name + " in " + answer);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> untrusted(Map<String, Object> row) {
        return (Map<String, Object>) Objects.requireNonNull(row.get("untrusted"));
    }

    @SuppressWarnings("unchecked")
    private static List<String> events(Map<String, Object> row) {
        return (List<String>) Objects.requireNonNull(row.get("events"));
    }

    @Test
    void findsTheVariableThePlaceAndTheCommitFromToolsAlone() throws IOException {
        assumeThat(Files.isDirectory(SAMPLES))
                .as("the shared samples lie beside the project")
                .isTrue();
        List<Path> files = Stream.of(
                        "logs/java/shop/gateway.log",
                        "logs/java/shop/orders.log",
                        "logs/java/shop/payment.log",
                        "traces/otlp/shop-traces.otlp.jsonl",
                        "snapshots/datadog/shop-0011.json",
                        "snapshots/datadog/shop-0013.json",
                        "changes/git/shop.bundle")
                .map(SAMPLES::resolve)
                .toList();
        Imported.files(folder, files).close();
        try (McpSyncClient client = CaseServerTest.client(folder.resolve("case"), "--allow-notes")) {
            // Which kind of failure it is.
            List<Map<String, Object>> fitting =
                    rows(CaseServerTest.ask(client, "match_playbooks", Map.of()), "playbooks");
            assertThat(fitting).hasSize(1);
            String playbook = String.valueOf(fitting.getFirst().get("name"));
            assertThat(CaseServerTest.ask(client, "list_playbooks", Map.of()).toString())
                    .contains(playbook);
            assertThat(CaseServerTest.ask(client, "read_playbook", Map.of("name", playbook))
                            .toString())
                    .contains("faultline: playbook/1");
            Map<String, Object> run = CaseServerTest.ask(client, "run_playbook", Map.of("name", playbook));
            assertThat(rows(run, "steps")).isNotEmpty();

            // Which variable, and where.
            Map<String, Object> variable = rows(CaseServerTest.ask(client, "variables", Map.of()), "variables").stream()
                    .filter(row ->
                            String.valueOf(untrusted(row).get("predicate")).contains("legacy"))
                    .findFirst()
                    .orElseThrow();
            assertThat(untrusted(variable)).containsEntry("field", "var.tier");
            String hit = events(variable).getFirst();
            Map<String, Object> snapshot = CaseServerTest.ask(client, "snapshot", Map.of("id", hit));
            assertThat(snapshot.toString()).contains("shop.Payment.averageDiscount", "ArithmeticException", "legacy");

            // Which commit.
            Map<String, Object> change =
                    rows(CaseServerTest.ask(client, "suspects", Map.of("limit", 20)), "suspects").stream()
                            .filter(row -> "change".equals(row.get("kind")))
                            .findFirst()
                            .orElseThrow();
            String subject = String.valueOf(untrusted(change).get("subject"));
            assertThat(subject).startsWith("32266d2");
            List<Map<String, Object>> commits = rows(
                    CaseServerTest.ask(
                            client,
                            "search",
                            Map.of("query", "kind:change AND revision:" + subject.substring(0, 7) + "*")),
                    "events");
            assertThat(commits).hasSize(1);
            String commit = String.valueOf(commits.getFirst().get("id"));
            assertThat(untrusted(commits.getFirst()).toString()).contains("Payment.java", "ai-authored");

            // What it tells the people, and what it would not get away with.
            assertThat(CaseServerTest.ask(
                            client,
                            "check_claim",
                            Map.of("claim", "tier was \"legacy\" in averageDiscount", "evidence", List.of(hit))))
                    .containsEntry("verdict", "holds");
            assertThat(CaseServerTest.ask(
                            client,
                            "check_claim",
                            Map.of("claim", "tier was \"platinum\" in averageDiscount", "evidence", List.of(hit))))
                    .containsEntry("verdict", "rejected");
            CaseServerTest.ask(
                    client,
                    "add_note",
                    Map.of("text", "tier legacy has no rates since this commit", "events", List.of(hit, commit)));
        }
    }
}
