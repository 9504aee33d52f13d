package dev.faultline.text;

import dev.faultline.model.Annotation;
import dev.faultline.model.Annotation.Citation;
import dev.faultline.model.Annotation.Entry;
import dev.faultline.model.Annotation.Hypothesis;
import dev.faultline.model.Annotation.Note;
import dev.faultline.model.Annotation.Pin;
import dev.faultline.model.IncidentField;
import dev.faultline.model.Reference;
import dev.faultline.model.Timestamps;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** The investigation's own record as the command line and bundles write it. */
public final class AnnotationJson {
    private AnnotationJson() {}

    /** All annotations of a type under its name, such as {@code pins}. */
    public static void list(JsonGenerator json, String name, List<? extends Annotation> annotations) {
        json.writeArrayPropertyStart(name);
        for (Annotation annotation : annotations) {
            json.writeStartObject();
            write(json, annotation);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** An annotation's properties, inside an object that the caller opened. */
    public static void write(JsonGenerator json, Annotation annotation) {
        Entry entry = annotation.entry();
        json.writeNumberProperty("id", entry.id());
        json.writeStringProperty("uid", entry.uid());
        switch (annotation) {
            case Pin pin -> {
                json.writeStringProperty("type", "pin");
                reference(json, pin.reference());
            }
            case Note note -> json.writeStringProperty("type", "note");
            case Hypothesis hypothesis -> {
                json.writeStringProperty("type", "hypothesis");
                json.writeStringProperty("state", hypothesis.state().label());
                citations(json, "for", hypothesis.citations(true));
                citations(json, "against", hypothesis.citations(false));
            }
        }
        json.writeStringProperty("text", entry.text());
        json.writeArrayPropertyStart("tags");
        entry.tags().forEach(json::writeString);
        json.writeEndArray();
        json.writeStringProperty("author", entry.author());
        json.writeStringProperty("created", Timestamps.format(entry.created()));
        json.writeStringProperty("changed", Timestamps.format(entry.changed()));
    }

    private static void reference(JsonGenerator json, Reference reference) {
        json.writeStringProperty("reference", reference.toString());
        reference.event().ifPresent(event -> json.writeStringProperty("event", event.toString()));
    }

    private static void citations(JsonGenerator json, String name, List<Citation> citations) {
        json.writeArrayPropertyStart(name);
        for (Citation citation : citations) {
            json.writeStartObject();
            reference(json, citation.reference());
            json.writeStringProperty("text", citation.text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** What is said of the incident. */
    public static void incident(JsonGenerator json, Map<IncidentField, String> fields) {
        json.writeObjectPropertyStart("incident");
        fields.forEach((field, value) -> json.writeStringProperty(field.label(), value));
        json.writeEndObject();
    }
}
