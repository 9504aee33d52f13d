package dev.faultline.importers.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.faultline.importers.tree.BadJson;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonTree;
import dev.faultline.model.Attribution;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/** Attribution against 205 labelled commits, hard negatives among them. */
class AiMarkersTest {
    private static final Path LABELLED = Path.of("../../shared/samples/changes/ai-attribution/labelled-commits.jsonl")
            .toAbsolutePath()
            .normalize();
    private static final Map<String, String> NAMES = Map.of("openai codex", "codex", "github copilot", "copilot");

    @Test
    void findsNearlyAllToolsAndFlagsNoHardNegative() throws IOException, BadJson {
        assumeThat(Files.isRegularFile(LABELLED))
                .as("the shared samples lie beside the project")
                .isTrue();
        int found = 0;
        int wrong = 0;
        int missed = 0;
        List<String> flagged = new ArrayList<>();
        for (String line : Files.readAllLines(LABELLED)) {
            Json commit = read(line);
            Set<String> expected = new TreeSet<>();
            commit.at("expected_ai_tools").items().forEach(tool -> expected.add(String.valueOf(tool.text())));
            Set<String> tools = tools(commit);
            if (expected.isEmpty() && !tools.isEmpty()) {
                flagged.add(String.valueOf(commit.at("sha").text()));
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

    private static Json read(String line) throws IOException, BadJson {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        try (JsonTree tree = new JsonTree(new ByteArrayInputStream(bytes), offset -> offset, 1, 20)) {
            tree.next();
            return tree.value();
        }
    }

    private static Set<String> tools(Json commit) {
        String author = commit.at("author_name").text() + " <"
                + commit.at("author_email").text() + ">";
        Attribution attribution =
                AiMarkers.of(author, author, String.valueOf(commit.at("message").text()));
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
