package dev.faultline.analysis.hypothesis;

import java.util.Locale;

/** How a piece of evidence stands to a hypothesis. */
public enum Weight {
    /** It is what one would expect if the hypothesis held. */
    CONSISTENT,
    /** One would not expect it if the hypothesis held. */
    CONTRADICTS,
    /** Nobody has said. */
    NOT_WEIGHED;

    /** The word that JSON and the window use. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
