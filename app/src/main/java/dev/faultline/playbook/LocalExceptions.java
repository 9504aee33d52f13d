package dev.faultline.playbook;

import dev.faultline.playbook.yaml.Mark;
import dev.faultline.playbook.yaml.Node;
import dev.faultline.playbook.yaml.NodeReader;
import dev.faultline.playbook.yaml.Problem;
import dev.faultline.playbook.yaml.Problem.Code;
import dev.faultline.playbook.yaml.ProblemException;
import dev.faultline.playbook.yaml.Schema;
import dev.faultline.query.Query;
import dev.faultline.query.QueryParser;
import dev.faultline.query.QuerySyntaxException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What holds here only, so that the shared file is never forked: {@code NAME.local.yaml}. */
final class LocalExceptions {
    private static final List<String> KEYS = List.of("for", "exclude", "fields");
    private static final String FIELD = "[a-z][A-Za-z0-9_.@/-]*";

    private final String name;
    private final String file;
    private final List<Query> exclude = new ArrayList<>();
    private final Map<String, List<String>> fields = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private @Nullable Node playbook;

    private LocalExceptions(String name, String file) {
        this.name = name;
        this.file = file;
    }

    /** Those of the playbook of this name; without effect where there are none. */
    static LocalExceptions beside(Path playbook, String name) throws IOException {
        Path local = playbook.resolveSibling(name + ".local.yaml");
        LocalExceptions exceptions = new LocalExceptions(name, String.valueOf(local.getFileName()));
        if (Files.isRegularFile(local, LinkOption.NOFOLLOW_LINKS)) {
            try (InputStream in = Files.newInputStream(local)) {
                exceptions.read(NodeReader.read(in.readNBytes(NodeReader.LARGEST + 1)));
            } catch (ProblemException broken) {
                Problem problem = broken.problem();
                exceptions.problem(problem.code(), problem.mark(), problem.detail());
            }
        }
        return exceptions;
    }

    private void problem(Code code, Mark mark, String detail) {
        problems.add(new Problem(code, mark, file + ": " + detail));
    }

    private void read(Node root) {
        if (!(root instanceof Node.Members)) {
            problem(Code.WRONG_TYPE, root.mark(), "expected the keys " + String.join(", ", KEYS));
        }
        root.members().forEach((key, member) -> {
            switch (key) {
                case "for" -> playbook = member.value();
                case "exclude" -> texts(key, member.value()).forEach(this::exclude);
                case "fields" -> member.value().members().forEach(this::field);
                default ->
                    problem(
                            Code.UNKNOWN_KEY,
                            member.keyMark(),
                            "there is no key " + Schema.quote(key) + "; expected one of " + String.join(", ", KEYS));
            }
        });
    }

    private List<Node> texts(String key, Node node) {
        if (node instanceof Node.Items items && items.values().stream().allMatch(Node.Scalar.class::isInstance)) {
            return items.values();
        }
        problem(Code.WRONG_TYPE, node.mark(), key + " must be a list of texts");
        return List.of();
    }

    private void exclude(Node node) {
        String text = String.valueOf(node.text());
        try {
            exclude.add(QueryParser.parse(text));
        } catch (QuerySyntaxException wrong) {
            problem(
                    Code.BAD_QUERY,
                    node.mark(),
                    "the query " + Schema.quote(text) + " is wrong at its column " + wrong.column() + ": "
                            + wrong.getMessage());
        }
    }

    private void field(String name, Node.Member member) {
        List<String> names = new ArrayList<>();
        for (Node each : texts("fields." + name, member.value())) {
            String text = String.valueOf(each.text());
            if (text.matches(FIELD)) {
                names.add(text);
            } else {
                problem(
                        Code.BAD_VALUE,
                        each.mark(),
                        Schema.quote(text) + " is no field of events, such as service or attributes.http.route");
            }
        }
        fields.put(name, names);
    }

    /** Events that do not count here. */
    List<Query> exclude() {
        return exclude;
    }

    /** Further names of fields. */
    Map<String, List<String>> fields() {
        return fields;
    }

    /** What is wrong with them, beside the playbook that they lie beside; null where that is wrong itself. */
    List<Problem> problems(@Nullable Playbook beside) {
        String wanted = playbook == null ? null : playbook.text();
        boolean meant = beside == null || beside.id().equals(wanted) || name.equals(wanted);
        if (playbook != null && beside != null && !meant) {
            problem(
                    Code.UNKNOWN_REFERENCE,
                    playbook.mark(),
                    "these exceptions are for the playbook " + Schema.quote(String.valueOf(wanted))
                            + "; the one beside them has the id " + beside.id());
        }
        return problems;
    }
}
