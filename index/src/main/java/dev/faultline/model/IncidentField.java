package dev.faultline.model;

import java.util.Locale;
import java.util.Optional;

/** What is said of an incident as a whole. */
public enum IncidentField {
    TITLE(false),
    SEVERITY(false),
    IMPACT(false),
    SUMMARY(false),
    COMMANDER(false),
    RESPONDERS(false),
    ACTIONS(false),
    BEGAN(true),
    DETECTED(true),
    MITIGATED(true),
    FIXED(true),
    VERIFIED(true);

    private final boolean time;
    private final String label = name().toLowerCase(Locale.ROOT);

    IncidentField(boolean time) {
        this.time = time;
    }

    /** Whether its value is a time, RFC 3339. */
    public boolean isTime() {
        return time;
    }

    /** The word that the command line and JSON use. */
    public String label() {
        return label;
    }

    /** The field with this label. */
    public static Optional<IncidentField> of(String label) {
        for (IncidentField field : values()) {
            if (field.label.equalsIgnoreCase(label)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
