package dev.faultline.playbook;

import dev.faultline.model.EventId;
import dev.faultline.model.Timestamps;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A run as JSON, for programs and for the case that keeps it. */
public final class RunJson {
    private RunJson() {}

    /** The run's properties, inside an object that the caller opened. */
    public static void write(JsonGenerator json, Run run) {
        json.writeStringProperty("id", run.playbook());
        json.writeStringProperty("title", run.title());
        json.writeNumberProperty("version", run.version());
        values(json, run.values());
        time(json, "onset", run.onset());
        json.writeArrayPropertyStart("steps");
        run.steps().forEach(step -> step(json, step));
        json.writeEndArray();
        json.writeArrayPropertyStart("causes");
        for (Map.Entry<String, Run.Support> cause : run.causes().entrySet()) {
            json.writeStartObject();
            json.writeStringProperty("id", cause.getKey());
            json.writeStringProperty("state", cause.getValue().isRuledOut() ? "ruled-out" : "supported");
            json.writeStringProperty(
                    "strength", cause.getValue().strength().name().toLowerCase(Locale.ROOT));
            strings(json, "steps", cause.getValue().steps());
            json.writeEndObject();
        }
        json.writeEndArray();
        strings(json, "path", run.path());
        json.writeStringProperty("verdict", run.verdict());
        text(json, "cause", run.cause());
        json.writeStringProperty("reason", run.reason());
        json.writeArrayPropertyStart("verify");
        for (FixVerdict fix : run.fixes()) {
            json.writeStartObject();
            json.writeStringProperty("id", fix.check());
            json.writeStringProperty("verdict", fix.verdict());
            json.writeStringProperty("reason", fix.reason());
            ids(json, fix.events());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void step(JsonGenerator json, Run.Result step) {
        json.writeStartObject();
        json.writeStringProperty("id", step.step());
        json.writeStringProperty("question", step.question());
        json.writeStringProperty("truth", step.truth().label());
        json.writeNumberProperty("count", step.count());
        json.writeStringProperty("answer", step.sentence());
        strings(json, "shown", step.shown());
        text(json, "means", step.means());
        strings(json, "rules_out", step.rulesOut());
        text(json, "note", step.note());
        text(json, "reading", step.reading());
        text(json, "override", step.override());
        ids(json, step.events());
        json.writeEndObject();
    }

    private static void values(JsonGenerator json, Map<String, String> values) {
        json.writeObjectPropertyStart("values");
        values.forEach(json::writeStringProperty);
        json.writeEndObject();
    }

    private static void ids(JsonGenerator json, List<EventId> ids) {
        strings(json, "events", ids.stream().map(EventId::toString).toList());
    }

    private static void strings(JsonGenerator json, String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }

    private static void time(JsonGenerator json, String name, @Nullable Long nanos) {
        if (nanos != null) {
            json.writeStringProperty(name, Timestamps.format(nanos));
        }
    }
}
