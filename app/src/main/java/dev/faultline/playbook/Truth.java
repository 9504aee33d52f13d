package dev.faultline.playbook;

import java.util.Locale;

/** The three values that every answer has. Absent evidence is unknown, never "no". */
public enum Truth {
    HOLDS,
    DOES_NOT_HOLD,
    UNKNOWN;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The word that JSON and people read. */
    public String label() {
        return label;
    }

    static Truth of(boolean holds) {
        return holds ? HOLDS : DOES_NOT_HOLD;
    }

    /** Holds where all do; an unknown part leaves the whole unknown unless another one decides it. */
    Truth and(Truth other) {
        if (this == DOES_NOT_HOLD || other == DOES_NOT_HOLD) {
            return DOES_NOT_HOLD;
        }
        return this == UNKNOWN || other == UNKNOWN ? UNKNOWN : HOLDS;
    }
}
