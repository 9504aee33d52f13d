package dev.faultline.query;

/** A piece of text that every match of an expression must hold; a cheap look before the expression is tried. */
final class RequiredLiteral {
    private RequiredLiteral() {}

    /** The longest such piece that is easy to see; empty where none is. */
    static String of(String expression) {
        if (expression.contains("|") || expression.contains("(?")) {
            return "";
        }
        String best = "";
        StringBuilder run = new StringBuilder();
        int depth = 0;
        for (int i = 0; i <= expression.length(); i++) {
            char c = i < expression.length() ? expression.charAt(i) : '^';
            boolean plain = Character.isLetterOrDigit(c) && c < 0x80 || " _:=,;-<>@#%&'\"/".indexOf(c) >= 0;
            if (plain && depth == 0) {
                run.append(c);
                continue;
            }
            if ((c == '*' || c == '?' || c == '{') && !run.isEmpty()) {
                run.setLength(run.length() - 1);
            }
            best = run.length() > best.length() ? run.toString() : best;
            run.setLength(0);
            if (c == '\\') {
                i++;
            } else if (c == '[') {
                i = Math.max(i, classEnd(expression, i));
            } else if (c == '{') {
                i = Math.max(i, expression.indexOf('}', i));
            } else {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
        }
        return best;
    }

    private static int classEnd(String expression, int open) {
        int i = open + 1;
        if (i < expression.length() && expression.charAt(i) == '^') {
            i++;
        }
        i++;
        while (i < expression.length() && expression.charAt(i) != ']') {
            i += expression.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }
}
