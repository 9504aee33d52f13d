package dev.faultline.mcp;

import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Writes maps, lists and values as JSON. The trees are shallow: {@link Reply} saw to that. */
final class JsonTreeOutput {
    private JsonTreeOutput() {}

    static void write(JsonGenerator json, Object value) {
        switch (value) {
            case Map<?, ?> map -> {
                json.writeStartObject();
                map.forEach((key, each) -> {
                    json.writeName(String.valueOf(key));
                    write(json, each);
                });
                json.writeEndObject();
            }
            case List<?> list -> {
                json.writeStartArray();
                list.forEach(each -> write(json, each));
                json.writeEndArray();
            }
            case Boolean truth -> json.writeBoolean(truth);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Double number -> real(json, number);
            default -> json.writeString(value.toString());
        }
    }

    private static void real(JsonGenerator json, double number) {
        if (Double.isFinite(number)) {
            json.writeNumber(number);
        } else {
            json.writeString(Double.toString(number));
        }
    }
}
