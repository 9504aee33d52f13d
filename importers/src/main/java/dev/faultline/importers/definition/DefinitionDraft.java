package dev.faultline.importers.definition;

import java.util.Comparator;
import java.util.List;

/**
 * Makes the first draft of a definition from one line in which a person marked what the pieces are. Digits of the line become
 * any digits and spaces any spaces; other text between the pieces must stand as it does. The line is the draft's sample.
 */
public final class DefinitionDraft {
    private DefinitionDraft() {}

    /**
     * A piece of the line.
     *
     * @param group what it is: {@code timestamp}, {@code level}, {@code message} or any other name of a group
     * @param from its first character
     * @param to behind its last
     */
    public record Mark(String group, int from, int to) {
        boolean overlaps(Mark other) {
            return from < other.to && other.from < to;
        }
    }

    /** The marks with one more; those that it covers or names anew are gone. */
    public static List<Mark> with(List<Mark> marks, Mark added) {
        return java.util.stream.Stream.concat(
                        marks.stream()
                                .filter(mark ->
                                        !mark.overlaps(added) && !mark.group().equals(added.group())),
                        java.util.stream.Stream.of(added))
                .sorted(Comparator.comparingInt(Mark::from))
                .toList();
    }

    /** The definition as JSON, for a person to go on with. {@code marks} lie in the line and do not overlap. */
    public static String json(String name, String line, List<Mark> marks) {
        StringBuilder pattern = new StringBuilder("^");
        StringBuilder sample = new StringBuilder("\"line\": " + quoted(line));
        int at = 0;
        for (Mark mark :
                marks.stream().sorted(Comparator.comparingInt(Mark::from)).toList()) {
            between(pattern, line.substring(at, mark.from()));
            String text = line.substring(mark.from(), mark.to());
            pattern.append("(?P<").append(mark.group()).append('>');
            piece(pattern, mark.group(), text, mark.to() == line.length());
            pattern.append(')');
            if (mark.group().equals("message")) {
                sample.append(", \"message\": ").append(quoted(text));
            }
            at = mark.to();
        }
        between(pattern, line.substring(at));
        pattern.append('$');
        return "{\n  \"name\": " + quoted(name) + ",\n  \"title\": " + quoted(name) + ",\n  \"pattern\": "
                + quoted(pattern.toString()) + ",\n  \"samples\": [\n    { " + sample + " }\n  ]\n}\n";
    }

    private static void piece(StringBuilder pattern, String group, String text, boolean last) {
        if (group.equals("timestamp")) {
            loosely(pattern, text, "[A-Za-z]+");
        } else if (last) {
            pattern.append(".*");
        } else if (text.chars().noneMatch(Character::isWhitespace)) {
            pattern.append(text.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_') ? "\\w+" : "\\S+?");
        } else {
            pattern.append(".*?");
        }
    }

    private static void between(StringBuilder pattern, String text) {
        loosely(pattern, text, null);
    }

    /** Runs of digits and of spaces stand for any such run, runs of letters for {@code letters} where that is not null. */
    private static void loosely(StringBuilder pattern, String text, @org.jspecify.annotations.Nullable String letters) {
        int at = 0;
        while (at < text.length()) {
            char first = text.charAt(at);
            int end = at + 1;
            while (end < text.length() && kind(text.charAt(end)) == kind(first) && kind(first) != Kind.OTHER) {
                end++;
            }
            switch (kind(first)) {
                case DIGITS -> pattern.append("\\d+");
                case SPACES -> pattern.append("\\s+");
                case LETTERS -> pattern.append(letters == null ? text.substring(at, end) : letters);
                // Patterns match bytes and are ASCII; anything else may stand there.
                case FOREIGN -> pattern.append(".+?");
                case OTHER -> pattern.append('\\').append(first);
            }
            at = end;
        }
    }

    private enum Kind {
        DIGITS,
        SPACES,
        LETTERS,
        FOREIGN,
        OTHER
    }

    private static Kind kind(char c) {
        if (c >= '0' && c <= '9') {
            return Kind.DIGITS;
        }
        if (c == ' ' || c == '\t') {
            return Kind.SPACES;
        }
        if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
            return Kind.LETTERS;
        }
        return c > 0x20 && c < 0x7F ? Kind.OTHER : Kind.FOREIGN;
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < 0x20) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
