package dev.faultline.text;

import dev.faultline.analysis.link.Links;
import dev.faultline.model.EventId;
import tools.jackson.core.JsonGenerator;

/** Links of an event, as the command line writes them. */
public final class LinksJson {
    private LinksJson() {}

    public static void write(JsonGenerator json, EventId event, Links links) {
        json.writeStringProperty("event", event.toString());
        json.writeArrayPropertyStart("links");
        for (Links.Group group : links.groups()) {
            json.writeStartObject();
            json.writeStringProperty("to", group.to().label());
            json.writeStringProperty("reason", group.reason());
            json.writeNumberProperty("count", group.count());
            if (!group.query().isEmpty()) {
                json.writeStringProperty("query", group.query());
            }
            json.writeArrayPropertyStart("events");
            for (Links.Link link : group.links()) {
                json.writeStartObject();
                json.writeStringProperty("id", link.event().toString());
                json.writeStringProperty("text", link.text());
                if (link.frame() != null) {
                    json.writeStringProperty("frame", link.frame().toString());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("notes");
        links.notes().forEach(json::writeString);
        json.writeEndArray();
    }
}
