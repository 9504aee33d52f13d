package dev.faultline.analysis.search;

import dev.faultline.query.Query;
import dev.faultline.query.QueryParser;
import dev.faultline.query.QuerySyntaxException;
import dev.faultline.query.QueryText;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the conditions that must all hold for a query to find an event.
 *
 * @param text as it was typed; parts with blanks between them are the query again
 * @param query what it asks
 */
public record QueryPart(String text, Query query) {
    /** The conditions of a query; one where it is a choice, none where it is blank. */
    public static List<QueryPart> of(String query) throws QuerySyntaxException {
        Query whole = QueryParser.parse(query);
        if (whole instanceof Query.All) {
            return List.of();
        }
        if (!(whole instanceof Query.And and)) {
            return List.of(new QueryPart(query.strip(), whole));
        }
        List<QueryPart> typed = new ArrayList<>();
        for (String piece : pieces(query)) {
            try {
                typed.add(new QueryPart(piece, QueryParser.parse(piece)));
            } catch (QuerySyntaxException otherForm) {
                return written(and);
            }
        }
        // What was cut at the wrong place asks something else: then the parser's own words are taken.
        return typed.stream().map(QueryPart::query).toList().equals(and.clauses()) ? List.copyOf(typed) : written(and);
    }

    private static List<QueryPart> written(Query.And and) {
        return and.clauses().stream()
                .map(clause -> new QueryPart(QueryText.of(clause), clause))
                .toList();
    }

    /** The text, cut where a blank stands outside of quotes, expressions, parentheses and ranges. */
    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                piece.append(c).append(text.charAt(++i));
                continue;
            }
            if (quote == 0 && depth == 0 && Character.isWhitespace(c)) {
                take(pieces, piece);
                continue;
            }
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '/' && beginsValue(piece)) {
                quote = c;
            } else {
                depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            }
            piece.append(c);
        }
        take(pieces, piece);
        return pieces;
    }

    private static boolean beginsValue(StringBuilder piece) {
        return piece.isEmpty() || ":(-+! ".indexOf(piece.charAt(piece.length() - 1)) >= 0;
    }

    private static void take(List<String> pieces, StringBuilder piece) {
        String text = piece.toString();
        if (text.equals("NOT") || text.equals("!") || text.equals("-")) {
            piece.append(' ');
        } else {
            if (!text.isBlank() && !text.equals("AND") && !text.equals("&&")) {
                pieces.add(text.strip());
            }
            piece.setLength(0);
        }
    }
}
