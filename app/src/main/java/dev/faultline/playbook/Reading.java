package dev.faultline.playbook;

import dev.faultline.playbook.yaml.Mark;
import dev.faultline.playbook.yaml.Node;
import dev.faultline.playbook.yaml.Problem;
import dev.faultline.playbook.yaml.Problem.Code;
import dev.faultline.playbook.yaml.Schema;
import dev.faultline.query.QuerySyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns a file that obeys the schema into a playbook, and finds what no schema can: queries, references, circles. */
final class Reading {
    private final Node root;
    private final List<Problem> problems;
    private final References references;
    private final Map<String, List<String>> fields = new LinkedHashMap<>();

    /** Every value's name that a query may use. */
    private final Set<String> names = new LinkedHashSet<>();

    Reading(Node root, Map<String, List<String>> localFields, List<Problem> problems) {
        this.root = root;
        this.problems = problems;
        this.references = new References(root, problems);
        root.get("fields")
                .map(Node::members)
                .orElse(Map.of())
                .keySet()
                .forEach(name ->
                        fields.put(name, root.get("fields").orElseThrow().texts(name)));
        localFields.forEach((name, others) -> fields.merge(name, others, (a, b) -> {
            List<String> both = new ArrayList<>(a);
            both.addAll(b);
            return both;
        }));
        names.addAll(members("parameters").keySet());
        for (Node step : root.items("steps")) {
            names.addAll(step.get("capture").map(Node::members).orElse(Map.of()).keySet());
        }
    }

    Playbook playbook() {
        List<Indicator> indicators = indicators();
        List<Step> steps = each(root.items("steps"), this::step);
        Playbook playbook = new Playbook(
                text(root, "id", ""),
                text(root, "title", ""),
                (int) number(root, "version", 1),
                Playbook.Status.valueOf(text(root, "status", "draft").toUpperCase(Locale.ROOT)),
                text(root, "level", "medium"),
                text(root, "summary", "").strip(),
                root.text("owner"),
                root.text("escalation"),
                root.text("modified"),
                root.texts("tags"),
                root.get("applies_to").map(node -> node.texts("services")).orElse(List.of()),
                each(root.items("needs"), this::need),
                root.texts("blind_spots"),
                parameters(),
                root.get("signature").map(node -> number(node, "at_least", 1)).orElse(1.0),
                indicators,
                root.texts("known_false"),
                steps,
                causes(),
                each(root.items("remedies"), this::remedy),
                each(root.items("verify"), this::fixCheck),
                each(root.items("tests"), new TestReading(root, references, problems)::test));
        references.check(playbook);
        new Advice(root, problems).check(playbook);
        return playbook;
    }

    private static <T> List<T> each(List<Node> nodes, Function<Node, T> reading) {
        return nodes.stream().map(reading).toList();
    }

    private Map<String, Node.Member> members(String key) {
        return root.get(key).map(Node::members).orElse(Map.of());
    }

    static String text(Node node, String key, String otherwise) {
        String text = node.text(key);
        return text == null ? otherwise : text;
    }

    private static double number(Node node, String key, double otherwise) {
        String text = node.text(key);
        return text == null ? otherwise : Double.parseDouble(text);
    }

    private void problem(Code code, Mark mark, String detail) {
        problems.add(new Problem(code, mark, detail));
    }

    static Mark mark(Node node, String key) {
        return node.get(key).map(Node::mark).orElse(node.mark());
    }

    private @Nullable Question question(Node node, String key) {
        String text = node.text(key);
        if (text == null) {
            return null;
        }
        Mark mark = mark(node, key);
        try {
            Question question = Question.parse(text, fields);
            for (String name : question.placeholders()) {
                if (!names.contains(name)) {
                    problem(
                            Code.UNKNOWN_REFERENCE,
                            mark,
                            "the query uses {" + name + "}, which no parameter and no capture gives; there are "
                                    + (names.isEmpty() ? "none" : String.join(", ", names)));
                }
            }
            return question;
        } catch (QuerySyntaxException wrong) {
            problem(
                    Code.BAD_QUERY,
                    mark,
                    "the query " + Schema.quote(text) + " is wrong at its column " + wrong.column() + ": "
                            + wrong.getMessage());
            return null;
        }
    }

