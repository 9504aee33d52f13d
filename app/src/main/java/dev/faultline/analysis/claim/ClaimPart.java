package dev.faultline.analysis.claim;

import java.util.Locale;

/** A part of a sentence that can be looked for in evidence. */
public record ClaimPart(Kind kind, String text) {
    /** What a part is. */
    public enum Kind {
        /** The id of an event of the case. */
        EVENT,
        /** A word with digits in it: an id, a version, a host. */
        ID,
        TIME,
        NUMBER,
        QUOTE;

        /** The word that JSON uses. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
