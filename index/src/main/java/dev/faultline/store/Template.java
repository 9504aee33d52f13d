package dev.faultline.store;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A log template as it stood when a message was assigned to it. It never changes: when a later message makes its
 * pattern more general, that is a new template of the same pattern. So the constants here stand, byte for byte, in
 * every message that refers to it.
 *
 * @param pattern the pattern's id, the same in all segments of a case
 * @param tokens the message's tokens, as they stand between single blanks; null for one that varies
 */
public record Template(int pattern, List<@Nullable String> tokens) {
    /** What stands for a token that varies. */
    public static final String WILDCARD = "<*>";

    /** The template as a person reads it. */
    public String text() {
        return tokens.stream().map(token -> token == null ? WILDCARD : token).collect(Collectors.joining(" "));
    }

    /** Whether every message of it is the same. */
    public boolean isConstant() {
        return !tokens.contains(null);
    }
}
