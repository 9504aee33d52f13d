package dev.faultline.playbook.foreign;

import dev.faultline.playbook.yaml.Node;
import dev.faultline.query.QueryParser;
import dev.faultline.query.QuerySyntaxException;
import dev.faultline.query.WildcardPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sigma rules, https://sigmahq.io/docs/basics/rules.html: selections and keywords under a condition. */
final class Sigma {
    private static final Pattern QUANTIFIED = Pattern.compile("\\b(1|all) of ([A-Za-z0-9_*]+)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private static final Map<String, String> BOUNDS = Map.of("lt", "<", "lte", "<=", "gt", ">", "gte", ">=");
    private static final Set<String> CARRIED =
            Set.of("contains", "startswith", "endswith", "all", "re", "exists", "lt", "lte", "gt", "gte");
    /** A rule with more names under one quantifier would be no query that anyone reads. */
    private static final int MOST_NAMES = 200;

    private final Draft draft;
    private final Map<String, String> selections = new LinkedHashMap<>();

    private Sigma(Draft draft) {
        this.draft = draft;
    }

    static Draft read(Node root) {
        Draft draft = new Draft("the Sigma rule " + ForeignFile.text(root, "id"), ForeignFile.text(root, "title"))
                .put("summary", ForeignFile.text(root, "description"))
                .put(
                        "authors",
                        ForeignFile.text(root, "author").isEmpty()
                                ? List.of()
                                : List.of(ForeignFile.text(root, "author")))
                .put("tags", root.texts("tags"))
                .put("references", root.texts("references"))
                .put("license", ForeignFile.text(root, "license"))
                .put("known_false", root.texts("falsepositives"));
        String level = ForeignFile.text(root, "level");
        if (List.of("informational", "low", "medium", "high", "critical").contains(level)) {
            draft.put("level", level);
        }
        root.get("logsource").ifPresent(source -> source.members()
                .forEach((key, member) ->
                        draft.lost("logsource." + key + ": " + member.value().text())));
        new Sigma(draft).detection(root.get("detection").orElse(root));
        return draft;
    }

    private void detection(Node detection) {
        detection.members().forEach((name, member) -> {
            if (!name.equals("condition") && !name.equals("timeframe")) {
                selections.put(name, selection(member.value()));
            }
        });
        if (detection.get("timeframe").isPresent()) {
            draft.lost("timeframe: " + detection.text("timeframe"));
        }
        String condition = detection.text("condition");
        String query = condition == null ? null : condition(condition);
        try {
            if (query != null) {
                QueryParser.parse(query);
                draft.indicator("detection", query, 1);
                return;
            }
        } catch (QuerySyntaxException wrong) {
            draft.lost("the condition became a query that is wrong: " + wrong.getMessage());
        }
        draft.lost("condition: " + condition);
    }

    /** Fields together, alternatives, or keywords. */
    private String selection(Node node) {
        if (node instanceof Node.Items items) {
            List<String> parts = new ArrayList<>();
            items.values().forEach(item -> parts.add(item instanceof Node.Scalar ? keyword(item) : selection(item)));
            return joined(parts, " OR ");
        }
        List<String> parts = new ArrayList<>();
        node.members().forEach((key, member) -> parts.add(field(key, member.value())));
        return joined(parts, " AND ");
    }

    private static String joined(List<String> parts, String operator) {
        return parts.size() == 1 ? parts.getFirst() : "(" + String.join(operator, parts) + ")";
    }

    private static String keyword(Node item) {
        return "\"" + escape(String.valueOf(item.text())) + "\"";
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private String field(String key, Node value) {
        String[] parts = key.split("\\|");
        String name = "attributes." + parts[0].replaceAll("[^A-Za-z0-9_.@/-]", "_");
        List<String> modifiers = List.of(parts).subList(1, parts.length);
        for (String modifier : modifiers) {
            if (!CARRIED.contains(modifier)) {
                draft.lost(
                        "the modifier " + modifier + " of " + parts[0] + "; the sign asks for the value as it stands");
            }
        }
        List<Node> values = value instanceof Node.Items items ? items.values() : List.of(value);
        List<String> tests = new ArrayList<>();
        for (Node each : values) {
            String text = each.text();
            boolean absent = text == null || modifiers.contains("exists") && text.equalsIgnoreCase("false");
            tests.add(absent ? "NOT " + name + ":*" : name + ":" + value(String.valueOf(text), modifiers));
        }
        return joined(tests, modifiers.contains("all") ? " AND " : " OR ");
    }

    private static String value(String text, List<String> modifiers) {
        if (modifiers.contains("re")) {
            return "/" + text.replace("/", "\\/") + "/";
        }
        if (modifiers.contains("exists")) {
            return "*";
        }
        for (Map.Entry<String, String> bound : BOUNDS.entrySet()) {
            if (modifiers.contains(bound.getKey())) {
                return bound.getValue() + text.replaceAll("[^0-9A-Za-z.-]", "");
            }
        }
        boolean front = modifiers.contains("contains") || modifiers.contains("endswith");
        boolean back = modifiers.contains("contains") || modifiers.contains("startswith");
        boolean wild = front || back || text.contains("*") || text.contains("?");
        if (!wild) {
            return "\"" + escape(text) + "\"";
        }
        StringBuilder pattern = new StringBuilder(front ? "*" : "");
        for (char c : text.toCharArray()) {
            boolean plain = Character.isLetterOrDigit(c)
                    || c == '*'
                    || c == '?'
                    || c == '.'
                    || c == '_'
                    || c == '-'
                    || c == '/';
            // A blank or a sign ends a word of the language; one of any character stands for it.
            pattern.append(plain ? c : '?');
        }
        return pattern.append(back ? "*" : "").toString();
    }

    private @Nullable String condition(String condition) {
        if (condition.contains("|") || condition.length() > QueryParser.LONGEST) {
            return null;
        }
        String text = QUANTIFIED
                .matcher(condition)
                .replaceAll(found -> Matcher.quoteReplacement(quantified(found.group(1), found.group(2))));
        StringBuilder query = new StringBuilder();
        Matcher names = NAME.matcher(text);
        int end = 0;
        while (names.find()) {
            query.append(text, end, names.start());
            String word = names.group();
            switch (word) {
                case "and", "or", "not" -> query.append(word.toUpperCase(java.util.Locale.ROOT));
                default -> {
                    String selection = selections.get(word);
                    if (selection == null) {
                        return null;
                    }
                    query.append(selection);
                    if (query.length() > QueryParser.LONGEST) {
                        return null;
                    }
                }
            }
            end = names.end();
        }
        return query.append(text.substring(end)).toString();
    }

    private String quantified(String amount, String pattern) {
        WildcardPattern wanted = new WildcardPattern(pattern);
        List<String> names = selections.keySet().stream()
                // Names that begin with _ are only meant where they are named.
                .filter(name -> pattern.equals("them") ? !name.startsWith("_") : wanted.matches(name))
                .limit(MOST_NAMES + 1)
                .toList();
        if (names.isEmpty() || names.size() > MOST_NAMES) {
            return pattern.replace("*", "_");
        }
        return "(" + String.join(amount.equals("1") ? " or " : " and ", names) + ")";
    }
}
