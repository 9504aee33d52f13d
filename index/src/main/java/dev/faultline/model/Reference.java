package dev.faultline.model;

import java.util.Locale;
import java.util.Optional;

/**
 * What somebody points at when they say something about a case.
 *
 * @param type what it is
 * @param target its name, as {@link #toString} writes it without the type
 */
public record Reference(Type type, String target) {
    /** What can be pointed at. */
    public enum Type {
        /** An event of any kind, by its id. */
        EVENT,
        /** A variable of a snapshot: the event's id, a {@code #} and the path. */
        VARIABLE,
        TRACE,
        PATTERN,
        /** A list or a chart: the query that it shows, and after a {@code @} the range, as it was. */
        QUERY;

        private final String label = name().toLowerCase(Locale.ROOT);
    }

    /** Points at an event. */
    public static Reference to(EventId event) {
        return new Reference(Type.EVENT, event.toString());
    }

    /** Reads {@code 7.0}, {@code 7.0#order.total}, {@code trace:4bf9…}, {@code pattern:3}, {@code query:…}. */
    public static Optional<Reference> parse(String text) {
        for (Type type : Type.values()) {
            if (text.startsWith(type.label + ":")) {
                return named(type, text.substring(type.label.length() + 1));
            }
        }
        if (text.matches("[0-9a-f]{32}")) {
            return named(Type.TRACE, text);
        }
        return named(text.contains("#") ? Type.VARIABLE : Type.EVENT, text);
    }

    private static Optional<Reference> named(Type type, String target) {
        boolean possible =
                switch (type) {
                    case EVENT -> EventId.parse(target).isPresent();
                    case VARIABLE ->
                        target.indexOf('#') > 0
                                && EventId.parse(target.substring(0, target.indexOf('#')))
                                        .isPresent();
                    case PATTERN -> target.matches("\\d{1,9}");
                    case TRACE, QUERY -> !target.isBlank();
                };
        return possible ? Optional.of(new Reference(type, target)) : Optional.empty();
    }

    /** The event that it points at or into; nothing for a trace, a pattern or a query. */
    public Optional<EventId> event() {
        return switch (type) {
            case EVENT -> EventId.parse(target);
            case VARIABLE -> EventId.parse(target.substring(0, target.indexOf('#')));
            case TRACE, PATTERN, QUERY -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        return type == Type.EVENT || type == Type.VARIABLE ? target : type.label + ":" + target;
    }
}
