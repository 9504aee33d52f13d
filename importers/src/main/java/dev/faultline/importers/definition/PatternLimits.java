package dev.faultline.importers.definition;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** What a pattern may cost. RE2J is linear in the text, but nested repeats make its programs large. */
public final class PatternLimits {
    /** Bytes of a line that a pattern is matched with. */
    public static final int TEXT = 16 << 10;

    private static final int LONGEST = 4_000;
    private static final int REPEATS = 1_000;
    private static final int DEEPEST = 50;
    private static final int PROGRAM = 3_000;

    private PatternLimits() {}

    /** Why an expression is refused before it is compiled; null where it is not. */
    private static @Nullable String problem(String expression) {
        if (expression.length() > LONGEST) {
            return "a pattern has at most " + LONGEST + " characters";
        }
        if (!expression.chars().allMatch(c -> c >= ' ' && c < 127)) {
            return "a pattern is ASCII: it is matched against bytes, where a dot stands for any of them";
        }
        long product = 1;
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '(') {
                deepest = Math.max(deepest, ++depth);
            } else if (c == ')') {
                depth--;
            } else if (c == '{') {
                product = Math.min(1L << 40, product * most(expression, i + 1));
            }
        }
        return deepest > DEEPEST
                ? "groups are nested at most " + DEEPEST + " deep"
                // Counts that stand beside each other multiply here too: a bound that is quick to see.
                : product > 1L << 36 || nested(expression) > REPEATS
                        ? "the counts of its repeats are too large together"
                        : null;
    }

    /**
     * Compiles what a person wrote.
     *
     * @throws IllegalArgumentException with a sentence, where it would cost too much
     * @throws PatternSyntaxException where it is no pattern of RE2's
     */
    public static Pattern compile(String expression) {
        String problem = problem(expression);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        Pattern pattern = Pattern.compile(expression);
        if (pattern.programSize() > PROGRAM) {
            throw new IllegalArgumentException("the pattern is too large: less nested repeats, please");
        }
        return pattern;
    }

    /** The largest product of counts that are nested into each other. */
    private static long nested(String expression) {
        // inner[d]: the largest product within the open group of depth d; last[d]: that of the atom just before.
        long[] inner = new long[DEEPEST + 3];
        long[] last = new long[DEEPEST + 3];
        java.util.Arrays.fill(inner, 1);
        java.util.Arrays.fill(last, 1);
        int depth = 0;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c == '\\') {
                i++;
                last[depth] = 1;
            } else if (c == '(' && depth < DEEPEST + 1) {
                depth++;
                inner[depth] = 1;
                last[depth] = 1;
            } else if (c == ')' && depth > 0) {
                depth--;
                last[depth] = inner[depth + 1];
                inner[depth] = Math.max(inner[depth], last[depth]);
            } else if (c == '{') {
                last[depth] = Math.min(1L << 40, last[depth] * most(expression, i + 1));
                inner[depth] = Math.max(inner[depth], last[depth]);
                i = Math.max(i, expression.indexOf('}', i));
            } else if (c != '?' && c != '*' && c != '+') {
                last[depth] = 1;
            }
        }
        return inner[0];
    }

    private static long most(String expression, int from) {
        int end = expression.indexOf('}', from);
        long most = 1;
        for (String part : (end < 0 ? "" : expression.substring(from, end)).split(",", 3)) {
            if (!part.isEmpty() && part.length() < 9 && part.chars().allMatch(Character::isDigit)) {
                most = Math.max(most, Long.parseLong(part));
            }
        }
        return most;
    }
}
