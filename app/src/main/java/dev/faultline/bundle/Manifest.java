package dev.faultline.bundle;

import dev.faultline.text.JsonOutput;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What a bundle says of itself: where it comes from, how each source was read, and the hash of every member. */
final class Manifest {
    private Manifest() {}

    /**
     * The bundle as a whole.
     *
     * @param redactions how often which rule took something
     * @param auditEntries rows of the audit trail of the case that it comes from
     * @param auditHead hash of the last of them
     */
    record Head(String name, boolean redacted, Map<String, Long> redactions, int auditEntries, String auditHead) {}

    /**
     * A source and how it was read.
     *
     * @param last the latest time that its own clock shows: times without a year are put before it
     * @param original the member that holds its bytes; null where only its events are here
     */
    record Entry(
            int id,
            String path,
            @Nullable String container,
            String format,
            String zone,
            @Nullable String service,
            long clockOffset,
            long last,
            String sha256,
            long events,
            long rejected,
            @Nullable String original) {}

    static void write(PrintStream out, Head head, List<Entry> sources, Map<String, SealedZip.Member> members) {
        JsonOutput.document(out, json -> {
            json.writeStringProperty("format", BundleFormat.FORMAT);
            json.writeStringProperty("case", head.name());
            json.writeBooleanProperty("redacted", head.redacted());
            if (head.redacted()) {
                json.writeObjectPropertyStart("redactions");
                head.redactions().forEach(json::writeNumberProperty);
                json.writeEndObject();
            }
            json.writeObjectPropertyStart("audit");
            json.writeNumberProperty("entries", head.auditEntries());
            json.writeStringProperty("head", head.auditHead());
            json.writeEndObject();
            json.writeArrayPropertyStart("sources");
            sources.forEach(source -> source(json, source));
            json.writeEndArray();
            json.writeObjectPropertyStart("files");
            members.forEach((name, member) -> {
                json.writeObjectPropertyStart(name);
                json.writeStringProperty("sha256", member.sha256());
                json.writeNumberProperty("bytes", member.bytes());
                json.writeEndObject();
            });
            json.writeEndObject();
        });
    }

    private static void source(JsonGenerator json, Entry source) {
        json.writeStartObject();
        json.writeNumberProperty("id", source.id());
        json.writeStringProperty("path", source.path());
        if (source.container() != null) {
            json.writeStringProperty("container", source.container());
        }
        json.writeStringProperty("format", source.format());
        json.writeStringProperty("zone", source.zone());
        if (source.service() != null) {
            json.writeStringProperty("service", source.service());
        }
        json.writeNumberProperty("clock_offset", source.clockOffset());
        json.writeNumberProperty("last", source.last());
        json.writeStringProperty("sha256", source.sha256());
        json.writeNumberProperty("events", source.events());
        json.writeNumberProperty("rejected", source.rejected());
        if (source.original() != null) {
            json.writeStringProperty("original", source.original());
        }
        json.writeEndObject();
    }
}
