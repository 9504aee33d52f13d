package dev.faultline.playbook.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A value of a YAML file with its place. Asking for what is not there gives nothing or an empty collection. */
public sealed interface Node {
    /** Where it begins. */
    Mark mark();

    /** Keys and values in their order; every key once. */
    record Members(Mark mark, Map<String, Member> values) implements Node {
        /** Copies the members in their order. */
        public Members {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /** A key's place and its value. */
    record Member(Mark keyMark, Node value) {}

    /** A sequence. */
    record Items(Mark mark, List<Node> values) implements Node {
        /** Copies the items. */
        public Items {
            values = List.copyOf(values);
        }
    }

    /**
     * A scalar.
     *
     * @param text its value, quotes and escapes resolved
     * @param plain whether it stands without quotes, so that it may be a number, true, false or null
     */
    record Scalar(Mark mark, String text, boolean plain) implements Node {
        private static final Pattern NULL = Pattern.compile("|~|null|Null|NULL");
        private static final Pattern FLAG = Pattern.compile("true|True|TRUE|false|False|FALSE");
        private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+");
        private static final Pattern NUMBER = Pattern.compile(
                "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

        /** The type by YAML 1.2's core schema, in JSON Schema's words: so "no" and "on" are texts. */
        @Override
        public String type() {
            if (!plain) {
                return "string";
            }
            if (NULL.matcher(text).matches()) {
                return "null";
            }
            if (FLAG.matcher(text).matches()) {
                return "boolean";
            }
            if (INTEGER.matcher(text).matches()) {
                return "integer";
            }
            return NUMBER.matcher(text).matches() ? "number" : "string";
        }
    }

    /** JSON Schema's word for what it is. */
    default String type() {
        return switch (this) {
            case Members members -> "object";
            case Items items -> "array";
            case Scalar scalar -> scalar.type();
        };
    }

    /** The value of a key. */
    default Optional<Node> get(String key) {
        return this instanceof Members members
                ? Optional.ofNullable(members.values().get(key)).map(Member::value)
                : Optional.empty();
    }

    /** The value of a key as text; null where it is absent, null or no scalar. */
    default @Nullable String text(String key) {
        return get(key).map(Node::text).orElse(null);
    }

    /** The text of a scalar; null for anything else, null included. */
    default @Nullable String text() {
        return this instanceof Scalar scalar && !scalar.type().equals("null") ? scalar.text() : null;
    }

    /** The keys with their values. */
    default Map<String, Member> members() {
        return this instanceof Members members ? members.values() : Map.of();
    }

    /** The items of a sequence. */
    default List<Node> items() {
        return this instanceof Items items ? items.values() : List.of();
    }

    /** The items of the sequence at a key. */
    default List<Node> items(String key) {
        return get(key).map(Node::items).orElse(List.of());
    }

    /** The texts of the sequence at a key; a single text counts as a sequence of one. */
    default List<String> texts(String key) {
        return get(key).stream()
                .flatMap(value -> value instanceof Scalar ? Stream.of(value) : value.items().stream())
                .flatMap(node -> Stream.ofNullable(node.text()))
                .toList();
    }
}
