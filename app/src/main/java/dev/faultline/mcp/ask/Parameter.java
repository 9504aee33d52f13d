package dev.faultline.mcp.ask;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One argument of a tool. */
public record Parameter(String name, Type type, String description, boolean required) {
    /** What a value may be. */
    public enum Type {
        TEXT,
        NUMBER,
        TEXTS
    }

    /** The query and window that most tools take. */
    public static final List<Parameter> EVENTS = List.of(
            text(
                    "query",
                    "Which events, in Lucene's classic syntax, such as: service:checkout AND severity:>=error AND"
                            + " \"timed out\". All where absent."),
            text("from", "Only events at or after this time: RFC 3339, 14:02, -15m, start."),
            text("to", "Only events before this time."));

    /** A text that may be absent. */
    public static Parameter text(String name, String description) {
        return new Parameter(name, Type.TEXT, description, false);
    }

    /** A whole number that may be absent. */
    public static Parameter number(String name, String description) {
        return new Parameter(name, Type.NUMBER, description, false);
    }

    /** A list of texts that may be absent. */
    public static Parameter texts(String name, String description) {
        return new Parameter(name, Type.TEXTS, description, false);
    }

    /** The same one, which must be there. */
    public Parameter wanted() {
        return new Parameter(name, type, description, true);
    }

    /** A tool's parameters as JSON Schema. */
    public static Map<String, Object> schema(List<Parameter> parameters) {
        Map<String, Object> properties = new LinkedHashMap<>();
        parameters.forEach(parameter -> properties.put(parameter.name(), parameter.schema()));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put(
                "required",
                parameters.stream()
                        .filter(Parameter::required)
                        .map(Parameter::name)
                        .toList());
        schema.put("additionalProperties", false);
        return schema;
    }

    private Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        switch (type) {
            case TEXT -> schema.put("type", "string");
            case NUMBER -> schema.put("type", "integer");
            case TEXTS -> {
                schema.put("type", "array");
                schema.put("items", Map.of("type", "string"));
            }
        }
        schema.put("description", description);
        return schema;
    }
}
