package dev.faultline.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How bad an event says it is, in the six ranges of OpenTelemetry's severity number (1 to 24); see the OpenTelemetry
 * logs data model, "Field: SeverityNumber".
 */
public enum Severity {
    UNSPECIFIED(0, ' '),
    TRACE(1, 'T'),
    DEBUG(5, 'D'),
    INFO(9, 'I'),
    WARN(13, 'W'),
    ERROR(17, 'E'),
    FATAL(21, 'F');

    /** Kept, because {@code values()} makes a new array for every row that is counted. */
    private static final List<Severity> ALL = List.of(values());

    private final int number;
    private final char letter;
    private final String label = name().toLowerCase(Locale.ROOT);

    Severity(int number, char letter) {
        this.number = number;
        this.letter = letter;
    }

    /** The lowest severity number of the range; 0 for {@link #UNSPECIFIED}. */
    public int number() {
        return number;
    }

    /** One letter for narrow places; a blank for {@link #UNSPECIFIED}. */
    public char letter() {
        return letter;
    }

    /** The word that queries, JSON and the window use. */
    public String label() {
        return label;
    }

    /** The range that a severity number of 0 to 24 lies in; anything else is unspecified. */
    public static Severity ofNumber(int number) {
        return number < 1 || number > 24 ? UNSPECIFIED : ALL.get((number - 1) / 4 + 1);
    }

    /** The severity with this label, whatever its case. */
    public static Optional<Severity> of(String label) {
        for (Severity severity : values()) {
            if (severity.label.equalsIgnoreCase(label)) {
                return Optional.of(severity);
            }
        }
        return Optional.empty();
    }
}
