package dev.faultline.playbook;

import dev.faultline.playbook.yaml.Mark;
import dev.faultline.playbook.yaml.Node;
import dev.faultline.playbook.yaml.Problem;
import dev.faultline.playbook.yaml.Problem.Code;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what a reviewer would say of a playbook that can be read. */
final class Advice {
    private final Node root;
    private final List<Problem> problems;

    Advice(Node root, List<Problem> problems) {
        this.root = root;
        this.problems = problems;
    }

    /** What does not stand in the way, but a reviewer would say. */
    void check(Playbook playbook) {
        day("created");
        day("modified");
        day("review_by")
                .filter(day -> day.isBefore(LocalDate.now(ZoneOffset.UTC)))
                .ifPresent(passed -> problem(
                        Code.ADVICE, Reading.mark(root, "review_by"), "the date for the next review has passed"));
        Set<String> reached = StepGraph.reached(playbook.steps());
        for (Node step : root.items("steps")) {
            String id = Reading.text(step, "id", "");
            if (!reached.contains(id)) {
                problem(Code.ADVICE, Reading.mark(step, "id"), "no path leads to the step " + id);
            }
        }
        double most = playbook.indicators().stream()
                .mapToDouble(Indicator::weight)
                .filter(weight -> weight > 0)
                .sum();
        if (!playbook.indicators().isEmpty() && most < playbook.atLeast()) {
            problem(
                    Code.BAD_VALUE,
                    Reading.mark(root, "signature"),
                    "all weights together are " + Comparison.number(most) + ", so at_least "
                            + Comparison.number(playbook.atLeast()) + " can never be reached");
        }
        if (playbook.status() == Playbook.Status.REVIEWED) {
            review(playbook);
        }
    }

    private Optional<LocalDate> day(String key) {
        String text = root.text(key);
        try {
            return Optional.ofNullable(text).map(LocalDate::parse);
        } catch (DateTimeException noDate) {
            problem(Code.BAD_VALUE, Reading.mark(root, key), key + " is " + text + ", which is no day of the calendar");
            return Optional.empty();
        }
    }

    /** A reviewed playbook has shown what it claims. */
    private void review(Playbook playbook) {
        boolean positive = playbook.tests().stream().anyMatch(test -> test.match() == Truth.HOLDS);
        boolean negative = playbook.tests().stream().anyMatch(test -> test.match() == Truth.DOES_NOT_HOLD);
        boolean unknown = playbook.tests().stream()
                .anyMatch(test -> test.match() == Truth.UNKNOWN
                        || "unknown".equals(test.verdict())
                        || test.fixes().containsValue("not-enough-evidence"));
        if (!positive || !negative || !unknown) {
            problem(
                    Code.MISSING_KEY,
                    Reading.mark(root, "status"),
                    "a reviewed playbook needs a test that matches, one that does not, and one where the evidence does"
                            + " not say; missing: "
                            + (positive ? "" : "match: true ") + (negative ? "" : "match: false ")
                            + (unknown ? "" : "verdict: unknown"));
        }
        SecretScan.find(root)
                .ifPresent(secret -> problem(
                        Code.BAD_VALUE,
                        secret.mark(),
                        "this looks like " + secret.what() + "; a reviewed playbook holds no secrets"));
    }

    private void problem(Code code, Mark mark, String detail) {
        problems.add(new Problem(code, mark, detail));
    }
}
