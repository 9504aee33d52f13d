package dev.faultline.playbook;

import java.util.List;

/**
 * A playbook as it was drawn from an investigation.
 *
 * @param yaml the file
 * @param signs the queries of its signs, the one that must hold first
 * @param confirm what a person must still say
 * @param left what could not be carried over, and why
 */
public record Recording(String yaml, List<String> signs, List<String> confirm, List<String> left) {
    /** Copies the lists. */
    public Recording {
        signs = List.copyOf(signs);
        confirm = List.copyOf(confirm);
        left = List.copyOf(left);
    }

    /** Events that show the failure. */
    public String positive() {
        return "(" + String.join(") OR (", signs) + ")";
    }

    /** Events that do not. */
    public String negative() {
        return "NOT (" + positive() + ")";
    }
}
