package dev.faultline.query;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which names may stand in front of a colon. */
final class FieldNames {
    static final String ATTRIBUTES = "attributes.";
    static final String VARIABLES = "var.";

    private FieldNames() {}

    static void require(String name, int position, String text, int colon) throws QuerySyntaxException {
        boolean dynamic = name.startsWith(ATTRIBUTES) && name.length() > ATTRIBUTES.length()
                || name.startsWith(VARIABLES) && name.length() > VARIABLES.length();
        if (dynamic || Field.of(name).isPresent()) {
            return;
        }
        throw new QuerySyntaxException(position + 1, explain(name, text, colon));
    }

    private static String explain(String name, String text, int colon) {
        boolean address = text.startsWith("://", colon);
        boolean number = !name.isEmpty() && Character.isDigit(name.charAt(0));
        if (address || number) {
            return "a text with a colon needs quotes: \"" + name + ":…\"";
        }
        return "there is no field " + name
                + closest(name).map(field -> "; did you mean " + field + "?").orElse(".")
                + " Further fields of events are attributes." + name + "; a text with a colon needs quotes";
    }

    static Optional<String> closest(String name) {
        List<String> labels = Arrays.stream(Field.values()).map(Field::label).toList();
        return labels.stream()
                .filter(label -> label.endsWith("." + name))
                .findFirst()
                .or(() -> SimilarWords.closest(name, labels));
    }

    /** Levenshtein's distance, in one row. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int same = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(same, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
