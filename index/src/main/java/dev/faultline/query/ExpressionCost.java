package dev.faultline.query;

/** How often an expression repeats its parts when nested counts are multiplied out: what makes RE2's programs large. */
final class ExpressionCost {
    static final long MOST_REPEATS = 1_000;

    private ExpressionCost() {}

    /** An upper bound of the product of nested {@code {n,m}} counts. */
    static long repeats(String expression) {
        long product = 1;
        int i = 0;
        while (i < expression.length()) {
            char c = expression.charAt(i);
            if (c == '\\') {
                i += 2;
                continue;
            }
            int end = c == '{' ? expression.indexOf('}', i) : -1;
            if (end > 0) {
                product = Math.min(Integer.MAX_VALUE, product * count(expression.substring(i + 1, end)));
                i = end;
            }
            i++;
        }
        return product;
    }

    private static long count(String counts) {
        long most = 1;
        for (String part : counts.split(",", -1)) {
            if (!part.isEmpty() && part.length() < 9 && part.chars().allMatch(Character::isDigit)) {
                most = Math.max(most, Long.parseLong(part));
            }
        }
        return most;
    }
}