    /** A value in a form that the schema knows; what is still no such value, as an endless duration, is a problem. */
    private <T> @Nullable T parsed(Node node, String key, Function<String, T> form) {
        String text = node.text(key);
        if (text == null) {
            return null;
        }
        try {
            return form.apply(text);
        } catch (IllegalArgumentException wrong) {
            problem(Code.BAD_VALUE, mark(node, key), String.valueOf(wrong.getMessage()));
            return null;
        }
    }

    /** A query that stands for a broken one, whose problem is noted. */
    private Question required(Node node, String key) {
        Question question = question(node, key);
        return question == null ? new Question("*", Map.of(), "*") : question;
    }

    private List<Indicator> indicators() {
        List<Node> nodes =
                root.get("signature").map(node -> node.items("indicators")).orElse(List.of());
        references.unique(nodes, "indicator");
        List<Indicator> indicators = each(nodes, this::indicator);
        List<String> ids = indicators.stream().map(Indicator::id).toList();
        for (Node node : nodes) {
            references.reference(node, "before", ids, "indicator");
            references.reference(node, "after", ids, "indicator");
            if (node.text("value") == null != (node.text("is") == null)) {
                problem(Code.MISSING_KEY, node.mark(), "value and is belong together: a figure and what it must be");
            }
            if (node.text("versus") == null != (node.text("ratio") == null)) {
                problem(Code.MISSING_KEY, node.mark(), "versus and ratio belong together");
            }
            if (node.text("before") != null && node.text("after") != null) {
                problem(Code.BAD_VALUE, mark(node, "after"), "an indicator has before or after, not both");
            }
        }
        return indicators;
    }

    private Indicator indicator(Node node) {
        Comparison count = parsed(node, "count", Comparison::parse);
        Long within = parsed(node, "within", Nanos::parse);
        return new Indicator(
                text(node, "id", ""),
                required(node, "query"),
                count == null ? Comparison.AT_LEAST_ONE : count,
                within == null ? 0 : within,
                node.texts("by"),
                parsed(node, "value", Aggregate::parse),
                parsed(node, "is", Comparison::parse),
                node.text("before"),
                node.text("after"),
                parsed(node, "ratio", Comparison::parse),
                number(node, "weight", 1),
                text(node, "required", "false").equalsIgnoreCase("true"));
    }

    private Playbook.Need need(Node node) {
        String query = node.text("query");
        String service = node.text("service");
        Question question = query == null ? null : question(node, "query");
        if (query == null && service != null) {
            String form = service.startsWith("{") ? service : "\"" + service.replace("\"", "") + "\"";
            try {
                question = Question.parse("service:" + form, fields);
            } catch (QuerySyntaxException wrong) {
                problem(Code.BAD_QUERY, mark(node, "service"), String.valueOf(wrong.getMessage()));
            }
        }
        return new Playbook.Need(
                text(node, "kind", "log"),
                question,
                node.text("why"),
                text(node, "else", "weaker").equals("stop"));
    }

    private Map<String, Playbook.Parameter> parameters() {
        Map<String, Playbook.Parameter> parameters = new LinkedHashMap<>();
        List<String> indicators = root.get("signature").map(node -> node.items("indicators")).orElse(List.of()).stream()
                .map(node -> text(node, "id", ""))
                .toList();
        members("parameters").forEach((name, member) -> {
            Node node = member.value();
            Pick from = parsed(node, "from", Pick::parse);
            if (from != null && (from.indicator() == null || !indicators.contains(from.indicator()))) {
                problem(
                        Code.UNKNOWN_REFERENCE,
                        mark(node, "from"),
                        "a parameter is taken from an indicator's events, such as top(service, "
                                + (indicators.isEmpty() ? "ID" : indicators.getFirst()) + ")");
            }
            parameters.put(name, new Playbook.Parameter(from, node.text("ask"), node.text("default")));
        });
        return parameters;
    }

