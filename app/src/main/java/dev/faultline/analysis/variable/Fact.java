package dev.faultline.analysis.variable;

import dev.faultline.model.Variable;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one hit says at one path.
 *
 * @param value as captured; null where there is none
 * @param type declared or run-time type; null where unknown
 * @param size number of elements of a collection; -1 where it is none, or not captured whole
 */
record Fact(@Nullable String value, @Nullable String type, int size) {
    /** Longer values are told apart by their beginning. */
    private static final int LONGEST = 200;

    private static final List<String> COLLECTIONS =
            List.of("[]", "list", "set", "map", "collection", "queue", "deque", "vector", "array", "dict", "tuple");

    static Fact of(Variable variable) {
        return new Fact(cut(variable.value()), variable.type(), size(variable));
    }

    static Fact of(String value) {
        return new Fact(cut(value), null, -1);
    }

    private static @Nullable String cut(@Nullable String value) {
        return value == null || value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "…";
    }

    private static int size(Variable variable) {
        String value = variable.value();
        if (variable.notCaptured() != null || "null".equals(value)) {
            return -1;
        }
        boolean empty = "[]".equals(value) || "{}".equals(value) || "()".equals(value);
        if (empty) {
            return 0;
        }
        boolean indexed = !variable.members().isEmpty()
                && variable.members().getFirst().name().startsWith("[");
        if (!indexed && !isCollection(variable.type())) {
            return -1;
        }
        return value == null || indexed ? variable.members().size() : -1;
    }

    private static boolean isCollection(@Nullable String type) {
        if (type == null) {
            return false;
        }
        String lower = type.toLowerCase(Locale.ROOT);
        return COLLECTIONS.stream().anyMatch(lower::contains);
    }
}
