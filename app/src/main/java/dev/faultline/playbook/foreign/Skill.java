package dev.faultline.playbook.foreign;

import dev.faultline.playbook.Playbook;
import dev.faultline.playbook.Step;
import dev.faultline.playbook.yaml.Node;
import dev.faultline.playbook.yaml.NodeReader;
import dev.faultline.playbook.yaml.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Agent skills, {@code SKILL.md}: a head of name and description, then Markdown. */
public final class Skill {
    private Skill() {}

    static Draft read(String file, String text) {
        String body = text;
        @Nullable Node head = null;
        int end = text.startsWith("---\n") ? text.indexOf("\n---", 4) : -1;
        if (end > 0) {
            try {
                head = NodeReader.read(text.substring(4, end + 1).getBytes(StandardCharsets.UTF_8));
            } catch (ProblemException broken) {
                head = null;
            }
            body = text.substring(text.indexOf('\n', end + 1) < 0 ? text.length() : text.indexOf('\n', end + 1) + 1);
        }
        String name = head == null ? "" : ForeignFile.text(head, "name").replace('-', ' ');
        Draft draft = new Draft("the skill " + file, name.isEmpty() ? heading(body, file) : name);
        if (head != null) {
            draft.put("summary", ForeignFile.text(head, "description"));
            head.members().forEach((key, member) -> {
                if (!key.equals("name") && !key.equals("description")) {
                    draft.lost(key + ": " + member.value().text());
                }
            });
        }
        sections(draft, body);
        draft.lost("a skill names no signs: give it a signature before it can be offered");
        return draft;
    }

    private static String heading(String body, String file) {
        return body.lines()
                .filter(line -> line.startsWith("# "))
                .findFirst()
                .map(line -> line.substring(2))
                .orElse(file);
    }

    /** A numbered item is a question; where there are none, a section is. Code stays text. */
    private static void sections(Draft draft, String body) {
        boolean numbered = body.lines().anyMatch(line -> line.matches("\\d{1,2}[.)] .*"));
        String title = "";
        List<String> content = new ArrayList<>();
        boolean code = false;
        for (String line : body.lines().toList()) {
            boolean fence = line.strip().startsWith("```");
            boolean begins =
                    !code && !fence && (numbered ? line.matches("\\d{1,2}[.)] .*") : line.matches("#{1,4} .*"));
            code ^= fence;
            if (begins) {
                flush(draft, title, content);
                title = line.replaceFirst("^(?:#{1,4}|\\d{1,2}[.)]) +", "");
            } else if (!line.isBlank() && !fence) {
                content.add(line);
            }
        }
        flush(draft, title, content);
    }

    private static void flush(Draft draft, String title, List<String> content) {
        if (title.length() >= 3 && (!content.isEmpty() || title.length() > 12)) {
            draft.ask(title, String.join("\n", content));
        }
        content.clear();
    }

    /** A playbook as a skill. Queries are shown as commands of this program, for an agent that may call it. */
    public static String write(String name, Playbook playbook) {
        StringBuilder out = new StringBuilder();
        String summary = playbook.summary().isBlank()
                ? playbook.title()
                : playbook.summary().replaceAll("\\s+", " ");
        out.append("---\nname: ").append(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-"));
        out.append("\ndescription: ")
                .append(Draft.quoted(playbook.title() + ". " + summary))
                .append("\n---\n\n");
        out.append("# ")
                .append(playbook.title())
                .append("\n\n")
                .append(playbook.summary())
                .append('\n');
        section(
                out,
                "Signs",
                playbook.indicators().stream()
                        .map(sign -> (sign.weight() < 0 ? "speaks against: " : "") + "`"
                                + sign.query().text() + "`" + " (" + sign.count() + ")")
                        .toList());
        section(out, "Looks like it and is not", playbook.knownFalse());
        section(out, "What this cannot see", playbook.blindSpots());
        if (!playbook.steps().isEmpty()) {
            out.append("\n## Steps\n\n");
            int number = 1;
            for (Step step : playbook.steps()) {
                step(out, step, number++);
            }
        }
        section(
                out,
                "Causes",
                playbook.causes().entrySet().stream()
                        .map(cause -> "**" + cause.getKey() + "** ("
                                + cause.getValue().kind() + "): "
                                + cause.getValue().text())
                        .toList());
        section(
                out,
                "What helps",
                playbook.remedies().stream()
                        .map(remedy -> (remedy.cause() == null ? "" : "against " + remedy.cause() + ": ")
                                + remedy.action()
                                + (remedy.undo() == null ? "" : " Undo: " + remedy.undo()))
                        .toList());
        section(
                out,
                "Fixed when",
                playbook.fixChecks().stream()
                        .map(check -> "no `" + check.failure().text() + "` while `"
                                + check.exposure().text() + "` goes on; silence alone does not count")
                        .toList());
        return out.toString();
    }

    private static void section(StringBuilder out, String title, List<String> items) {
        if (!items.isEmpty()) {
            out.append("\n## ").append(title).append("\n\n");
            items.forEach(item -> out.append("- ").append(item.strip()).append('\n'));
        }
    }

    private static void step(StringBuilder out, Step step, int number) {
        out.append(number)
                .append(". **")
                .append(step.id())
                .append("**: ")
                .append(step.question())
                .append('\n');
        if (step.query() != null) {
            out.append("   `faultline search --case CASE '")
                    .append(step.query().text())
                    .append("'`\n");
        }
        if (step.reading() != null) {
            out.append("   ")
                    .append(step.reading().strip().replace("\n", "\n   "))
                    .append('\n');
        }
        for (Step.Branch branch : step.cases()) {
            out.append("   - ")
                    .append(condition(branch))
                    .append(consequence(branch))
                    .append('\n');
        }
        for (Step.Branch branch : step.answers()) {
            out.append("   - if \"")
                    .append(branch.say())
                    .append('"')
                    .append(consequence(branch))
                    .append('\n');
        }
        if (step.unknown() != null) {
            out.append("   - if the evidence does not say")
                    .append(consequence(step.unknown()))
                    .append('\n');
        }
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

    private static String consequence(Step.Branch branch) {
        return (branch.means() == null ? "" : ": suspect " + branch.means())
                + (branch.rulesOut().isEmpty() ? "" : "; rules out " + String.join(", ", branch.rulesOut()))
                + (branch.next() == null ? "" : "; go to " + branch.next());
    }
}
