package dev.faultline.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question to a case, as data. Text is compared without regard to case. A field is one of {@link Field} by its label,
 * or {@code attributes.NAME}, {@code var.PATH}.
 */
public sealed interface Query {
    /** Every event. */
    record All() implements Query {}

    /** Events that all clauses find. */
    record And(List<Query> clauses) implements Query {
        /** Copies the clauses. */
        public And {
            clauses = List.copyOf(clauses);
        }
    }

    /** Events that any clause finds. */
    record Or(List<Query> clauses) implements Query {
        /** Copies the clauses. */
        public Or {
            clauses = List.copyOf(clauses);
        }
    }

    /** Events that the clause does not find. */
    record Not(Query clause) implements Query {}

    /** A whole value, or for a text field a word or a phrase of words. A null field searches message, exception, name. */
    record Term(@Nullable String field, String text) implements Query {}

    /** A value or word in which {@code *} stands for any characters and {@code ?} for one. {@code *} alone: present. */
    record Wildcard(@Nullable String field, String pattern) implements Query {}

    /** A word that differs by at most {@code edits} (1 or 2). */
    record Fuzzy(@Nullable String field, String text, int edits) implements Query {}

    /** An RE2 expression that is found anywhere in the value, with regard to case. */
    record Regex(@Nullable String field, String expression) implements Query {}

    /** A range of numbers, times, durations, severities or texts; null bounds are open. */
    record Range(
            String field,
            @Nullable String from,
            boolean fromInclusive,
            @Nullable String to,
            boolean toInclusive) implements Query {}
}
