package dev.faultline.workbench;

import dev.faultline.query.Field;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a query that is still being typed can be asked as: its last word may be the beginning of one. */
final class AsTyped {
    private static final Pattern LAST = Pattern.compile("(?:^|[\\s(])(?:([\\w.@-]+):)?([\\p{L}\\p{N}_]+)$");

    private AsTyped() {}

    /** Nothing while it cannot be understood. */
    static Optional<String> query(String text) {
        Matcher last = LAST.matcher(text);
        if (last.find() && isText(last.group(1)) && !last.group(2).matches("AND|OR|NOT|TO")) {
            String begun = text + "*";
            if (CaseModel.problem(begun) == null) {
                return Optional.of(begun);
            }
        }
        return CaseModel.problem(text) == null ? Optional.of(text.strip()) : Optional.empty();
    }

    /** Numbers, times and severities have no beginnings. */
    private static boolean isText(@org.jspecify.annotations.Nullable String field) {
        return field == null
                || Field.of(field)
                        .filter(known -> known.type() == Field.Type.KEYWORD || known.type() == Field.Type.TEXT)
                        .isPresent();
    }
}
