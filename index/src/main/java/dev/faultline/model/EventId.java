package dev.faultline.model;

import java.util.Optional;

/**
 * Names one event of a case, the same after every re-import of the same bytes into the same source.
 *
 * @param source the source's id in the case, from 1
 * @param ordinal the event's number among those that its source yielded, from 0
 */
public record EventId(int source, long ordinal) {
    @Override
    public String toString() {
        return source + "." + ordinal;
    }

    /** Reads the form that {@link #toString} writes. */
    public static Optional<EventId> parse(String text) {
        int dot = text.indexOf('.');
        try {
            return dot < 1
                    ? Optional.empty()
                    : Optional.of(new EventId(
                            Integer.parseInt(text.substring(0, dot)), Long.parseLong(text.substring(dot + 1))));
        } catch (NumberFormatException notAnId) {
            return Optional.empty();
        }
    }
}
