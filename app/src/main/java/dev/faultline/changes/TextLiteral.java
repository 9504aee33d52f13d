package dev.faultline.changes;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A text in quotes as code writes it, with its placeholders: those of SLF4J and Python ({@code {}}), printf ({@code %s}),
 * and texts that hold expressions ({@code ${x}}, {@code #{x}}). Where nothing is known of a language, its quotes are.
 */
record TextLiteral(String text, List<String> pieces) {
    /** Shorter texts fit too much. */
    private static final int LEAST = 8;

    private static final Pattern PLACEHOLDER = Pattern.compile(
            "[$#]?\\{[^{}]{0,200}\\}|%[-+ #0]{0,5}[\\d*]{0,5}(?:\\.[\\d*]{1,5})?(?:\\([\\w.]+\\))?l{0,2}[a-zA-Z]|%\\([\\w.]+\\)[a-z]");

    /** The texts of a line; those that span lines are not seen. */
    static List<TextLiteral> of(String line) {
        List<TextLiteral> found = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            char quote = line.charAt(at);
            if (quote != '"' && quote != '\'' && quote != '`') {
                at++;
                continue;
            }
            int end = end(line, at + 1, quote);
            if (end < 0) {
                at++;
                continue;
            }
            String text = plain(line.substring(at + 1, end));
            List<String> pieces = List.of(PLACEHOLDER.split(text, -1));
            if (pieces.stream().mapToInt(piece -> piece.strip().length()).sum() >= LEAST) {
                found.add(new TextLiteral(text, pieces));
            }
            at = end + 1;
        }
        return found;
    }

    private static int end(String line, int from, char quote) {
        for (int at = from; at < line.length(); at++) {
            if (line.charAt(at) == '\\') {
                at++;
            } else if (line.charAt(at) == quote) {
                return at;
            }
        }
        return -1;
    }

    private static String plain(String text) {
        return text.replace("\\\"", "\"")
                .replace("\\'", "'")
                .replace("\\t", "\t")
                .replace("\\\\", "\\");
    }

    /**
     * How many characters of the message are this text; 0 where it does not fit. A text that covers the whole message counts
     * double: one that only begins it may be put together with others.
     */
    int fit(String message) {
        int at = 0;
        int constant = 0;
        for (int i = 0; i < pieces.size(); i++) {
            String piece = pieces.get(i);
            boolean last = i == pieces.size() - 1;
            int found = i == 0
                    ? (message.startsWith(piece) ? 0 : -1)
                    : last && !piece.isEmpty() && message.endsWith(piece) && message.length() - piece.length() >= at
                            ? message.length() - piece.length()
                            : message.indexOf(piece, at);
            if (found < 0) {
                return 0;
            }
            constant += piece.length();
            at = found + piece.length();
        }
        boolean whole = at == message.length() || pieces.getLast().isEmpty() && pieces.size() > 1;
        return whole ? 2 * constant : constant;
    }
}
