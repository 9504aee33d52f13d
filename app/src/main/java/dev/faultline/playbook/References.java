package dev.faultline.playbook;

import dev.faultline.playbook.yaml.Mark;
import dev.faultline.playbook.yaml.Node;
import dev.faultline.playbook.yaml.Problem;
import dev.faultline.playbook.yaml.Problem.Code;
import dev.faultline.playbook.yaml.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Finds names that stand for nothing or for two things, and circles. */
final class References {
    private final Node root;
    private final List<Problem> problems;

    References(Node root, List<Problem> problems) {
        this.root = root;
        this.problems = problems;
    }

    void unique(List<Node> nodes, String noun) {
        unique(nodes, "id", noun);
    }

    private void unique(List<Node> nodes, String key, String noun) {
        Map<String, Mark> seen = new LinkedHashMap<>();
        for (Node node : nodes) {
            String id = Reading.text(node, key, "");
            Mark before = seen.putIfAbsent(id.toLowerCase(Locale.ROOT), Reading.mark(node, key));
            if (before != null) {
                problem(
                        Code.DUPLICATE_ID,
                        Reading.mark(node, key),
                        "the " + noun + " " + id + " was defined in line " + before.line() + " already");
            }
        }
    }

    void reference(Node node, String key, List<String> known, String noun) {
        for (Node value : node.get(key).stream()
                .flatMap(found -> found instanceof Node.Items items ? items.values().stream() : Stream.of(found))
                .toList()) {
            known(String.valueOf(value.text()), known, noun, value.mark());
        }
    }

    void known(String name, List<String> known, String noun, Mark mark) {
        if (!known.contains(name)) {
            problem(
                    Code.UNKNOWN_REFERENCE,
                    mark,
                    "there is no " + noun + " " + Schema.quote(name) + "; expected "
                            + (known.isEmpty() ? "none, for there are none" : "one of " + String.join(", ", known)));
        }
    }

    /** That every name in the playbook stands for something, once, and that nothing waits for itself. */
    void check(Playbook playbook) {
        List<String> causes = List.copyOf(playbook.causes().keySet());
        List<String> steps = playbook.steps().stream().map(Step::id).toList();
        List<String> checks =
                playbook.fixChecks().stream().map(Playbook.FixCheck::id).toList();
        unique(root.items("steps"), "step");
        unique(root.items("verify"), "check");
        for (Node step : root.items("steps")) {
            reference(step, "next", steps, "step");
            unique(step.items("answers"), "say", "answer");
            List<Node> branches = new ArrayList<>(step.items("cases"));
            branches.addAll(step.items("answers"));
            step.get("unknown").ifPresent(branches::add);
            for (Node branch : branches) {
                reference(branch, "next", steps, "step");
                reference(branch, "means", causes, "cause");
                reference(branch, "rules_out", causes, "cause");
            }
        }
        for (Node remedy : root.items("remedies")) {
            reference(remedy, "for", causes, "cause");
            reference(remedy, "check", checks, "check of the fix (verify)");
        }
        for (Node test : root.items("tests")) {
            Node expect = test.get("expect").orElse(test);
            reference(expect, "cause", causes, "cause");
            reference(expect, "path", steps, "step");
            test.get("answers")
                    .map(Node::members)
                    .orElse(Map.of())
                    .forEach((step, member) -> known(step, steps, "step", member.keyMark()));
        }
        StepGraph.circle(playbook.steps())
                .ifPresent(circle -> problem(
                        Code.CYCLE,
                        Reading.mark(root, "steps"),
                        "the steps run in a circle: " + String.join(" → ", circle) + "; every path must end"));
        orderCircle(playbook);
    }

    private void orderCircle(Playbook playbook) {
        for (Indicator start : playbook.indicators()) {
            Set<String> seen = new LinkedHashSet<>();
            Indicator at = start;
            while (at != null && seen.add(at.id())) {
                String reference = at.before() == null ? at.after() : at.before();
                at = playbook.indicators().stream()
                        .filter(each -> each.id().equals(reference))
                        .findFirst()
                        .orElse(null);
            }
            if (at != null && at.equals(start)) {
                problem(
                        Code.CYCLE,
                        Reading.mark(root, "signature"),
                        "indicators wait for each other: " + String.join(" → ", seen));
                return;
            }
        }
    }

    private void problem(Code code, Mark mark, String detail) {
        problems.add(new Problem(code, mark, detail));
    }
}
