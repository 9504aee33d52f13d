package dev.faultline.importers.tree;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON value of one record. Asking for what is not there gives {@link Nothing} or an empty collection. */
public sealed interface Json {
    /** Where an object or array stands in the source's original bytes; {@code line} from 1. */
    record Span(long offset, long length, long line) {
        /** The length as a location takes it. */
        public int shortLength() {
            return (int) Math.min(Integer.MAX_VALUE, length);
        }
    }

    /** An object, its members in their order; of equal names the last counts. */
    record Members(Map<String, Json> values, Span span) implements Json {}

    /** An array. */
    record Items(List<Json> values, Span span) implements Json {}

    /** A string. */
    record Text(String value) implements Json {}

    /** A number as it was written. */
    record Numeral(String value, boolean integral) implements Json {}

    /** true or false. */
    record Flag(boolean value) implements Json {}

    /** null, no value, or one that was beyond a limit. */
    enum Nothing implements Json {
        NULL,
        ABSENT,
        CUT
    }

    /** The value at the end of this path of names. */
    default Json at(String... path) {
        Json value = this;
        for (String name : path) {
            value = value instanceof Members object
                    ? object.values().getOrDefault(name, Nothing.ABSENT)
                    : Nothing.ABSENT;
        }
        return value;
    }

    /** The members of an object. */
    default Map<String, Json> members() {
        return this instanceof Members object ? object.values() : Map.of();
    }

    /** The elements of an array. */
    default List<Json> items() {
        return this instanceof Items array ? array.values() : List.of();
    }

    /** The text of a scalar; null for anything else, null included. */
    default @Nullable String text() {
        return switch (this) {
            case Text text -> text.value();
            case Numeral number -> number.value();
            case Flag flag -> Boolean.toString(flag.value());
            case Members object -> null;
            case Items array -> null;
            case Nothing nothing -> null;
        };
    }

    /** The text of a scalar that is not empty, else null. */
    default @Nullable String word() {
        String text = text();
        return text == null || text.isBlank() ? null : text;
    }

    /** A whole number that an {@code int} holds, also as a digit string; 0 for anything else. */
    default int number() {
        String text = text();
        if (text == null || !text.matches("-?[0-9]{1,9}")) {
            return 0;
        }
        return Integer.parseInt(text);
    }

    /** Whether it is true, or the word. */
    default boolean isTrue() {
        return "true".equals(text());
    }

    /** Whether it holds nothing: null, absent, cut, or without members or elements. */
    default boolean isEmpty() {
        return switch (this) {
            case Nothing nothing -> true;
            case Members object -> object.values().isEmpty();
            case Items array -> array.values().isEmpty();
            case Text text -> false;
            case Numeral number -> false;
            case Flag flag -> false;
        };
    }
}
