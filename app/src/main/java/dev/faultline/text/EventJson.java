package dev.faultline.text;

import dev.faultline.model.AttributeValue;
import dev.faultline.model.Change;
import dev.faultline.model.Event;
import dev.faultline.model.Severity;
import dev.faultline.model.Snapshot;
import dev.faultline.model.Source;
import dev.faultline.model.StackTrace;
import dev.faultline.model.Timestamps;
import dev.faultline.model.Variable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** An event as the command line writes it. A field that is not known is absent. */
public final class EventJson {
    private EventJson() {}

    /** The event's properties, inside an object that the caller opened. */
    public static void write(JsonGenerator json, Event event, @Nullable Source source) {
        write(json, event, source == null ? null : source.path());
    }

    /** The same where the source's path is to be shown otherwise than it is. */
    public static void write(JsonGenerator json, Event event, @Nullable String path) {
        if (event.hasTime()) {
            json.writeStringProperty("time", Timestamps.format(event.time()));
            if (event.duration() >= 0) {
                json.writeStringProperty("end", Timestamps.format(event.time() + event.duration()));
            }
        }
        json.writeStringProperty("time_quality", event.timeQuality().label());
        json.writeStringProperty("kind", event.kind().label());
        if (event.severity() != Severity.UNSPECIFIED) {
            json.writeStringProperty("severity", event.severity().label());
        }
        text(json, "service", event.service());
        text(json, "name", event.name());
        if (!event.message().isEmpty()) {
            json.writeStringProperty("message", event.message());
        }
        text(json, "trace_id", event.traceId());
        text(json, "span_id", event.spanId());
        text(json, "parent_id", event.parentId());
        text(json, "thread", event.thread());
        text(json, "logger", event.logger());
        if (event.exception() != null) {
            json.writeName("exception");
            exception(json, event.exception());
        }
        attributes(json, event.attributes());
        switch (event.detail()) {
            case Snapshot snapshot -> snapshot(json, snapshot);
            case Change change -> change(json, change);
            case null -> {}
        }
        if (event.pattern() >= 0) {
            json.writeNumberProperty("pattern", event.pattern());
        }
        source(json, event, path);
        json.writeStringProperty("id", event.id().toString());
    }

    private static void source(JsonGenerator json, Event event, @Nullable String path) {
        json.writeObjectPropertyStart("source");
        json.writeNumberProperty("id", event.location().source());
        text(json, "path", path);
        json.writeNumberProperty("offset", event.location().offset());
        json.writeNumberProperty("length", event.location().length());
        if (event.location().line() > 0) {
            json.writeNumberProperty("line", event.location().line());
        }
        json.writeEndObject();
    }

    private static void exception(JsonGenerator json, StackTrace exception) {
        int depth = 0;
        for (StackTrace each = exception; each != null; each = each.cause()) {
            json.writeStartObject();
            text(json, "type", each.type().isEmpty() ? null : each.type());
            text(json, "message", each.message());
            json.writeArrayPropertyStart("frames");
            each.frames().forEach(frame -> json.writeString(frame.toString()));
            json.writeEndArray();
            depth++;
            // Generators guard against deep documents; a chain this long says no more than its first links.
            if (each.cause() == null || depth == 50) {
                break;
            }
            json.writeName("cause");
        }
        for (int i = 0; i < depth; i++) {
            json.writeEndObject();
        }
    }

    private static void attributes(JsonGenerator json, Map<String, AttributeValue> attributes) {
        if (attributes.isEmpty()) {
            return;
        }
        json.writeObjectPropertyStart("attributes");
        attributes.forEach((key, value) -> {
            json.writeName(key);
            switch (value.type()) {
                case LONG, DOUBLE -> number(json, value.text());
                case BOOLEAN, JSON -> json.writeRawValue(value.text());
                case NULL -> json.writeNull();
                case STRING -> json.writeString(value.text());
            }
        });
        json.writeEndObject();
    }

    /** A case of before may hold a number that JSON knows no way to write, such as NaN. */
    private static void number(JsonGenerator json, String text) {
        if (Character.isDigit(text.charAt(text.length() - 1))) {
            json.writeRawValue(text);
        } else {
            json.writeString(text);
        }
    }

    private static void snapshot(JsonGenerator json, Snapshot snapshot) {
        json.writeArrayPropertyStart("frames");
        for (Snapshot.FrameVariables frame : snapshot.frames()) {
            json.writeStartObject();
            json.writeStringProperty("frame", frame.frame().toString());
            variables(json, "variables", frame.variables(), 0);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void variables(JsonGenerator json, String name, List<Variable> variables, int depth) {
        if (variables.isEmpty() || depth > 40) {
            return;
        }
        json.writeArrayPropertyStart(name);
        for (Variable variable : variables) {
            json.writeStartObject();
            json.writeStringProperty("name", variable.name());
            text(json, "type", variable.type());
            text(json, "value", variable.value());
            text(json, "not_captured", variable.notCaptured());
            variables(json, "members", variable.members(), depth + 1);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void change(JsonGenerator json, Change change) {
        json.writeObjectPropertyStart("change");
        json.writeStringProperty("type", change.type());
        text(json, "revision", change.revision());
        text(json, "author", change.author());
        json.writeStringProperty("attribution", change.attribution().author().label());
        text(json, "tool", change.attribution().tool());
        text(json, "marker", change.attribution().marker());
        strings(json, "parents", change.parents());
        strings(json, "refs", change.refs());
        json.writeArrayPropertyStart("trailers");
        change.trailers().forEach(trailer -> json.writeString(trailer.getKey() + ": " + trailer.getValue()));
        json.writeEndArray();
        json.writeArrayPropertyStart("files");
        for (Change.ChangedFile file : change.files()) {
            json.writeStartObject();
            json.writeStringProperty("path", file.path());
            text(json, "old_path", file.oldPath());
            json.writeStringProperty("status", String.valueOf(file.status()));
            if (file.added() >= 0) {
                json.writeNumberProperty("added", file.added());
                json.writeNumberProperty("removed", file.removed());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
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
}
