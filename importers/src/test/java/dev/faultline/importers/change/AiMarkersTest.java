package dev.faultline.importers.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.faultline.model.Attribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Attribution against 205 labelled commits, hard negatives among them. */
class AiMarkersTest {
    private static final Path LABELLED = Path.of("../../shared/samples/changes/ai-attribution/labelled-commits.jsonl")
            .toAbsolutePath()
            .normalize();
    private static final Map<String, String> NAMES = Map.of("openai codex", "codex", "github copilot", "copilot");

    @Test
    void findsNearlyAllToolsAndFlagsNoHardNegative() throws IOException {
        assumeThat(Files.isRegularFile(LABELLED))
                .as("the shared samples lie beside the project")
                .isTrue();
        ObjectMapper json = new ObjectMapper();
        int found = 0;
        int wrong = 0;
        int missed = 0;
        List<String> flagged = new ArrayList<>();
        for (String line : Files.readAllLines(LABELLED)) {
            JsonNode commit = json.readTree(line);
            Set<String> expected = new TreeSet<>();
            commit.get("expected_ai_tools").forEach(tool -> expected.add(tool.asString()));
            Set<String> tools = tools(commit);
            if (expected.isEmpty() && !tools.isEmpty()) {
                flagged.add(commit.get("sha").asString());
            }
            for (String tool : tools) {
                found += expected.contains(tool) ? 1 : 0;
                wrong += expected.contains(tool) ? 0 : 1;
            }
            expected.removeAll(tools);
            missed += expected.size();
        }
        double precision = (double) found / (found + wrong);
        double recall = (double) found / (found + missed);
        System.out.printf(Locale.ROOT, "AI attribution: precision %.3f, recall %.3f%n", precision, recall);
        assertThat(flagged).as("hard negatives").isEmpty();
        assertThat(precision).isGreaterThanOrEqualTo(0.99);
        assertThat(recall).isGreaterThanOrEqualTo(0.97);
    }

    private static Set<String> tools(JsonNode commit) {
        String author = commit.get("author_name").asString() + " <"
                + commit.get("author_email").asString() + ">";
        Attribution attribution =
                AiMarkers.of(author, author, commit.get("message").asString());
        String tool = attribution.tool();
        Set<String> tools = new TreeSet<>();
        if (tool != null) {
            Arrays.stream(tool.toLowerCase(Locale.ROOT).split(", ", -1))
                    .map(name -> NAMES.getOrDefault(name, name))
                    .forEach(tools::add);
        }
        return tools;
    }

    @Test
    void saysUnknownAndNotHumanWhereNothingIsMarked() {
        assertThat(AiMarkers.of("Devin Ford <devin@example.org>", "Devin Ford <devin@example.org>", "Move the cursor"))
                .isEqualTo(Attribution.UNKNOWN);
    }

    @Test
    void takesTheMarkersOfATeam() {
        List<MarkerRules.Rule> rules =
                MarkerRules.parse("# ours\nHouse bot\tline\t^Written-with: house\\b\n", "own.tsv");
        assertThat(new AiMarkers(rules).attribution("a <a@b>", "a <a@b>", "Fix\n\nWritten-with: house 3"))
                .isEqualTo(new Attribution(Attribution.Author.AI_ASSISTED, "House bot", "Written-with: house 3"));
    }

    @Test
    void saysWhichLineOfTheRulesIsWrong() {
        assertThatThrownBy(() -> MarkerRules.parse("\nTool\tline\t(", "own.tsv"))
                .hasMessageContaining("own.tsv, line 2");
    }
}
