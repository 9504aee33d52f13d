package dev.faultline.playbook.foreign;

import dev.faultline.playbook.yaml.Mark;
import dev.faultline.playbook.yaml.Node;
import dev.faultline.playbook.yaml.NodeReader;
import dev.faultline.playbook.yaml.Problem;
import dev.faultline.playbook.yaml.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Tells whose file it is, and draws a draft from it: Sigma rules, DFIQ questions, Holmes runbooks, skills. */
public final class ForeignFile {
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
        if (root.get("faultline").isPresent()) {
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
        return question || root.get("approaches").isPresent() ? Optional.of(Dfiq.read(root)) : Optional.empty();
    }

    static String text(Node node, String key) {
        String text = node.text(key);
        return text == null ? "" : text;
    }
}
