package dev.faultline.query;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Queries as text that {@link QueryParser} reads back to the same query. */
public final class QueryText {
    private QueryText() {}

    /** A term for a whole value, quoted. */
    public static String term(String field, String value) {
        return field + ":" + quote(value);
    }

    private static String quote(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** The query in the language. */
    public static String of(Query query) {
        return switch (query) {
            case Query.All all -> "*";
            case Query.And and -> joined(and.clauses(), " AND ");
            case Query.Or or -> joined(or.clauses(), " OR ");
            case Query.Not not -> "NOT " + of(not.clause());
            case Query.Term term -> field(term.field()) + quote(term.text());
            case Query.Wildcard wildcard -> field(wildcard.field()) + wildcard.pattern();
            case Query.Fuzzy fuzzy -> field(fuzzy.field()) + fuzzy.text() + "~" + fuzzy.edits();
            case Query.Regex regex ->
                field(regex.field()) + "/" + regex.expression().replace("/", "\\/") + "/";
            case Query.Range range ->
                range.field() + ":" + (range.fromInclusive() ? "[" : "{") + bound(range.from()) + " TO "
                        + bound(range.to()) + (range.toInclusive() ? "]" : "}");
        };
    }

    private static String joined(List<Query> clauses, String operator) {
        return clauses.stream().map(QueryText::of).collect(Collectors.joining(operator, "(", ")"));
    }

    private static String field(@Nullable String field) {
        return field == null ? "" : field + ":";
    }

    private static String bound(@Nullable String bound) {
        return bound == null ? "*" : quote(bound);
    }
}
