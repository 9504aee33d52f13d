package dev.faultline.playbook.foreign;

import dev.faultline.playbook.yaml.Node;
import dev.faultline.playbook.yaml.NodeReader;
import dev.faultline.playbook.yaml.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Agent skills, {@code SKILL.md}: a head of name and description, then Markdown. */
final class Skill {
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
}
