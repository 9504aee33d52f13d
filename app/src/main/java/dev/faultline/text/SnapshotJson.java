package dev.faultline.text;

import dev.faultline.analysis.variable.DiscriminatingVariables;
import dev.faultline.analysis.variable.Discriminator;
import dev.faultline.analysis.variable.SnapshotSummary;
import dev.faultline.analysis.variable.ValueHunt;
import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.Severity;
import dev.faultline.model.Timestamps;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Snapshots and what is made of their variables, as the command line writes them. */
public final class SnapshotJson {
    private SnapshotJson() {}

    public static void summary(JsonGenerator json, SnapshotSummary summary) {
        Event event = summary.event();
        json.writeStringProperty("id", event.id().toString());
        if (event.hasTime()) {
            json.writeStringProperty("time", Timestamps.format(event.time()));
        }
        text(json, "service", event.service());
        text(json, "name", event.name());
        text(json, "location", summary.top() == null ? null : summary.top().toString());
        text(json, "message", event.message().isEmpty() ? null : event.message());
        if (event.severity() != Severity.UNSPECIFIED) {
            json.writeStringProperty("severity", event.severity().label());
        }
        if (event.exception() != null) {
            json.writeObjectPropertyStart("exception");
            json.writeStringProperty("type", event.exception().type());
            text(json, "message", event.exception().message());
            json.writeEndObject();
        }
        text(json, "trace_id", event.traceId());
        text(json, "thread", event.thread());
        json.writeNumberProperty("frames", summary.frames());
        json.writeNumberProperty("variables", summary.variables());
        json.writeNumberProperty("not_captured", summary.missing().size());
    }

    public static void missing(JsonGenerator json, SnapshotSummary summary) {
        text(json, "location", summary.top() == null ? null : summary.top().toString());
        json.writeArrayPropertyStart("not_captured");
        for (SnapshotSummary.Missing missing : summary.missing()) {
            json.writeStartObject();
            json.writeStringProperty("frame", missing.frame());
            json.writeStringProperty("path", missing.path());
            json.writeStringProperty("reason", missing.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    public static void places(JsonGenerator json, DiscriminatingVariables found) {
        json.writeNumberProperty("minimum", DiscriminatingVariables.LEAST);
        // The best of all places first, for those who ask for one list.
        json.writeArrayPropertyStart("variables");
        for (DiscriminatingVariables.Place place : found.places()) {
            for (Discriminator each : place.ranked()) {
                json.writeStartObject();
                discriminator(json, place, each);
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("places");
        for (DiscriminatingVariables.Place place : found.places()) {
            json.writeStartObject();
            json.writeStringProperty("place", place.name());
            text(json, "failure", place.failure().isEmpty() ? null : place.failure());
            json.writeNumberProperty("failing", place.failing());
            json.writeNumberProperty("passing", place.passing());
            json.writeNumberProperty("tried", place.tried());
            json.writeBooleanProperty("enough", place.isEnough());
            json.writeBooleanProperty("sampled", place.sampled());
            json.writeStringProperty("verdict", place.verdict());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    public static void discriminator(JsonGenerator json, DiscriminatingVariables.Place place, Discriminator found) {
        boolean enough = place.isEnough();
        json.writeStringProperty("place", place.name());
        text(json, "failure", place.failure().isEmpty() ? null : place.failure());
        json.writeStringProperty("field", found.field());
        json.writeStringProperty("path", found.field().substring(found.field().indexOf('.') + 1));
        text(json, "frame", found.frame().isEmpty() ? null : found.frame());
        json.writeStringProperty("kind", found.kind().label());
        json.writeStringProperty("predicate", found.predicate());
        text(json, "query", found.query().isEmpty() ? null : found.query());
        json.writeNumberProperty("failing", found.failing());
        json.writeNumberProperty("failing_of", found.failingOf());
        json.writeNumberProperty("passing", found.passing());
        json.writeNumberProperty("passing_of", found.passingOf());
        json.writeNumberProperty("score", found.score());
        json.writeNumberProperty("chance", found.chance());
        json.writeBooleanProperty("enough", enough);
        json.writeStringProperty("text", found.sentence() + (enough ? "" : "; too few hits"));
        ids(json, found.examples());
    }

    public static void hunt(JsonGenerator json, ValueHunt hunt) {
        json.writeStringProperty("value", hunt.value());
        json.writeNumberProperty("count", hunt.events());
        json.writeArrayPropertyStart("places");
        for (ValueHunt.Place place : hunt.places()) {
            json.writeStartObject();
            json.writeStringProperty("where", place.where());
            json.writeStringProperty("kind", place.kind());
            json.writeNumberProperty("count", place.count());
            json.writeNumberProperty("whole", place.whole());
            json.writeStringProperty("first", Timestamps.format(place.first()));
            json.writeStringProperty("last", Timestamps.format(place.last()));
            json.writeObjectPropertyStart("services");
            place.services().forEach(json::writeNumberProperty);
            json.writeEndObject();
            ids(json, place.examples());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void ids(JsonGenerator json, List<EventId> ids) {
        json.writeArrayPropertyStart("events");
        ids.forEach(id -> json.writeString(id.toString()));
        json.writeEndArray();
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }
}
