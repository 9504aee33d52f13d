package dev.faultline.playbook;

import dev.faultline.playbook.yaml.Node;
import dev.faultline.playbook.yaml.NodeReader;
import dev.faultline.playbook.yaml.OlderReaders;
import dev.faultline.playbook.yaml.Problem;
import dev.faultline.playbook.yaml.Problem.Code;
import dev.faultline.playbook.yaml.ProblemException;
import dev.faultline.playbook.yaml.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A playbook as a file: what it says, and everything that is wrong with it.
 *
 * @param playbook what it says; null where an error stands in the way
 * @param problems all that was found, in the order of the file
 * @param text the file itself, comments and all
 */
public record PlaybookFile(@Nullable Playbook playbook, List<Problem> problems, String text) {
    /** How the name of such a file ends. */
    public static final String SUFFIX = ".playbook.yaml";

    private static final Pattern VERSION = Pattern.compile("playbook/v?([0-9]+)");

    /** Copies the problems. */
    public PlaybookFile {
        problems = List.copyOf(problems);
    }

    /** The schema, once. */
    private static final class Holder {
        private static final Schema SCHEMA = load();

        private static Schema load() {
            try {
                return Schema.of(NodeReader.read(schema().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            } catch (ProblemException broken) {
                throw new IllegalStateException("the schema is broken at " + broken.problem(), broken);
            }
        }
    }

    /** The JSON Schema of playbooks, for editors. */
    public static String schema() {
        try (InputStream in = PlaybookFile.class.getResourceAsStream("playbook-1.schema.json")) {
            return new String(
                    java.util.Objects.requireNonNull(in).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Reads and checks a file. */
    public static PlaybookFile read(byte[] bytes) {
        return read(bytes, Map.of());
    }

    /** The same with further names for fields, as local exceptions give them. */
    static PlaybookFile read(byte[] bytes, Map<String, List<String>> localFields) {
        String text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
        Node root;
        try {
            root = NodeReader.read(bytes);
        } catch (ProblemException broken) {
            return new PlaybookFile(null, List.of(broken.problem()), text);
        }
        List<Problem> problems = new ArrayList<>();
        Optional<Problem> newer = newer(root);
        newer.ifPresent(problems::add);
        problems.addAll(Holder.SCHEMA.check(root));
        if (problems.stream().anyMatch(Problem::isError)) {
            return new PlaybookFile(null, problems, text);
        }
        problems.addAll(OlderReaders.check(root));
        Playbook playbook = new Reading(root, localFields, problems).playbook();
        problems.sort(
                Comparator.comparingInt((Problem problem) -> problem.mark().line())
                        .thenComparingInt(problem -> problem.mark().column()));
        boolean usable = problems.stream().noneMatch(Problem::isError);
        return new PlaybookFile(usable ? playbook : null, problems, text);
    }

    private static Optional<Problem> newer(Node root) {
        for (String key : List.of("faultline", "apiVersion")) {
            Node value = root.get(key).orElse(null);
            Matcher version = VERSION.matcher(value == null ? "" : String.valueOf(value.text()));
            if (value != null && version.matches() && !version.group(1).equals("1")) {
                return Optional.of(new Problem(
                        Code.UNSUPPORTED_VERSION,
                        value.mark(),
                        "the file needs version " + version.group(1)
                                + " of the playbook format; this program knows version 1 (faultline: playbook/1)"));
            }
        }
        return Optional.empty();
    }

    /** The file with the ending that playbooks have. */
    public static Path named(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(SUFFIX) ? file : file.resolveSibling(name + SUFFIX);
    }

    /** Whether the file is no playbook of ours at all, or wants what no playbook may do. */
    public boolean isRefused() {
        return problems.stream().anyMatch(problem -> problem.code().isRefusal());
    }

    /** Whether it cannot be used as it is. */
    public boolean isWrong() {
        return playbook == null;
    }
}
