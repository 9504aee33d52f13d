package dev.faultline.query;

import dev.faultline.query.ExpressionPart.Choice;
import dev.faultline.query.ExpressionPart.One;
import dev.faultline.query.ExpressionPart.Repeat;
import dev.faultline.query.ExpressionPart.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the common part of RE2's syntax, for texts of ASCII alone. What it does not know (word boundaries, classes by
 * name, anchors in the middle, flags but a leading {@code (?i)}) it says, and RE2 itself is asked.
 */
final class ExpressionReader {
    private static final int DEEPEST = 40;
    private static final One DIGITS = One.range('0', '9');
    private static final One WORD =
            DIGITS.or(One.range('a', 'z')).or(One.range('A', 'Z')).or(One.of('_'));
    private static final One SPACE = One.of(' ').or(One.range('\t', '\n')).or(One.range('\f', '\r'));

    private final String text;
    private final boolean anyCase;
    private int at;
    private int depth;

    /** Something that is not known here. */
    private static final class Unknown extends Exception {
        private static final long serialVersionUID = 1L;

        Unknown() {
            super(null, null, false, false);
        }
    }

    /** A whole expression, and whether it must begin or end where the text does. */
    record Read(ExpressionPart part, boolean fromStart, boolean toEnd) {}

    private ExpressionReader(String text, boolean anyCase) {
        this.text = text;
        this.anyCase = anyCase;
    }

    /** Reads a valid expression; nothing where it holds what is not known here. */
    static Optional<Read> read(String expression) {
        boolean anyCase = expression.startsWith("(?i)");
        String rest = anyCase ? expression.substring(4) : expression;
        boolean fromStart = rest.startsWith("^");
        rest = fromStart ? rest.substring(1) : rest;
        boolean toEnd = rest.endsWith("$") && !rest.endsWith("\\$");
        rest = toEnd ? rest.substring(0, rest.length() - 1) : rest;
        try {
            ExpressionReader reader = new ExpressionReader(rest, anyCase);
            ExpressionPart part = reader.choice();
            boolean ambiguous = (fromStart || toEnd) && part instanceof Choice;
            return ambiguous || reader.at < rest.length()
                    ? Optional.empty()
                    : Optional.of(new Read(part, fromStart, toEnd));
        } catch (Unknown unknown) {
            return Optional.empty();
        }
    }

    private ExpressionPart choice() throws Unknown {
        if (++depth > DEEPEST) {
            throw new Unknown();
        }
        List<ExpressionPart> parts = new ArrayList<>();
        parts.add(sequence());
        while (at < text.length() && text.charAt(at) == '|') {
            at++;
            parts.add(sequence());
        }
        depth--;
        return parts.size() == 1 ? parts.getFirst() : new Choice(parts);
    }

    private ExpressionPart sequence() throws Unknown {
        List<ExpressionPart> parts = new ArrayList<>();
        while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
            ExpressionPart part = atom();
            parts.add(repeated(part));
        }
        return new Sequence(parts);
    }

    private ExpressionPart atom() throws Unknown {
        char c = text.charAt(at++);
        return switch (c) {
            case '(' -> group();
            case '[' -> cased(set());
            case '\\' -> cased(escape());
            case '.' -> One.of('\n').not();
            case '^', '$', '*', '+', '?', '{', '}', ']' -> throw new Unknown();
            default -> {
                if (Character.isSurrogate(c)) {
                    throw new Unknown();
                }
                yield cased(One.of(c));
            }
        };
    }

    private One cased(One one) {
        return anyCase ? one.inAnyCase() : one;
    }

    private ExpressionPart group() throws Unknown {
        if (text.startsWith("?:", at)) {
            at += 2;
        } else if (text.startsWith("?", at)) {
            throw new Unknown();
        }
        ExpressionPart inside = choice();
        if (at == text.length()) {
            throw new Unknown();
        }
        at++;
        return inside;
    }

    private One escape() throws Unknown {
        char c = at < text.length() ? text.charAt(at++) : 'Q';
        return switch (c) {
            case 'd' -> DIGITS;
            case 'D' -> DIGITS.not();
            case 'w' -> WORD;
            case 'W' -> WORD.not();
            case 's' -> SPACE;
            case 'S' -> SPACE.not();
            case 't' -> One.of('\t');
            case 'n' -> One.of('\n');
            case 'r' -> One.of('\r');
            default -> {
                if (c >= 0x80 || Character.isLetterOrDigit(c)) {
                    throw new Unknown();
                }
                yield One.of(c);
            }
        };
    }

    /** What stands between brackets. */
    private One set() throws Unknown {
        boolean negated = at < text.length() && text.charAt(at) == '^';
        at += negated ? 1 : 0;
        One all = One.NONE;
        for (boolean first = true; first || at < text.length() && text.charAt(at) != ']'; first = false) {
            if (at >= text.length() || text.startsWith("[:", at)) {
                throw new Unknown();
            }
            char from = text.charAt(at++);
            One one = from == '\\' ? escape() : One.of(from);
            boolean range = at + 1 < text.length() && text.charAt(at) == '-' && text.charAt(at + 1) != ']';
            if (range) {
                char to = text.charAt(at + 1);
                if (from == '\\' || to == '\\' || from >= 0x80) {
                    throw new Unknown();
                }
                one = One.range(from, to);
                at += 2;
            }
            all = all.or(one);
        }
        at++;
        // Before the negation: what is left out is left out in both cases.
        all = cased(all);
        return negated ? all.not() : all;
    }

    private ExpressionPart repeated(ExpressionPart part) throws Unknown {
        if (at == text.length()) {
            return part;
        }
        int[] counts =
                switch (text.charAt(at)) {
                    case '*' -> new int[] {0, -1};
                    case '+' -> new int[] {1, -1};
                    case '?' -> new int[] {0, 1};
                    case '{' -> counts();
                    default -> new int[0];
                };
        if (counts.length == 0) {
            return part;
        }
        at++;
        // Whether as few or as many as possible makes no difference to whether there are any.
        at += at < text.length() && text.charAt(at) == '?' ? 1 : 0;
        if (at < text.length() && "*+?{".indexOf(text.charAt(at)) >= 0) {
            throw new Unknown();
        }
        return new Repeat(part, counts[0], counts[1]);
    }

    /** Goes to the closing brace. */
    private int[] counts() throws Unknown {
        int end = text.indexOf('}', at);
        String inside = end < 0 ? "" : text.substring(at + 1, end);
        if (!inside.matches("\\d{1,4}(,\\d{0,4})?")) {
            throw new Unknown();
        }
        at = end;
        int comma = inside.indexOf(',');
        int least = Integer.parseInt(comma < 0 ? inside : inside.substring(0, comma));
        int most =
                comma < 0 ? least : comma == inside.length() - 1 ? -1 : Integer.parseInt(inside.substring(comma + 1));
        return new int[] {least, most};
    }
}
