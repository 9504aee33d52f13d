package dev.faultline.importers.trace;

import dev.faultline.importers.tree.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** OTLP's attribute values as plain JSON: {@code {"intValue":"5"}} is the number 5. */
final class OtlpValues {
    private static final int DEEPEST = 20;

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
                                    new Json.Span(0, 0, 0));
                case "kvlistValue", "kvlist_value" ->
                    depth > DEEPEST
                            ? Json.Nothing.CUT
                            : new Json.Members(nested(value.at("values"), depth), new Json.Span(0, 0, 0));
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
