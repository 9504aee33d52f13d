package dev.faultline.playbook;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A comparison with a number, such as {@code >= 3} or {@code > 5s}.
 *
 * @param operator one of {@code >= <= == != > <}
 * @param bound the number; nanoseconds where it was a duration
 * @param isDuration whether it had a unit of time
 */
public record Comparison(String operator, double bound, boolean isDuration) {
    static final Comparison AT_LEAST_ONE = new Comparison(">=", 1, false);

    private static final Pattern FORM =
            Pattern.compile("(>=|<=|==|!=|>|<)? *([0-9]+(?:\\.[0-9]+)?(ns|us|ms|s|m|h|d)?)");

    static Comparison parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no comparison; try \">= 3\"");
        }
        String operator = matcher.group(1) == null ? "==" : matcher.group(1);
        String value = matcher.group(2);
        return matcher.group(3) == null
                ? new Comparison(operator, Double.parseDouble(value), false)
                : new Comparison(operator, Nanos.parse(value), true);
    }

    boolean test(double value) {
        return switch (operator) {
            case ">=" -> value >= bound;
            case "<=" -> value <= bound;
            case "!=" -> value != bound;
            case ">" -> value > bound;
            case "<" -> value < bound;
            default -> value == bound;
        };
    }

    boolean testCount(long count) {
        return test((double) count);
    }

    /** Whether more of it only ever helps: then a part that passes settles the whole. */
    boolean isLowerBound() {
        return operator.startsWith(">");
    }

    /** Whether nothing at all would pass, so that absent evidence could be taken for an answer. */
    boolean acceptsNone() {
        return test(0);
    }

    /** A measured value in the comparison's own unit. */
    String show(double value) {
        return isDuration ? Nanos.text(Math.round(value)) : number(value);
    }

    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.3g", value);
    }

    @Override
    public String toString() {
        return operator + " " + show(bound);
    }
}
