package dev.faultline.workbench;

import java.util.Optional;

/**
 * What can be typed where a query is and is none: {@code > action}, {@code @service}, {@code #template}, {@code t: time}. After {@code :} others
 * take SQL; who types it is told what is here instead.
 *
 * @param text what follows the sign
 */
record Command(Type type, String text) {
    /** What is wanted. */
    enum Type {
        ACTION,
        SERVICE,
        PATTERN,
        TIME,
        SQL
    }

    /** What Enter will do. */
    String words() {
        return switch (type) {
            case ACTION -> Words.of("query.command-action");
            case SERVICE -> Words.of("query.command-service");
            case PATTERN -> Words.of("query.command-pattern");
            case TIME -> Words.of("query.command-time");
            case SQL -> Words.of("query.no-sql");
        };
    }

    /** Nothing where it is a query, or the sign stands alone. */
    static Optional<Command> of(String typed) {
        String text = typed.strip();
        if (text.startsWith(">")) {
            return Optional.of(new Command(Type.ACTION, text.substring(1).strip()));
        }
        if (text.matches("@[^\\s:()\"]+")) {
            return Optional.of(new Command(Type.SERVICE, text.substring(1)));
        }
        if (text.matches("#\\d+")) {
            return Optional.of(new Command(Type.PATTERN, text.substring(1)));
        }
        if (text.startsWith("t:") && text.length() > 2) {
            return Optional.of(new Command(Type.TIME, text.substring(2).strip()));
        }
        return text.startsWith(":")
                ? Optional.of(new Command(Type.SQL, text.substring(1).strip()))
                : Optional.empty();
    }
}
