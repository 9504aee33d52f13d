package dev.faultline.text;

import dev.faultline.analysis.suspect.Reason;
import dev.faultline.analysis.suspect.Suspect;
import dev.faultline.analysis.suspect.SuspectList;
import dev.faultline.model.Attribution;
import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Suspects as JSON. */
public final class SuspectsJson {
    private SuspectsJson() {}

    /** The members of the document. */
    public static void write(JsonGenerator json, SuspectList list) {
        range(json, "incident", list.windows().incident());
        range(json, "baseline", list.windows().baseline());
        json.writeArrayPropertyStart("suspects");
        for (Suspect suspect : list.suspects()) {
            json.writeStartObject();
            suspect(json, suspect);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("notes");
        list.notes().forEach(json::writeString);
        json.writeEndArray();
    }

    /** A range as an object of its two times; what has no end has none. */
    public static void range(JsonGenerator json, String name, TimeRange range) {
        json.writeObjectPropertyStart(name);
        if (range.from() != Long.MIN_VALUE) {
            json.writeStringProperty("from", Timestamps.format(range.from()));
        }
        if (range.to() != Long.MAX_VALUE) {
            json.writeStringProperty("to", Timestamps.format(range.to()));
        }
        json.writeEndObject();
    }

    /** The members of one suspect. */
    public static void suspect(JsonGenerator json, Suspect suspect) {
        json.writeNumberProperty("rank", suspect.rank());
        json.writeStringProperty("id", suspect.id());
        json.writeStringProperty("kind", suspect.kind().label());
        json.writeStringProperty("subject", suspect.subject());
        json.writeNumberProperty("score", Math.round(suspect.score() * 1e4) / 1e4);
        if (!suspect.service().isEmpty()) {
            json.writeStringProperty("service", suspect.service());
        }
        json.writeStringProperty("state", suspect.state().label());
        reasons(json, "reasons", suspect.reasons());
        reasons(json, "counter_evidence", suspect.counterEvidence());
        json.writeStringProperty("disproof", suspect.disproof());
        Attribution attribution = suspect.attribution();
        if (attribution != null) {
            json.writeObjectPropertyStart("attribution");
            json.writeStringProperty("author", attribution.author().label());
            if (attribution.tool() != null) {
                json.writeStringProperty("tool", attribution.tool());
            }
            if (attribution.marker() != null) {
                json.writeStringProperty("marker", attribution.marker());
            }
            json.writeEndObject();
        }
    }

    private static void reasons(JsonGenerator json, String name, List<Reason> reasons) {
        json.writeArrayPropertyStart(name);
        for (Reason reason : reasons) {
            json.writeStartObject();
            json.writeStringProperty("text", reason.text());
            json.writeArrayPropertyStart("events");
            reason.events().forEach(id -> json.writeString(id.toString()));
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
