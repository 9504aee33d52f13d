package dev.faultline.cli;

import dev.faultline.changes.ImportedHistory;
import dev.faultline.importers.change.CommitDiff;
import dev.faultline.model.Change;
import dev.faultline.model.Event;
import dev.faultline.model.Source;
import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import dev.faultline.query.Hits;
import dev.faultline.store.Case;
import dev.faultline.store.CaseReader;
import dev.faultline.text.AttributionText;
import dev.faultline.text.DiffText;
import dev.faultline.text.EventJson;
import dev.faultline.text.JsonOutput;
import dev.faultline.text.SafeText;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;

/** Lists changes. */
@Command(
        name = "changes",
        description =
                "Commits, deploys, flags and configuration edits, each with who or what wrote it and why we say so.")
final class ChangesCommand implements Callable<Integer> {
    @Mixin
    CaseOption target = new CaseOption();

    @Mixin
    QueryOption query = new QueryOption();

    @Mixin
    OutputOption output = new OutputOption();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "1000", description = "At most N; default 1000.")
    int limit = 1_000;

    @Option(names = "--show", paramLabel = "COMMIT", description = "What this commit changed, as a unified diff.")
    @Nullable
    String show;

    @Option(names = "--file", paramLabel = "PATH", description = "With --show: only this file.")
    @Nullable
    String file;

    @Option(names = "--context", paramLabel = "N", defaultValue = "3", description = "With --show: lines around.")
    int context = 3;

    @Override
    public Integer call() throws IOException {
        if (show != null) {
            return show(show);
        }
        try (Case open = target.openForReading()) {
            CaseReader reader = open.reader();
            Hits hits = query.search(reader).and(QueryOption.search(reader, "kind:change", TimeRange.ALL));
            // Of a long history the latest: they are the ones that an incident may come from.
            long first = Math.max(0, hits.count() - Math.max(0, limit));
            print(reader, hits.count(), counts(hits), hits.page(first, Math.max(0, limit)));
            return ExitCode.DONE;
        }
    }

    private int show(String commit) throws IOException {
        try (Case open = target.openForReading();
                ImportedHistory history = new ImportedHistory(open.reader())) {
            CommitDiff diff = history.diff(commit, file, context)
                    .orElseThrow(() -> new CommandException(
                            ExitCode.NO, "no imported repository holds the commit " + SafeText.line(commit)));
            if (output.json || output.jsonLines) {
                JsonOutput.document(System.out, json -> DiffText.write(json, diff));
            } else {
                System.out.print(DiffText.block(diff));
            }
            return ExitCode.DONE;
        }
    }

    private static Map<String, Long> counts(Hits hits) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        hits.forEach(() -> false, (block, row) -> {
            if (block.detail(row) instanceof Change change) {
                counts.merge(change.attribution().author().label(), 1L, Long::sum);
            }
        });
        return counts;
    }

    private void print(CaseReader reader, long count, Map<String, Long> attributions, List<Event> events) {
        Map<Integer, Source> sources = new HashMap<>();
        reader.sources().forEach(source -> sources.put(source.id(), source));
        if (output.json) {
            JsonOutput.document(System.out, json -> {
                json.writeNumberProperty("count", count);
                json.writeObjectPropertyStart("attributions");
                attributions.forEach(json::writeNumberProperty);
                json.writeEndObject();
                json.writeArrayPropertyStart("changes");
                for (Event event : events) {
                    json.writeStartObject();
                    change(json, event, sources.get(event.id().source()));
                    json.writeEndObject();
                }
                json.writeEndArray();
            });
        } else if (output.jsonLines) {
            events.forEach(event -> JsonOutput.document(
                    System.out,
                    json -> change(json, event, sources.get(event.id().source()))));
        } else {
            events.forEach(ChangesCommand::printLine);
            System.err.printf(Locale.ROOT, "%,d of %,d changes: %s%n", events.size(), count, attributions);
        }
    }

    private static void change(JsonGenerator json, Event event, @Nullable Source source) {
        EventJson.write(json, event, source);
        if (event.detail() instanceof Change change) {
            json.writeObjectPropertyStart("attribution");
            json.writeStringProperty("author", change.attribution().author().label());
            if (change.attribution().tool() != null) {
                json.writeStringProperty("tool", change.attribution().tool());
            }
            if (change.attribution().marker() != null) {
                json.writeStringProperty("marker", change.attribution().marker());
            }
            json.writeStringProperty("reason", AttributionText.reason(change));
            json.writeEndObject();
        }
    }

    private static void printLine(Event event) {
        String title = event.message().lines().findFirst().orElse("");
        System.out.printf(
                Locale.ROOT,
                "%s %s  %s  #%s%n",
                event.hasTime() ? Timestamps.format(event.time()) : "no time                       ",
                SafeText.line(String.valueOf(event.name())),
                SafeText.line(title),
                event.id());
        if (event.detail() instanceof Change change) {
            System.out.printf(
                    Locale.ROOT,
                    "    %s, %,d files; %s: %s%n",
                    SafeText.line(change.author() == null ? "no author" : change.author()),
                    change.files().size(),
                    change.attribution().author().label(),
                    SafeText.line(AttributionText.reason(change)));
        }
    }
}
