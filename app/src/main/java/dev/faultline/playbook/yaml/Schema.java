package dev.faultline.playbook.yaml;

import dev.faultline.playbook.yaml.Problem.Code;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A JSON Schema, as far as ours uses the language; the very file that editors complete from. Every finding has its place
 * and says what was expected.
 */
public final class Schema {
    /** The keywords that this class obeys, and those that only inform. A schema with another one is refused. */
    static final Set<String> KEYWORDS = Set.of(
            "type",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "enum",
            "pattern",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "maxProperties",
            "minimum",
            "maximum",
            "$ref",
            "$defs",
            "$schema",
            "$id",
            "title",
            "description",
            "examples",
            "x-forbidden");

    private static final int LONGEST_QUOTE = 120;

    private final Node root;
    /** One schema is asked by several threads at once: the window reads the library while a match runs. */
    private final Map<String, Pattern> patterns = new ConcurrentHashMap<>();

    private Schema(Node root) {
        this.root = root;
    }

    /** The schema in this JSON document. */
    public static Schema of(Node document) {
        requireKnown(document);
        return new Schema(document);
    }

    private static void requireKnown(Node schema) {
        schema.members().forEach((keyword, member) -> {
            if (!KEYWORDS.contains(keyword)) {
                throw new IllegalArgumentException("the schema uses " + keyword + ", which is not known here");
            }
            switch (keyword) {
                case "properties", "$defs" ->
                    member.value().members().values().forEach(each -> requireKnown(each.value()));
                case "items", "additionalProperties" -> requireKnown(member.value());
                default -> {}
            }
        });
    }

    /** Everything in which the document departs from the schema, in the order of the document. */
    public List<Problem> check(Node document) {
        List<Problem> problems = new ArrayList<>();
        check(document, root, "", problems);
        problems.sort(
                Comparator.comparingInt((Problem problem) -> problem.mark().line())
                        .thenComparingInt(problem -> problem.mark().column()));
        return problems;
    }

    private void check(Node node, Node rule, String path, List<Problem> problems) {
        Node schema = resolve(rule);
        List<String> types = schema.texts("type");
        if (!types.isEmpty() && !isOneOf(node, types)) {
            problems.add(new Problem(Code.WRONG_TYPE, node.mark(), wrongType(node, types, path)));
            return;
        }
        switch (node) {
            case Node.Members members -> members(members, schema, path, problems);
            case Node.Items items -> items(items, schema, path, problems);
            case Node.Scalar scalar -> scalar(scalar, schema, path, problems);
        }
    }

    private Node resolve(Node rule) {
        String reference = rule.text("$ref");
        if (reference == null) {
            return rule;
        }
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        return root.get("$defs")
                .flatMap(definitions -> definitions.get(name))
                .orElseThrow(() -> new IllegalArgumentException("the schema has no " + reference));
    }

    private static boolean isOneOf(Node node, List<String> types) {
        return types.contains(node.type()) || node.type().equals("integer") && types.contains("number");
    }

    private static String wrongType(Node node, List<String> types, String path) {
        String expected = types.stream().map(Schema::noun).collect(Collectors.joining(" or "));
        return subject(path) + " must be " + expected + ", not " + noun(node.type()) + instead(node, types);
    }

    /** What to write instead, where that is plain. */
    private static String instead(Node node, List<String> types) {
        if (!(node instanceof Node.Scalar scalar)) {
            return "";
        }
        if (types.contains("string")) {
            return "; put it in quotes";
        }
        boolean number = types.contains("integer") || types.contains("number");
        Node plain = new Node.Scalar(scalar.mark(), scalar.text(), true);
        boolean quoted = !scalar.plain()
                && (isOneOf(plain, types) || number && plain.type().equals("integer"));
        if (quoted) {
            return "; write " + scalar.text() + " without quotes";
        }
        return types.contains("array") && scalar.text().matches("[\\w.*/-]{1,60}")
                ? "; write [" + scalar.text() + "]"
                : "";
    }

    private static String noun(String type) {
        return switch (type) {
            case "string" -> "a text";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "object" -> "keys with values";
            case "array" -> "a list";
            default -> "null";
        };
    }

    private static String subject(String path) {
        return path.isEmpty() ? "the file" : path;
    }

