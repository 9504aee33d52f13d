package dev.faultline.playbook;

import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** A run as JSON, for programs and for the case that keeps it. */
public final class RunJson {
    private RunJson() {}

    /** The run's properties, inside an object that the caller opened. */
    public static void write(JsonGenerator json, Run run) {
        json.writeStringProperty("id", run.playbook());
        json.writeStringProperty("title", run.title());
        json.writeNumberProperty("version", run.version());
        JsonParts.values(json, run.values());
        JsonParts.time(json, "onset", run.onset());
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
            JsonParts.strings(json, "steps", cause.getValue().steps());
            json.writeEndObject();
        }
        json.writeEndArray();
        JsonParts.strings(json, "path", run.path());
        json.writeStringProperty("verdict", run.verdict());
        JsonParts.text(json, "cause", run.cause());
        json.writeStringProperty("reason", run.reason());
        json.writeArrayPropertyStart("verify");
        for (FixVerdict fix : run.fixes()) {
            json.writeStartObject();
            json.writeStringProperty("id", fix.check());
            json.writeStringProperty("verdict", fix.verdict());
            json.writeStringProperty("reason", fix.reason());
            JsonParts.ids(json, fix.events());
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
        JsonParts.strings(json, "shown", step.shown());
        JsonParts.text(json, "means", step.means());
        JsonParts.strings(json, "rules_out", step.rulesOut());
        JsonParts.text(json, "note", step.note());
        JsonParts.text(json, "reading", step.reading());
        JsonParts.text(json, "override", step.override());
        JsonParts.ids(json, step.events());
        json.writeEndObject();
    }
}
