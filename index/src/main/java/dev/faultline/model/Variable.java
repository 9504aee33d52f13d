package dev.faultline.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A variable as it was captured.
 *
 * @param name name, field, index or key
 * @param type declared or run-time type, where captured
 * @param value the value as captured; {@code "null"} for a null; absent for one that is only its members
 * @param members fields, elements or entries in their order
 * @param notCaptured why there is no value, or less than all of it ("depth", "collectionSize"); null where all of it is
 *     here
 */
public record Variable(
        String name,
        @Nullable String type,
        @Nullable String value,
        List<Variable> members,
        @Nullable String notCaptured) {
    /** Copies the members. */
    public Variable {
        members = List.copyOf(members);
    }

    /** A variable without members, captured whole. */
    public static Variable of(String name, @Nullable String type, @Nullable String value) {
        return new Variable(name, type, value, List.of(), null);
    }
}
