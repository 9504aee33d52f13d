package dev.faultline.playbook.foreign;

import dev.faultline.playbook.yaml.Mark;
import dev.faultline.playbook.yaml.Node;
import dev.faultline.playbook.yaml.NodeReader;
import dev.faultline.playbook.yaml.Problem;
import dev.faultline.playbook.yaml.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells whose file it is, and draws a draft from it: Sigma rules, DFIQ questions, Holmes runbooks, skills. */
public final class ForeignFile {
    /** Each of these alone: what a playbook of ours lacks is said where it is checked. */
    private static final List<String> OURS = List.of("faultline", "apiVersion", "signature", "steps");

    private ForeignFile() {}

    /** A draft; nothing where it is none of the known files, such as a playbook of our own. */
    public static Optional<Draft> read(String name, byte[] bytes) throws ProblemException {
        if (bytes.length > NodeReader.LARGEST) {
            throw new ProblemException(new Problem(
                    Problem.Code.TOO_LARGE,
                    Mark.START,
                    bytes.length + " bytes; at most " + NodeReader.LARGEST + " are read"));
        }
        String text = new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n");
        if (name.toLowerCase(java.util.Locale.ROOT).endsWith(".md")) {
            return Optional.of(Skill.read(name, text));
        }
        Node root = NodeReader.read(bytes);
        if (OURS.stream().anyMatch(key -> root.get(key).isPresent())) {
            return Optional.empty();
        }
        if (root.get("detection").isPresent()) {
            return Optional.of(Sigma.read(root));
        }
        if (root.get("runbooks").isPresent()) {
            return Optional.of(Holmes.read(root));
        }
        String type = root.text("type");
        boolean question = type != null && (type.equals("question") || type.equals("approach"));
        if (!question && root.get("approaches").isEmpty()) {
            throw new ProblemException(new Problem(Problem.Code.MISSING_KEY, root.mark(), unknown(root, type)));
        }
        return Optional.of(Dfiq.read(root));
    }

    private static String unknown(Node root, @Nullable String type) {
        if (root.get("dfiq_version").isPresent() && type != null) {
            return "a DFIQ " + type + " asks nothing itself; add the questions that name it under parent_ids";
        }
        if (root.get("correlation").isPresent()) {
            return "a Sigma correlation counts what other rules find; add those rules";
        }
        return "no playbook (its first line is faultline: playbook/1), and no Sigma rule (detection), DFIQ question"
                + " (type: question), Holmes runbook (runbooks) or SKILL.md";
    }

    static String text(Node node, String key) {
        String text = node.text(key);
        return text == null ? "" : text;
    }
}
