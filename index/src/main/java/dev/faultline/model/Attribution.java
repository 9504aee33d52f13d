package dev.faultline.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote a change, as far as the evidence says.
 *
 * @param author how much an AI took part; unknown is not "human"
 * @param tool the AI tool, such as "Claude"
 * @param marker the text that says so, verbatim
 */
public record Attribution(
        Author author, @Nullable String tool, @Nullable String marker) {
    /** Nothing in the evidence says. */
    public static final Attribution UNKNOWN = new Attribution(Author.UNKNOWN, null, null);

    /** The tiers of {@code docs/formats.md}. The order is part of the case format: append only. */
    public enum Author {
        UNKNOWN,
        HUMAN,
        AI_ASSISTED,
        AI_AUTHORED,
        BOT;

        private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

        /** The word that queries, JSON and the window use. */
        public String label() {
            return label;
        }
    }
}
