package dev.faultline.playbook;

import dev.faultline.model.TimeRange;
import dev.faultline.playbook.yaml.Node;
import dev.faultline.playbook.yaml.Problem;
import dev.faultline.playbook.yaml.Problem.Code;
import dev.faultline.playbook.yaml.Schema;
import dev.faultline.query.TimeExpression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the tests that a playbook carries, and finds what would only be noticed when they run. */
final class TestReading {
    private final Node root;
    private final References references;
    private final List<Problem> problems;

    TestReading(Node root, References references, List<Problem> problems) {
        this.root = root;
        this.references = references;
        this.problems = problems;
    }

    Playbook.TestCase test(Node node) {
        node.texts("evidence").forEach(path -> requireBeside(path, node));
        requireTime(node, "onset");
        requireTime(node, "fix");
        Node expect = node.get("expect").orElse(node);
        String match = expect.text("match");
        return new Playbook.TestCase(
                Reading.text(node, "name", ""),
                node.texts("evidence"),
                node.text("onset"),
                node.text("fix"),
                answers(node),
                match == null ? null : match.equals("unknown") ? Truth.UNKNOWN : Truth.of(match.equals("true")),
                expect.get("path").isPresent() ? expect.texts("path") : null,
                expect.text("cause"),
                expect.text("verdict"),
                fixes(expect));
    }

    private void requireBeside(String path, Node node) {
        boolean escapes = path.startsWith("/")
                || path.startsWith("\\")
                || path.contains(":")
                || path.indexOf('\0') >= 0
                || List.of(path.split("[/\\\\]")).contains("..");
        if (escapes) {
            problems.add(new Problem(
                    Code.PATH_ESCAPE,
                    Reading.mark(node, "evidence"),
                    "evidence lies beside the playbook; " + Schema.quote(path) + " leads out of its folder"));
        }
    }

    private void requireTime(Node node, String key) {
        String text = node.text(key);
        if (text == null) {
            return;
        }
        try {
            TimeExpression.parse(text, new TimeRange(0, 1));
        } catch (IllegalArgumentException wrong) {
            problems.add(new Problem(
                    Code.BAD_VALUE,
                    Reading.mark(node, key),
                    key + " is " + Schema.quote(text)
                            + "; expected a time such as 2026-11-20T14:02:00Z, 14:02, -15m, start" + " or end"));
        }
    }

    private Map<String, String> fixes(Node expect) {
        Map<String, String> fixes = new LinkedHashMap<>();
        List<String> checks = root.items("verify").stream()
                .map(each -> Reading.text(each, "id", ""))
                .toList();
        expect.members().forEach((key, member) -> {
            if (!Set.of("match", "path", "cause", "verdict").contains(key)) {
                references.known(key, checks, "check of the fix (verify)", member.keyMark());
                fixes.put(key, String.valueOf(member.value().text()));
            }
        });
        return fixes;
    }

    private Map<String, String> answers(Node node) {
        Map<String, String> answers = new LinkedHashMap<>();
        node.get("answers").map(Node::members).orElse(Map.of()).forEach((id, member) -> {
            String given = String.valueOf(member.value().text());
            answers.put(id, given);
            root.items("steps").stream()
                    .filter(step -> Reading.text(step, "id", "").equals(id))
                    .findFirst()
                    .ifPresent(step -> requireAnswer(step, given, member));
        });
        return answers;
    }

    private void requireAnswer(Node step, String given, Node.Member member) {
        List<String> says = step.items("answers").stream()
                .map(each -> Reading.text(each, "say", ""))
                .toList();
        if (says.stream().noneMatch(given::equalsIgnoreCase)) {
            references.known(
                    given,
                    says,
                    "answer of the step " + Reading.text(step, "id", ""),
                    member.value().mark());
        }
    }
}
