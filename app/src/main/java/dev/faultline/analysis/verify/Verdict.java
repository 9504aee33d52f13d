package dev.faultline.analysis.verify;

import java.util.Locale;

/** What can be said of a fix. */
public enum Verdict {
    FIXED,
    NOT_FIXED,
    NOT_ENOUGH_EVIDENCE;

    /** The word that JSON, playbooks and the window use. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