    private void members(Node.Members members, Node schema, String path, List<Problem> problems) {
        Map<String, Node.Member> properties =
                schema.get("properties").map(Node::members).orElse(Map.of());
        Optional<Node> others = schema.get("additionalProperties");
        for (Map.Entry<String, Node.Member> entry : members.values().entrySet()) {
            String key = entry.getKey();
            Node value = entry.getValue().value();
            String below = path.isEmpty() ? key : path + "." + key;
            Node.Member property = properties.get(key);
            if (property != null) {
                check(value, property.value(), below, problems);
            } else if (others.isPresent() && others.get() instanceof Node.Members anything) {
                check(value, anything, below, problems);
            } else if (!properties.isEmpty() || others.isPresent()) {
                problems.add(unknown(key, entry.getValue(), schema, properties.keySet(), path));
            }
        }
        for (String required : schema.texts("required")) {
            if (!members.values().containsKey(required)) {
                problems.add(new Problem(
                        Code.MISSING_KEY, members.mark(), subject(path) + " needs the key \"" + required + "\""));
            }
        }
        bound(schema, "maxProperties", members.values().size(), false, "entries", members.mark(), path, problems);
    }

    private static Problem unknown(String key, Node.Member member, Node schema, Set<String> known, String path) {
        Code code = Code.UNKNOWN_KEY;
        // What a foreign file would have us do is refused by its own name, not as a mere slip of the pen.
        Optional<Node> forbidden = schema.get("x-forbidden").flatMap(names -> names.get(key));
        if (forbidden.isPresent()) {
            code = Code.valueOf(String.valueOf(forbidden.get().text()));
        }
        String value = member.value() instanceof Node.Scalar scalar ? " (" + quote(scalar.text()) + ")" : "";
        String place = path.isEmpty() ? "" : " in " + path;
        String act = code == Code.UNKNOWN_KEY ? "" : "; a playbook can run, open and fetch nothing";
        return new Problem(
                code,
                member.keyMark(),
                "there is no key " + quote(key) + place + value + act + "; expected one of "
                        + String.join(", ", known));
    }

    /** A text for a message, cut where it is long. */
    public static String quote(String text) {
        return "\"" + (text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text) + "\"";
    }

    private void items(Node.Items items, Node schema, String path, List<Problem> problems) {
        int size = items.values().size();
        bound(schema, "minItems", size, true, "items", items.mark(), path, problems);
        bound(schema, "maxItems", size, false, "items", items.mark(), path, problems);
        Optional<Node> each = schema.get("items");
        if (each.isPresent()) {
            for (int i = 0; i < size; i++) {
                check(items.values().get(i), each.get(), path + "[" + i + "]", problems);
            }
        }
    }

    private void scalar(Node.Scalar scalar, Node schema, String path, List<Problem> problems) {
        List<String> allowed = schema.texts("enum");
        String text = scalar.text();
        if (!allowed.isEmpty() && !allowed.contains(text)) {
            Code code = path.endsWith(".look") ? Code.UNKNOWN_ACTION : Code.BAD_VALUE;
            problems.add(new Problem(
                    code,
                    scalar.mark(),
                    path + " is " + quote(text) + "; expected one of " + String.join(", ", allowed)));
        }
        String pattern = schema.text("pattern");
        if (pattern != null
                && !patterns.computeIfAbsent(pattern, Pattern::compile)
                        .matcher(text)
                        .find()) {
            String expected = Optional.ofNullable(schema.text("description")).orElse("the form " + pattern);
            problems.add(
                    new Problem(Code.BAD_VALUE, scalar.mark(), path + " is " + quote(text) + "; expected " + expected));
        }
        bound(schema, "minLength", text.length(), true, "characters", scalar.mark(), path, problems);
        bound(schema, "maxLength", text.length(), false, "characters", scalar.mark(), path, problems);
        if (scalar.type().equals("integer") || scalar.type().equals("number")) {
            amount(scalar, schema, path, problems);
        }
    }

    private static void amount(Node.Scalar scalar, Node schema, String path, List<Problem> problems) {
        double value;
        try {
            value = Double.parseDouble(scalar.text());
        } catch (NumberFormatException otherBase) {
            problems.add(new Problem(Code.BAD_VALUE, scalar.mark(), path + " must be a decimal number"));
            return;
        }
        String low = schema.text("minimum");
        String high = schema.text("maximum");
        boolean inside = !Double.isNaN(value)
                && (low == null || value >= Double.parseDouble(low))
                && (high == null || value <= Double.parseDouble(high));
        if (!inside) {
            String expected = (low == null ? "" : " from " + low) + (high == null ? "" : " to " + high);
            problems.add(new Problem(
                    Code.BAD_VALUE, scalar.mark(), path + " is " + scalar.text() + "; expected a number" + expected));
        }
    }

    private static void bound(
            Node schema,
            String keyword,
            int size,
            boolean least,
            String noun,
            Mark mark,
            String path,
            List<Problem> to) {
        String limit = schema.text(keyword);
        if (limit != null && (least ? size < Integer.parseInt(limit) : size > Integer.parseInt(limit))) {
            String expected = (least ? "at least " : "at most ") + limit + " " + noun;
            to.add(new Problem(
                    Code.BAD_VALUE, mark, subject(path) + " has " + size + " " + noun + "; expected " + expected));
        }
    }
}
