package dev.faultline.query;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.faultline.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads Faultline's query language: Lucene's classic syntax over the fields of an event. */
public final class QueryParser {
    /** As Lucene writes it. */
    private static final String EVERYTHING = "*:*";

    /** Characters of a query. */
    public static final int LONGEST = 4096;

    private static final int DEEPEST = 50;
    private static final int MOST_CLAUSES = 1024;
    private static final int LONGEST_EXPRESSION = 200;
    private static final int LONGEST_WILDCARD = 256;

    private final String text;
    private int at;
    private int depth;
    private int clauses;

    private QueryParser(String text) {
        this.text = text;
    }

    /**
     * The query that the text says; {@link Query.All} for a blank one.
     *
     * @throws QuerySyntaxException with the column, where it cannot be understood or exceeds a limit
     */
    public static Query parse(String text) throws QuerySyntaxException {
        if (text.length() > LONGEST) {
            throw new QuerySyntaxException(
                    LONGEST, "the query is too long: " + text.length() + " characters, at most " + LONGEST);
        }
        QueryParser parser = new QueryParser(text);
        parser.skipBlanks();
        if (parser.atEnd()) {
            return new Query.All();
        }
        Query query = parser.or(null);
        if (!parser.atEnd()) {
            throw parser.problem(parser.at, "there is a ) without a ( before it");
        }
        return query;
    }

    private QuerySyntaxException problem(int position, String message) {
        return new QuerySyntaxException(position + 1, message);
    }

    private boolean atEnd() {
        return at >= text.length();
    }

