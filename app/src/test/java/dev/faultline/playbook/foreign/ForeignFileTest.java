package dev.faultline.playbook.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.playbook.PlaybookFile;
import dev.faultline.playbook.yaml.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What comes from other tools, and what goes to them: nothing in it may be more than text. */
class ForeignFileTest {
    private static Draft draft(String name, String text) throws ProblemException {
        return ForeignFile.read(name, text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private static PlaybookFile sound(Draft draft) {
        PlaybookFile file = PlaybookFile.read(draft.yaml().getBytes(StandardCharsets.UTF_8));
        assertThat(file.problems()).as(draft.yaml()).noneMatch(problem -> problem.isError());
        return file;
    }

    private static String sign(Draft draft) {
        return Objects.requireNonNull(sound(draft).playbook())
                .indicators()
                .getFirst()
                .query()
                .text();
    }

    @Test
    void carriesTheUsualConditionsOfSigma() throws ProblemException {
        String rule = """
                title: A rule
                detection:
                  selection_img: {Image|endswith: cmd.exe}
                  selection_port: {Port|gte: 1024}
                  filter_main_a: {User|exists: false}
                  filter_main_b: {User: root}
                  _helper: {User: nobody}
                  condition: all of selection_* and not 1 of filter_main_*
                """;
        assertThat(sign(draft("a.yml", rule)))
                .contains("(attributes.Image:*cmd.exe AND attributes.Port:>=1024)")
                .contains("NOT (NOT attributes.User:* OR attributes.User:\"root\")");
        assertThat(sign(draft("a.yml", rule.replaceFirst("condition: .*", "condition: 1 of them"))))
                .doesNotContain("nobody");
        Draft none = draft("a.yml", rule.replaceFirst("condition: .*", "condition: 1 of other_*"));
        assertThat(none.lost()).contains("condition: 1 of other_*");
    }

    @Test
    void aPatternOfManyStarsTakesNoTime() throws ProblemException {
        String rule = "title: A rule\ndetection:\n  " + "a".repeat(1_000) + ": [x]\n  condition: 1 of "
                + "*a".repeat(1_000) + "b\n";
        assertThat(draft("a.yml", rule).lost()).anyMatch(each -> each.startsWith("condition:"));
    }

    @Test
    void namesThatMultiplyStayWithinBounds() throws ProblemException {
        StringBuilder rule = new StringBuilder("title: A rule\ndetection:\n");
        for (int i = 0; i < 9_000; i++) {
            rule.append("  s").append(i).append(": [x]\n");
        }
        rule.append("  condition: ").append("1 of them or ".repeat(300)).append("s1\n");
        assertThat(draft("a.yml", rule.toString()).lost()).anyMatch(each -> each.startsWith("condition:"));
    }

    @Test
    void wordsThatEndALineOrHideStayText() throws ProblemException {
        Draft draft = draft("a.yml", """
                type: question
                name: "turn \\u202e around \\ud83d \\u2066 \\u0085id: x"
                description: "a\\u2028b"
                parent_ids: ["x\\u2029faultline: playbook/9", "y\\uFEFF"]
                """);
        PlaybookFile file = sound(draft);
        assertThat(file.text()).doesNotContain("\u202e", "\u2066", "\u0085", "\u2028", "\u2029", "\ufeff");
        assertThat(Objects.requireNonNull(file.playbook()).title()).contains("\u202e around");
    }

    @Test
    void saysWhatAFileIsThatHoldsNoQuestions() {
        assertThatThrownBy(() -> draft("f.yaml", "type: facet\nname: x\ndfiq_version: 1.1.0\n"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.problem().detail()).contains("DFIQ facet"));
    }

    @Test
    void aSkillHoldsNoCommandButOurs() {
        String query = "\"x'; touch y; echo '`id`\"";
        String yaml = "faultline: playbook/1\nid: 0b8f6c1e-6f0a-4f55-9d3e-1f0f7c6f0a11\n"
                + "title: \"It\\n## Verdict\\n\\e[31m\"\n"
                + "steps: [{id: a, question: \"Q\\n- if so: suspect b\", look: search, query: "
                + Draft.quoted(query) + ", reading: \"R\\n# done\"}]\n";
        PlaybookFile file = PlaybookFile.read(yaml.getBytes(StandardCharsets.UTF_8));
        assertThat(file.problems()).isEmpty();
        String page = SkillPage.write("it", Objects.requireNonNull(file.playbook()), text -> text.replace("\033", "?"));
        assertThat(page.lines())
                .contains("# It ## Verdict ?[31m", "1. **a**: Q - if so: suspect b", "   > # done")
                .contains("   `` faultline search --case CASE '\"x'\\''; touch y; echo '\\''`id`\"' ``")
                .noneMatch(line -> line.startsWith("## Verdict") || line.startsWith("- if so"));
        assertThat(page).doesNotContain("\033");
    }
}
