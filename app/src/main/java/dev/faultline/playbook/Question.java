package dev.faultline.playbook;

import dev.faultline.query.Query;
import dev.faultline.query.QueryParser;
import dev.faultline.query.QuerySyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A query with places for values and with the playbook's own names for fields. A value always enters as a quoted text,
 * so that none can change what is asked.
 *
 * @param text as written
 * @param fields the playbook's names for fields, each with what it may be called in the evidence
 * @param template as written, with the names replaced by marked ones that the parser takes
 */
public record Question(String text, Map<String, List<String>> fields, String template) {
    private static final String ALIAS = "attributes.faultline-alias.";
    private static final Pattern TOKEN = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|\\{([a-z][A-Za-z0-9_-]*)\\}");
    private static final Pattern NAME =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|(?<![A-Za-z0-9_.@$/-])([a-z][A-Za-z0-9_.-]*):");

    /** Copies the names. */
    public Question {
        fields = Map.copyOf(fields);
    }

    /**
     * The question that the text asks.
     *
     * @throws QuerySyntaxException with the column in the text
     */
    static Question parse(String text, Map<String, List<String>> fields) throws QuerySyntaxException {
        Question question = new Question(text, fields, marked(text, fields));
        try {
            QueryParser.parse(question.filled(name -> "x"));
        } catch (QuerySyntaxException wrong) {
            // The marks and values moved what stands behind them; only an untouched text keeps the column.
            boolean moved = !question.filled(name -> "x").equals(text);
            throw moved ? new QuerySyntaxException(1, String.valueOf(wrong.getMessage())) : wrong;
        }
        return question;
    }

    private static String marked(String text, Map<String, List<String>> fields) {
        if (fields.isEmpty()) {
            return text;
        }
        return NAME.matcher(text).replaceAll(found -> {
            String name = found.group(1);
            return Matcher.quoteReplacement(
                    name != null && fields.containsKey(name) ? ALIAS + name + ":" : found.group());
        });
    }

    /** The names of the values it needs. */
    Set<String> placeholders() {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    /** The query with these values; nothing where one is missing. */
    Optional<Query> bind(Map<String, String> values) {
        if (!values.keySet().containsAll(placeholders())) {
            return Optional.empty();
        }
        try {
            return Optional.of(resolve(QueryParser.parse(filled(name -> values.getOrDefault(name, "")))));
        } catch (QuerySyntaxException tooLong) {
            return Optional.empty();
        }
    }

    private String filled(java.util.function.UnaryOperator<String> values) {
        return TOKEN.matcher(template).replaceAll(found -> {
            String name = found.group(1);
            return Matcher.quoteReplacement(name == null ? found.group() : quote(values.apply(name)));
        });
    }

    private static String quote(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private Query resolve(Query query) {
        return switch (query) {
            case Query.All all -> all;
            case Query.And and -> new Query.And(all(and.clauses()));
            case Query.Or or -> new Query.Or(all(or.clauses()));
            case Query.Not not -> new Query.Not(resolve(not.clause()));
            case Query.Term term -> each(term.field(), name -> new Query.Term(name, term.text()), term);
            case Query.Wildcard wildcard ->
                each(wildcard.field(), name -> new Query.Wildcard(name, wildcard.pattern()), wildcard);
            case Query.Fuzzy fuzzy ->
                each(fuzzy.field(), name -> new Query.Fuzzy(name, fuzzy.text(), fuzzy.edits()), fuzzy);
            case Query.Regex regex -> each(regex.field(), name -> new Query.Regex(name, regex.expression()), regex);
            case Query.Range range ->
                each(
                        range.field(),
                        name -> new Query.Range(
                                name, range.from(), range.fromInclusive(), range.to(), range.toInclusive()),
                        range);
        };
    }

    private List<Query> all(List<Query> clauses) {
        return clauses.stream().map(this::resolve).toList();
    }

    private Query each(@Nullable String field, java.util.function.Function<String, Query> leaf, Query as) {
        if (field == null || !field.startsWith(ALIAS)) {
            return as;
        }
        List<Query> parts = new ArrayList<>();
        for (String name : fields.getOrDefault(field.substring(ALIAS.length()), List.of())) {
            parts.add(leaf.apply(name));
        }
        return parts.size() == 1 ? parts.getFirst() : new Query.Or(parts);
    }

    @Override
    public String toString() {
        return text;
    }
}