    private void skipBlanks() {
        while (!atEnd() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean takes(String sign) {
        if (text.startsWith(sign, at)) {
            at += sign.length();
            return true;
        }
        return false;
    }

    /** Takes an operator word that stands alone. */
    private boolean takesWord(String word) {
        int end = at + word.length();
        boolean alone = text.startsWith(word, at)
                && (end == text.length()
                        || Character.isWhitespace(text.charAt(end))
                        || text.charAt(end) == '('
                        || text.charAt(end) == ')');
        if (alone) {
            at = end;
        }
        return alone;
    }

    private Query or(@Nullable String field) throws QuerySyntaxException {
        List<Query> parts = new ArrayList<>();
        parts.add(and(field));
        while (true) {
            skipBlanks();
            int operator = at;
            if (!takesWord("OR") && !takes("||")) {
                return parts.size() == 1 ? parts.getFirst() : new Query.Or(parts);
            }
            requireOperand(operator, "OR");
            parts.add(and(field));
        }
    }

    private Query and(@Nullable String field) throws QuerySyntaxException {
        List<Query> parts = new ArrayList<>();
        parts.add(not(field));
        while (true) {
            skipBlanks();
            int operator = at;
            if (takesWord("AND") || takes("&&")) {
                requireOperand(operator, "AND");
            } else if (atEnd() || text.charAt(at) == ')' || isOr()) {
                return parts.size() == 1 ? parts.getFirst() : new Query.And(parts);
            }
            parts.add(not(field));
        }
    }

    private boolean isOr() {
        int before = at;
        boolean or = takesWord("OR") || takes("||");
        at = before;
        return or;
    }

    private void requireOperand(int operator, String word) throws QuerySyntaxException {
        skipBlanks();
        if (atEnd() || text.charAt(at) == ')') {
            throw problem(operator, "something to look for was expected behind " + word);
        }
    }

    /** A word that joins two things and has nothing in front of it would be looked for as a word, and found nowhere. */
    private void requireNoOperator() throws QuerySyntaxException {
        int start = at;
        for (String operator : List.of("AND", "OR", "&&", "||")) {
            if (takesWord(operator)) {
                throw problem(
                        start,
                        "something to look for was expected in front of " + operator + "; as a word it needs quotes: \""
                                + operator + "\"");
            }
        }
    }

    private Query not(@Nullable String field) throws QuerySyntaxException {
        skipBlanks();
        int operator = at;
        if (takesWord("NOT") || takes("!") || takes("-")) {
            requireOperand(operator, "NOT");
            enter(operator);
            Query query = new Query.Not(not(field));
            depth--;
            return query;
        }
        takes("+");
        return primary(field);
    }

    private void enter(int position) throws QuerySyntaxException {
        if (++depth > DEEPEST) {
            throw problem(position, "the query is nested too deep, at most " + DEEPEST + " levels");
        }
    }

    private Query primary(@Nullable String field) throws QuerySyntaxException {
        skipBlanks();
        int start = at;
        if (atEnd()) {
            throw problem(at, "something to look for was expected");
        }
        requireNoOperator();
        if (takes("(")) {
            enter(start);
            skipBlanks();
            if (takes(")")) {
                throw problem(start, "there is nothing between the parentheses");
            }
            Query query = or(field);
            skipBlanks();
            if (!takes(")")) {
                throw problem(start, "this ( is never closed");
            }
            depth--;
            boost();
            return query;
        }
        if (++clauses > MOST_CLAUSES) {
            throw problem(start, "the query has too many clauses, at most " + MOST_CLAUSES);
        }
        if (field == null && takesWord(EVERYTHING)) {
            return new Query.All();
        }
        if (field == null) {
            String named = field();
            if (named != null) {
                return fieldValue(named, start);
            }
        }
        return value(field);
    }

    /** The field name in front of a colon, if there is one here. */
    private @Nullable String field() throws QuerySyntaxException {
        int end = at;
        while (end < text.length() && isNameCharacter(text.charAt(end))) {
            end++;
        }
        if (end == at || end == text.length() || text.charAt(end) != ':') {
            return null;
        }
        String name = text.substring(at, end);
        FieldNames.require(name, at, text, end);
        at = end + 1;
        return name;
    }

    private static boolean isNameCharacter(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-' || c == '@' || c == '$' || c == '/';
    }

    private Query fieldValue(String field, int start) throws QuerySyntaxException {
        if (atEnd() || Character.isWhitespace(text.charAt(at)) || text.charAt(at) == ')') {
            throw problem(start, "a value was expected behind " + field + ":");
        }
        if (text.charAt(at) == '(') {
            return primary(field);
        }
        return value(field);
    }

    private Query value(@Nullable String field) throws QuerySyntaxException {
        char c = text.charAt(at);
        if (c == '"') {
            return phrase(field);
        }
        if (c == '/') {
            return expression(field);
        }
        if (field != null && (c == '[' || c == '{')) {
            return range(field);
        }
        if (field != null && (c == '<' || c == '>')) {
            return comparison(field);
        }
        if (field == null && (c == '[' || c == '{')) {
            throw problem(at, "a range needs a field in front of it, such as duration:[1s TO 5s]");
        }
        return word(field);
    }

    private Query phrase(@Nullable String field) throws QuerySyntaxException {
        int start = at++;
        StringBuilder phrase = new StringBuilder();
        while (!atEnd() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            phrase.append(text.charAt(at++));
        }
        if (!takes("\"")) {
            throw problem(start, "this \" is never closed");
        }
        int distance = at;
        if (takes("~") && !digits().matches("0*")) {
            throw problem(
                    distance,
                    "how far apart the words may lie cannot be asked; join them with AND to have them anywhere");
        }
        boost();
        return checked(field, new Query.Term(field, phrase.toString()), start);
    }

    private Query expression(@Nullable String field) throws QuerySyntaxException {
        int start = at++;
        StringBuilder expression = new StringBuilder();
        while (!atEnd() && text.charAt(at) != '/') {
            if (text.startsWith("\\/", at)) {
                at++;
            } else if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                expression.append(text.charAt(at++));
            }
            expression.append(text.charAt(at++));
        }
        if (!takes("/")) {
            throw problem(start, "this / begins an expression that never ends; quote a text that holds a /");
        }
        boost();
        requireCheap(expression.toString(), start);
        return new Query.Regex(field, expression.toString());
    }

    private void requireCheap(String expression, int start) throws QuerySyntaxException {
        if (expression.length() > LONGEST_EXPRESSION) {
            throw problem(start, "the expression is too long, at most " + LONGEST_EXPRESSION + " characters");
        }
        if (ExpressionCost.repeats(expression) > ExpressionCost.MOST_REPEATS) {
            throw problem(start, "the expression repeats too much, at most " + ExpressionCost.MOST_REPEATS + " times");
        }
        try {
            Pattern.compile(expression);
        } catch (PatternSyntaxException wrong) {
            throw problem(start, "the expression is wrong: " + wrong.getDescription());
        } catch (RuntimeException | StackOverflowError tooMuch) {
            throw problem(start, "the expression is too complicated");
        }
    }

    private Query range(String field) throws QuerySyntaxException {
        int start = at;
        boolean fromInclusive = text.charAt(at++) == '[';
        String from = bound(start);
        skipBlanks();
        if (!takesWord("TO")) {
            throw problem(at, "TO was expected between the ends of the range");
        }
        String to = bound(start);
        skipBlanks();
        boolean toInclusive = takes("]");
        if (!toInclusive && !takes("}")) {
            throw problem(start, "this range is never closed");
        }
        boost();
        @Nullable String low = from.equals("*") ? null : from;
        @Nullable String high = to.equals("*") ? null : to;
        return checked(field, new Query.Range(field, low, fromInclusive, high, toInclusive), start);
    }

    private String bound(int start) throws QuerySyntaxException {
        skipBlanks();
        if (!atEnd() && text.charAt(at) == '"') {
            return ((Query.Term) phrase(null)).text();
        }
        int from = at;
        while (!atEnd() && !Character.isWhitespace(text.charAt(at)) && "]}".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        // A time may have a blank between its date and its clock.
        int rest = at;
        while (rest < text.length() && text.charAt(rest) == ' ') {
            rest++;
        }
        if (rest < text.length()
                && rest > at
                && Character.isDigit(text.charAt(rest))
                && text.indexOf(':', rest) > 0
                && text.substring(from, at).matches("\\d{4}-\\d{2}-\\d{2}")) {
            at = rest;
            while (!atEnd() && !Character.isWhitespace(text.charAt(at)) && "]}".indexOf(text.charAt(at)) < 0) {
                at++;
            }
        }
        if (at == from) {
            throw problem(start, "a range looks like [10 TO 20], {10 TO 20} or [10 TO *]");
        }
        return text.substring(from, at);
    }

    private Query comparison(String field) throws QuerySyntaxException {
        int start = at;
        boolean greater = text.charAt(at++) == '>';
        boolean inclusive = takes("=");
        skipBlanks();
        if (atEnd()) {
            throw problem(start, "a value was expected behind " + text.substring(start));
        }
        String value = text.charAt(at) == '"' ? ((Query.Term) phrase(null)).text() : plain();
        Query range = greater
                ? new Query.Range(field, value, inclusive, null, true)
                : new Query.Range(field, null, true, value, inclusive);
        return checked(field, range, start);
    }

    private String plain() throws QuerySyntaxException {
        int from = at;
        while (!atEnd() && !Character.isWhitespace(text.charAt(at)) && "()".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (from == at) {
            throw problem(from, "a value was expected");
        }
        return text.substring(from, at);
    }

    private Query word(@Nullable String field) throws QuerySyntaxException {
        int start = at;
        StringBuilder word = new StringBuilder();
        StringBuilder pattern = new StringBuilder();
        boolean wild = false;
        while (!atEnd() && !isWordEnd(text.charAt(at))) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                at++;
                word.append(text.charAt(at));
                pattern.append('\\').append(text.charAt(at++));
                continue;
            }
            if (c == '~' && word.length() > 0 && isTail(at + 1)) {
                at++;
                String edits = digits();
                boost();
                return fuzzy(field, word.toString(), edits, start);
            }
            if (c == '^' && word.length() > 0 && isTail(at + 1)) {
                boost();
                break;
            }
            wild |= c == '*' || c == '?';
            word.append(c);
            pattern.append(c);
            at++;
        }
        if (word.isEmpty()) {
            throw problem(
                    start,
                    "something to look for was expected, not " + text.charAt(Math.min(start, text.length() - 1)));
        }
        if (!wild) {
            return checked(field, new Query.Term(field, word.toString()), start);
        }
        if (pattern.length() > LONGEST_WILDCARD) {
            throw problem(start, "the pattern is too long, at most " + LONGEST_WILDCARD + " characters");
        }
        if (field == null && word.toString().equals("*")) {
            return new Query.All();
        }
        return new Query.Wildcard(field, pattern.toString());
    }

    private static boolean isWordEnd(char c) {
        return Character.isWhitespace(c) || c == '(' || c == ')' || c == '"';
    }

    /** Whether only digits and a dot follow up to the end of the word. */
    private boolean isTail(int position) {
        int i = position;
        while (i < text.length() && (Character.isDigit(text.charAt(i)) || text.charAt(i) == '.')) {
            i++;
        }
        return i == text.length() || isWordEnd(text.charAt(i)) || text.charAt(i) == '^';
    }

    private Query fuzzy(@Nullable String field, String word, String edits, int start) throws QuerySyntaxException {
        double number = edits.isEmpty() ? 2 : Double.parseDouble(edits);
        if (number > 2) {
            throw problem(start, "a word may differ by at most 2 letters: " + word + "~2");
        }
        // Below 1 it was a similarity in old Lucene; the nearest that means the same is two letters.
        return new Query.Fuzzy(field, word, number < 1 ? 2 : (int) number);
    }

    private String digits() {
        int from = at;
        while (!atEnd() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        String digits = text.substring(from, at);
        return digits.length() > 8 || digits.chars().filter(c -> c == '.').count() > 1 || digits.equals(".")
                ? "2"
                : digits;
    }

    /** Lucene's weights mean nothing where all hits are equal. */
    private void boost() {
        if (takes("^")) {
            digits();
        }
    }

    private Query checked(@Nullable String field, Query query, int start) throws QuerySyntaxException {
        if (field != null) {
            try {
                FieldValues.check(field, query);
            } catch (IllegalArgumentException wrong) {
                throw problem(start, String.valueOf(wrong.getMessage()));
            }
        }
        return query;
    }

    /** The labels of the severities, for messages. */
    static String severities() {
        List<String> labels = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            if (severity != Severity.UNSPECIFIED) {
                labels.add(severity.name().toLowerCase(Locale.ROOT));
            }
        }
        return String.join(", ", labels);
    }
}
