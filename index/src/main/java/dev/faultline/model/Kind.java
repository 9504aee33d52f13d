package dev.faultline.model;

import java.util.Locale;
import java.util.Optional;

/** What an event is. The order is part of the case format: append only. */
public enum Kind {
    LOG,
    SPAN,
    SNAPSHOT,
    CHANGE,
    ALERT,
    METRIC,
    PROFILE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The word that queries, JSON and the window use. */
    public String label() {
        return label;
    }

    /** The kind with this label, whatever its case. */
    public static Optional<Kind> of(String label) {
        for (Kind kind : values()) {
            if (kind.label.equalsIgnoreCase(label)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
