package dev.faultline.playbook.yaml;

import dev.faultline.playbook.yaml.Problem.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds what readers of YAML 1.1 take for true or false. As keys such words overwrite each other there, so they are no
 * keys; as values they are mentioned.
 */
public final class OlderReaders {
    private static final Set<String> FLAGS = Set.of("yes", "no", "on", "off");

    private OlderReaders() {}

    /** What is read otherwise, in the order of the file. */
    public static List<Problem> check(Node root) {
        List<Problem> problems = new ArrayList<>();
        look(root, problems);
        return problems;
    }

    private static void look(Node node, List<Problem> problems) {
        switch (node) {
            case Node.Members members ->
                members.values().forEach((key, member) -> {
                    if (FLAGS.contains(key.toLowerCase(Locale.ROOT))) {
                        String detail = "other YAML readers take the key " + key
                                + " for true or false, and two such keys for one; choose another name";
                        problems.add(new Problem(Code.BAD_VALUE, member.keyMark(), detail));
                    }
                    look(member.value(), problems);
                });
            case Node.Items items -> items.values().forEach(item -> look(item, problems));
            case Node.Scalar scalar -> {
                if (scalar.plain() && FLAGS.contains(scalar.text().toLowerCase(Locale.ROOT))) {
                    String detail = "other YAML readers take " + scalar.text() + " for true or false; write \""
                            + scalar.text() + "\"";
                    problems.add(new Problem(Code.ADVICE, scalar.mark(), detail));
                }
            }
        }
    }
}
