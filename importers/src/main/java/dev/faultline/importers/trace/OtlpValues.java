package dev.faultline.importers.trace;

import dev.faultline.importers.tree.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** OTLP's attribute values as plain JSON: {@code {"intValue":"5"}} is the number 5. */
final class OtlpValues {
    private static final int DEEPEST = 20;

    private static final Json.Span NOWHERE = new Json.Span(0, 0, 0);
    private static final Set<String> TIMES = Set.of("timeUnixNano", "time_unix_nano");

    private OtlpValues() {}

    /** The attributes of a list of keys and values, in their order. */
    static Map<String, Json> attributes(Json list) {
        Map<String, Json> attributes = new LinkedHashMap<>();
        for (Json each : list.items()) {
            String key = each.at("key").text();
            if (key != null) {
                attributes.put(key, value(each.at("value"), 0));
            }
        }
        return attributes;
    }

    /**
     * Events or links of a span with their attributes as plain members. The last stack trace stays out: it is the span's
     * exception.
     */
    static Json plain(Json list) {
        List<Json> items = new ArrayList<>();
        @Nullable Map<String, Json> thrown = null;
        for (Json each : list.items()) {
            Map<String, Json> members = new LinkedHashMap<>();
            each.members().forEach((name, value) -> {
                if (TIMES.contains(name) && value.text() != null) {
                    members.put("timeUnixNano", new Json.Text(String.valueOf(value.text())));
                } else if (!name.equals("attributes") && !value.isEmpty() && !"0".equals(value.text())) {
                    members.put(name, value);
                }
            });
            Map<String, Json> attributes = attributes(each.at("attributes"));
            thrown = attributes.containsKey("exception.stacktrace") ? attributes : thrown;
            if (!attributes.isEmpty()) {
                members.put("attributes", new Json.Members(attributes, NOWHERE));
            }
            items.add(new Json.Members(members, NOWHERE));
        }
        if (thrown != null) {
            thrown.remove("exception.stacktrace");
        }
        return new Json.Items(items, NOWHERE);
    }

    static Json value(Json any, int depth) {
        for (Map.Entry<String, Json> member : any.members().entrySet()) {
            Json value = member.getValue();
            return switch (member.getKey()) {
                case "intValue", "int_value" -> new Json.Numeral(String.valueOf(value.text()), true);
                case "doubleValue", "double_value" ->
                    value instanceof Json.Numeral ? value : new Json.Text(String.valueOf(value.text()));
                case "arrayValue", "array_value" ->
                    depth > DEEPEST
                            ? Json.Nothing.CUT
                            : new Json.Items(
                                    value.at("values").items().stream()
                                            .map(item -> value(item, depth + 1))
                                            .toList(),
                                    NOWHERE);
                case "kvlistValue", "kvlist_value" ->
                    depth > DEEPEST ? Json.Nothing.CUT : new Json.Members(nested(value.at("values"), depth), NOWHERE);
                default -> value;
            };
        }
        return any;
    }

    private static Map<String, Json> nested(Json list, int depth) {
        Map<String, Json> members = new LinkedHashMap<>();
        for (Json each : list.items()) {
            String key = each.at("key").text();
            if (key != null) {
                members.put(key, value(each.at("value"), depth + 1));
            }
        }
        return members;
    }
}
