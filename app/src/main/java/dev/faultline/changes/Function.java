package dev.faultline.changes;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a function stands in a source file, found by its name and its brackets or its indentation: no parser, for any
 * language may come.
 *
 * @param from its first line, from 1
 * @param to its last line
 */
record Function(int from, int to) {
    private static final int BEFORE = 10;
    private static final int AFTER = 3;
    private static final int LONGEST = 400;
    private static final Pattern WORD = Pattern.compile("(?<![\\w.$\"'])[A-Za-z_$][\\w$]{1,60}(?![\\w$])");
    private static final Set<String> COMMON = Set.of(
            "int",
            "long",
            "double",
            "float",
            "boolean",
            "char",
            "byte",
            "short",
            "void",
            "var",
            "val",
            "let",
            "const",
            "final",
            "static",
            "public",
            "private",
            "protected",
            "return",
            "new",
            "if",
            "else",
            "for",
            "while",
            "do",
            "switch",
            "case",
            "break",
            "continue",
            "try",
            "catch",
            "finally",
            "throw",
            "throws",
            "this",
            "self",
            "null",
            "None",
            "true",
            "false",
            "True",
            "False",
            "class",
            "def",
            "func",
            "fn",
            "function",
            "import",
            "package",
            "String",
            "Object",
            "List",
            "Map",
            "log",
            "logger",
            "LOG",
            "in",
            "of",
            "is",
            "not",
            "and",
            "or");

    /** The function of this name around a line; a few lines around it where the name is not found. */
    static Function around(List<String> lines, int line, String name) {
        Pattern declaration = Pattern.compile("(?<![.\\w$])" + Pattern.quote(name) + "\\s*(?:<[^>]*>)?\\(");
        for (int at = Math.min(line, lines.size()); at >= Math.max(1, line - LONGEST); at--) {
            String text = lines.get(at - 1);
            Matcher matcher = declaration.matcher(text);
            boolean call = text.strip().endsWith(";") || text.strip().startsWith("return ");
            if (!name.isEmpty() && matcher.find() && !call && matcher.start() > 0 && declares(text, matcher.start())) {
                Optional<Integer> end = end(lines, at);
                if (end.isPresent() && end.get() >= line) {
                    return new Function(at, end.get());
                }
            }
        }
        return new Function(Math.max(1, line - BEFORE), Math.min(lines.size(), line + AFTER));
    }

    /** A declaration has a type or a keyword before the name; a call has an operator, a bracket or nothing. */
    private static boolean declares(String text, int at) {
        String before = text.substring(0, at).strip();
        return !before.isEmpty()
                && (Character.isLetterOrDigit(before.charAt(before.length() - 1))
                        || before.endsWith(">")
                        || before.endsWith("]")
                        || before.endsWith(")"));
    }

    private static Optional<Integer> end(List<String> lines, int from) {
        int depth = 0;
        boolean opened = false;
        int last = Math.min(lines.size(), from + LONGEST);
        for (int at = from; at <= last; at++) {
            for (char c : lines.get(at - 1).toCharArray()) {
                if (c == '{') {
                    depth++;
                    opened = true;
                } else if (c == '}') {
                    depth--;
                }
            }
            if (opened && depth <= 0) {
                return Optional.of(at);
            }
            if (!opened && lines.get(at - 1).strip().endsWith(":")) {
                return Optional.of(indented(lines, from, at));
            }
        }
        return Optional.empty();
    }

    private static int indented(List<String> lines, int from, int header) {
        int margin = indent(lines.get(from - 1));
        int end = header;
        for (int at = header + 1; at <= lines.size(); at++) {
            String text = lines.get(at - 1);
            if (!text.isBlank() && indent(text) <= margin) {
                break;
            }
            end = text.isBlank() ? end : at;
        }
        return end;
    }

    private static int indent(String text) {
        int count = 0;
        while (count < text.length() && (text.charAt(count) == ' ' || text.charAt(count) == '\t')) {
            count++;
        }
        return count;
    }

    /** Names that the function uses and that are not words of the language. */
    Set<String> names(List<String> lines) {
        Set<String> names = new TreeSet<>();
        for (int at = from; at <= Math.min(to, lines.size()); at++) {
            Matcher word = WORD.matcher(lines.get(at - 1));
            while (word.find()) {
                if (!COMMON.contains(word.group())) {
                    names.add(word.group());
                }
            }
        }
        return names;
    }

    /** The line outside of the function that declares a name in this file; 0 for none. */
    int declaration(List<String> lines, String name) {
        Pattern declared = Pattern.compile("^\\s*(?:(?!return\\b)[\\w$<>\\[\\],.?@:]+\\s+)+" + Pattern.quote(name)
                + "\\s*(?:=|;|\\()|^" + Pattern.quote(name) + "\\s*=");
        for (int at = 1; at <= lines.size(); at++) {
            if ((at < from || at > to) && declared.matcher(lines.get(at - 1)).find()) {
                return at;
            }
        }
        return 0;
    }
}
