package dev.faultline.playbook;

import dev.faultline.model.EventId;
import dev.faultline.model.Timestamps;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The properties that offers and runs have alike. What is not known is absent. */
final class JsonParts {
    private JsonParts() {}

    static void values(JsonGenerator json, Map<String, String> values) {
        json.writeObjectPropertyStart("values");
        values.forEach(json::writeStringProperty);
        json.writeEndObject();
    }

    static void ids(JsonGenerator json, List<EventId> ids) {
        strings(json, "events", ids.stream().map(EventId::toString).toList());
    }

    static void strings(JsonGenerator json, String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    static void text(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }

    static void time(JsonGenerator json, String name, @Nullable Long nanos) {
        if (nanos != null) {
            json.writeStringProperty(name, Timestamps.format(nanos));
        }
    }
}
