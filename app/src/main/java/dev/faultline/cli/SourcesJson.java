package dev.faultline.cli;

import dev.faultline.importers.ImportReport;
import dev.faultline.importers.SourceReport;
import dev.faultline.model.Issue;
import dev.faultline.model.Source;
import dev.faultline.model.Timestamps;
import dev.faultline.store.CaseReader;
import dev.faultline.text.JsonOutput;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** The sources of a case as {@code import --json} and {@code sources --json} print them. */
final class SourcesJson {
    private static final int MOST_REJECTED = 100;

    private SourcesJson() {}

    /**
     * A source, with what its import said where that just happened.
     *
     * @param outcome what happened, empty where nothing just did
     */
    record Item(
            String path,
            String outcome,
            @org.jspecify.annotations.Nullable Source source,
            double seconds) {}

    static List<Item> imported(ImportReport report) {
        return report.sources().stream().map(SourcesJson::item).toList();
    }

    static List<Item> kept(CaseReader reader) {
        return reader.sources().stream()
                .map(source -> new Item(source.path(), "", source, source.importNanos() / 1e9))
                .toList();
    }

    private static Item item(SourceReport report) {
        return new Item(
                report.path(),
                report.outcome().name().toLowerCase(java.util.Locale.ROOT),
                report.source(),
                report.seconds());
    }

    static void write(PrintStream out, CaseReader reader, List<Item> items) {
        JsonOutput.document(out, json -> {
            json.writeArrayPropertyStart("sources");
            long events = 0;
            long rejected = 0;
            for (Item item : items) {
                json.writeStartObject();
                write(json, reader, item);
                json.writeEndObject();
                Source source = item.source();
                events += source == null ? 0 : source.events();
                rejected += source == null ? 0 : source.rejected();
            }
            json.writeEndArray();
            json.writeNumberProperty("events", events);
            json.writeNumberProperty("rejected", rejected);
        });
    }

    static void write(JsonGenerator json, CaseReader reader, Item item) {
        Source source = item.source();
        if (source != null) {
            json.writeNumberProperty("id", source.id());
        }
        json.writeStringProperty("path", item.path());
        if (!item.outcome().isEmpty()) {
            json.writeStringProperty("outcome", item.outcome());
        }
        if (source == null) {
            return;
        }
        if (source.container() != null) {
            json.writeStringProperty("container", source.container());
        }
        json.writeStringProperty("format", source.format());
        json.writeStringProperty("charset", source.charset());
        json.writeNumberProperty("bytes", source.bytes());
        if (source.sha256() != null) {
            json.writeStringProperty("sha256", source.sha256());
        }
        json.writeStringProperty("state", source.state().name().toLowerCase(java.util.Locale.ROOT));
        json.writeNumberProperty("events", source.events());
        rejected(json, reader, source);
        json.writeNumberProperty("rejected_count", source.rejected());
        json.writeNumberProperty("skipped", source.skipped());
        if (source.first() <= source.last()) {
            json.writeStringProperty("first", Timestamps.format(source.first()));
            json.writeStringProperty("last", Timestamps.format(source.last()));
        }
        if (source.zone() != null) {
            json.writeStringProperty("zone", source.zone());
        }
        json.writeNumberProperty("seconds", item.seconds());
    }

    private static void rejected(JsonGenerator json, CaseReader reader, Source source) {
        json.writeArrayPropertyStart("rejected");
        try {
            for (Issue issue : reader.issues(source.id(), 10_000).stream()
                    .filter(Issue::loss)
                    .limit(MOST_REJECTED)
                    .toList()) {
                json.writeStartObject();
                json.writeNumberProperty("line", issue.line());
                json.writeNumberProperty("offset", issue.offset());
                json.writeStringProperty("code", issue.code().name());
                json.writeStringProperty("reason", issue.detail());
                json.writeEndObject();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        json.writeEndArray();
    }
}