    private Step step(Node node) {
        Step.Look look = Step.Look.valueOf(text(node, "look", "search").toUpperCase(Locale.ROOT));
        Question query = question(node, "query");
        boolean asks = look == Step.Look.ASK;
        if (asks && query != null) {
            problem(Code.BAD_VALUE, mark(node, "query"), "a question to a person (look: ask) has no query");
        }
        if (!asks && query == null && look != Step.Look.GAPS && node.text("query") == null) {
            problem(Code.MISSING_KEY, node.mark(), "look: " + look.label() + " needs a query");
        }
        if (asks != node.get("answers").isPresent()
                && (asks || node.get("answers").isPresent())) {
            problem(
                    asks ? Code.MISSING_KEY : Code.BAD_VALUE,
                    node.mark(),
                    asks ? "look: ask needs answers to choose from" : "answers belong to look: ask");
        }
        if (look == Step.Look.FACETS && node.text("field") == null) {
            problem(Code.MISSING_KEY, node.mark(), "look: facets needs the field whose values are counted");
        }
        Map<String, Pick> capture = new LinkedHashMap<>();
        node.get("capture").map(Node::members).orElse(Map.of()).forEach((name, member) -> {
            Pick pick = Pick.parse(String.valueOf(member.value().text()));
            if (pick.indicator() != null) {
                problem(
                        Code.BAD_VALUE,
                        member.value().mark(),
                        "a step takes values from its own events: write " + pick.function() + "(" + pick.field() + ")");
            }
            capture.put(name, pick);
        });
        return new Step(
                text(node, "id", ""),
                text(node, "question", ""),
                look,
                query,
                node.text("field"),
                parsed(node, "window", Window::parse),
                capture,
                node.text("reading"),
                each(node.items("cases"), this::branch),
                node.get("unknown").map(this::branch).orElse(null),
                each(node.items("answers"), this::branch),
                node.text("next"));
    }

    private Step.Branch branch(Node node) {
        Node when = node.get("when").orElse(node);
        if (node.get("when").isPresent() && when.members().isEmpty()) {
            problem(
                    Code.MISSING_KEY,
                    when.mark(),
                    "when says nothing: give it count, value or ratio, such as {count: \">= 1\"}");
        }
        return new Step.Branch(
                text(node, "say", ""),
                parsed(when, "count", Comparison::parse),
                parsed(when, "value", Measure::parse),
                parsed(when, "ratio", Comparison::parse),
                node.text("means"),
                node.texts("rules_out"),
                Step.Strength.valueOf(text(node, "strength", "moderate").toUpperCase(Locale.ROOT)),
                node.text("next"),
                node.text("note"));
    }

    private Map<String, Playbook.Cause> causes() {
        Map<String, Playbook.Cause> causes = new LinkedHashMap<>();
        members("causes")
                .forEach((name, member) -> causes.put(
                        name,
                        new Playbook.Cause(text(member.value(), "text", ""), text(member.value(), "kind", "code"))));
        return causes;
    }

    private Playbook.Remedy remedy(Node node) {
        return new Playbook.Remedy(
                node.text("for"),
                text(node, "kind", "fix"),
                text(node, "do", ""),
                node.text("risk"),
                node.text("undo"),
                node.text("check"));
    }

    private Playbook.FixCheck fixCheck(Node node) {
        Window over = parsed(node, "over", Window::parse);
        if (over != null && !(over.side().equals("after") && over.moment().equals("fix"))) {
            problem(Code.BAD_VALUE, mark(node, "over"), "over is a time after the fix, such as \"30m after fix\"");
        }
        return new Playbook.FixCheck(
                text(node, "id", ""),
                required(node, "failure"),
                required(node, "exposure"),
                over,
                number(node, "confidence", 0.95));
    }
}
