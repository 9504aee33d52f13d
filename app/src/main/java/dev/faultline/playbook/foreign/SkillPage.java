package dev.faultline.playbook.foreign;

import dev.faultline.playbook.Indicator;
import dev.faultline.playbook.Playbook;
import dev.faultline.playbook.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * A playbook as a skill, {@code SKILL.md}. Queries are shown as commands of this program, for an agent that may call it: so
 * no text of the playbook may end a line, a quotation or a code span early, or look like a heading or an item of the skill.
 */
public final class SkillPage {
    private final Playbook playbook;
    private final UnaryOperator<String> words;
    private final StringBuilder out = new StringBuilder();

    private SkillPage(Playbook playbook, UnaryOperator<String> words) {
        this.playbook = playbook;
        this.words = words;
    }

    /**
     * The page.
     *
     * @param words writes a text on one line of Markdown so that nothing in it is markup
     */
    public static String write(String name, Playbook playbook, UnaryOperator<String> words) {
        SkillPage page = new SkillPage(playbook, words);
        page.head(name);
        page.signs();
        page.section("Looks like it and is not", playbook.knownFalse());
        page.section("What this cannot see", playbook.blindSpots());
        page.steps();
        page.end();
        return page.out.toString();
    }

    /** What a skill has no place for. */
    public static List<String> lost(Playbook playbook) {
        List<String> lost = new ArrayList<>();
        if (!playbook.tests().isEmpty()) {
            lost.add(playbook.tests().size() + " tests of the diagnosis");
        }
        if (!playbook.parameters().isEmpty()) {
            lost.add("where the values of "
                    + String.join(", ", playbook.parameters().keySet()) + " come from");
        }
        if (playbook.steps().stream().anyMatch(step -> !step.capture().isEmpty())) {
            lost.add("the values that steps take from their events");
        }
        if (!playbook.needs().isEmpty()) {
            lost.add("what evidence it needs");
        }
        return lost;
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private String text(String text) {
        return words.apply(line(text));
    }

    /** In a code span nothing can be escaped, so it is fenced by more backticks than the text has in a row. */
    private static String code(String text) {
        String fence = "`";
        while (text.contains(fence)) {
            fence += "`";
        }
        return fence.equals("`") ? "`" + text + "`" : fence + " " + text + " " + fence;
    }

    /** A query as it is, but for what could steer a terminal, which stands as its number. */
    private static String query(String text) {
        StringBuilder shown = new StringBuilder();
        line(text).codePoints().forEach(point -> {
            int type = Character.getType(point);
            boolean hidden = type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
            shown.append(hidden ? String.format(Locale.ROOT, "\\u%04x", point) : Character.toString(point));
        });
        return shown.toString();
    }

    private static String command(String query) {
        return code("faultline search --case CASE '" + query(query).replace("'", "'\\''") + "'");
    }

    private void head(String name) {
        String summary = playbook.summary().isBlank() ? playbook.title() : playbook.summary();
        out.append("---\nname: ").append(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-"));
        out.append("\ndescription: ")
                .append(Draft.quoted(line(playbook.title() + ". " + summary)))
                .append("\n---\n\n# ")
                .append(text(playbook.title()))
                .append("\n\n")
                .append(text(playbook.summary()))
                .append('\n');
    }

    private void items(String title, List<String> items) {
        if (!items.isEmpty()) {
            out.append("\n## ").append(title).append("\n\n");
            items.forEach(item -> out.append("- ").append(item).append('\n'));
        }
    }

    private void section(String title, List<String> items) {
        items(title, items.stream().map(this::text).toList());
    }

    private void signs() {
        items("Signs", playbook.indicators().stream().map(SkillPage::sign).toList());
        if (!playbook.indicators().isEmpty()) {
            out.append("\nIt fits where the weights of the signs that hold are ")
                    .append(number(playbook.atLeast()))
                    .append(" or more together. Absent evidence is no answer.\n");
        }
    }

    private static String sign(Indicator sign) {
        List<String> parts = new ArrayList<>(List.of("events " + sign.count()));
        if (sign.within() > 0) {
            parts.add("within " + sign.within() / 1_000_000 + " ms");
        }
        if (!sign.by().isEmpty()) {
            parts.add("for one " + String.join(" and ", sign.by()));
        }
        if (sign.value() != null) {
            parts.add(sign.value() + " " + sign.is());
        }
        if (sign.before() != null || sign.after() != null) {
            parts.add(sign.before() == null ? "after " + sign.after() : "before " + sign.before());
        }
        if (sign.ratio() != null) {
            parts.add(sign.ratio() + " times as often as before");
        }
        parts.add("weight " + number(sign.weight()) + (sign.weight() < 0 ? ", speaks against" : ""));
        if (sign.required()) {
            parts.add("required");
        }
        return "**" + sign.id() + "**: " + code(query(sign.query().text())) + " (" + String.join("; ", parts) + ")";
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private void steps() {
        if (!playbook.steps().isEmpty()) {
            out.append("\n## Steps\n\n");
            int number = 1;
            for (Step step : playbook.steps()) {
                step(step, number++);
            }
        }
    }

    private void step(Step step, int number) {
        out.append(number).append(". **").append(step.id()).append("**: ");
        out.append(text(step.question())).append('\n');
        if (step.query() != null) {
            out.append("   ").append(command(step.query().text())).append('\n');
        }
        if (step.window() != null) {
            out.append("   (").append(step.window()).append(")\n");
        }
        if (step.reading() != null) {
            step.reading().lines().filter(each -> !each.isBlank()).forEach(each -> out.append("   > ")
                    .append(text(each))
                    .append('\n'));
        }
        step.cases().forEach(branch -> branch(condition(branch), branch));
        step.answers().forEach(branch -> branch("if \"" + text(branch.say()) + '"', branch));
        if (step.unknown() != null) {
            branch("if the evidence does not say", step.unknown());
        }
        if (step.next() != null) {
            out.append("   - else go to ").append(step.next()).append('\n');
        }
    }

    private void branch(String condition, Step.Branch branch) {
        out.append("   - ").append(condition);
        if (branch.means() != null) {
            out.append(": suspect ").append(branch.means());
        }
        if (!branch.rulesOut().isEmpty()) {
            out.append("; rules out ").append(String.join(", ", branch.rulesOut()));
        }
        if (branch.next() != null) {
            out.append("; go to ").append(branch.next());
        }
        if (branch.note() != null) {
            out.append(" (note: ").append(text(branch.note())).append(')');
        }
        out.append('\n');
    }

    private static String condition(Step.Branch branch) {
        List<String> parts = new ArrayList<>();
        if (branch.count() != null) {
            parts.add("events " + branch.count());
        }
        if (branch.value() != null) {
            parts.add(branch.value().toString());
        }
        if (branch.ratio() != null) {
            parts.add(branch.ratio() + " times as often as before");
        }
        return "if " + (parts.isEmpty() ? "so" : String.join(" and ", parts));
    }

    private void end() {
        items(
                "Causes",
                playbook.causes().entrySet().stream()
                        .map(cause -> "**" + text(cause.getKey()) + "** ("
                                + cause.getValue().kind() + "): "
                                + text(cause.getValue().text()))
                        .toList());
        items(
                "What helps",
                playbook.remedies().stream()
                        .map(remedy -> (remedy.cause() == null ? "" : "against " + remedy.cause() + ": ")
                                + text(remedy.action())
                                + (remedy.risk() == null ? "" : " Risk: " + remedy.risk() + ".")
                                + (remedy.undo() == null ? "" : " Undo: " + text(remedy.undo())))
                        .toList());
        items(
                "Fixed when",
                playbook.fixChecks().stream()
                        .map(check -> "no " + code(query(check.failure().text())) + " while "
                                + code(query(check.exposure().text())) + " goes on; silence alone does not count")
                        .toList());
    }
}
