package dev.faultline.cli;

import dev.faultline.analysis.variable.SnapshotSummary;
import dev.faultline.model.Event;
import dev.faultline.model.Snapshot;
import dev.faultline.query.Hits;
import dev.faultline.store.Case;
import dev.faultline.text.JsonOutput;
import dev.faultline.text.SnapshotJson;
import dev.faultline.text.SnapshotText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists snapshots. */
@Command(name = "snapshots", description = "Lists snapshots: where, when, why, how many variables, what is missing.")
final class SnapshotsCommand implements Callable<Integer> {
    @Mixin
    CaseOption target = new CaseOption();

    @Mixin
    QueryOption query = new QueryOption();

    @Mixin
    OutputOption output = new OutputOption();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "1000", description = "At most N; default 1000.")
    int limit = 1_000;

    @Override
    public Integer call() throws IOException {
        try (Case open = target.openForReading()) {
            Hits hits = query.search(open.reader())
                    .and(QueryOption.search(open.reader(), "kind:snapshot", query.range(open.reader())));
            List<SnapshotSummary> summaries = new ArrayList<>();
            for (Event event : hits.page(0, Math.max(0, limit))) {
                summaries.add(SnapshotSummary.of(
                        event, event.detail() instanceof Snapshot snapshot ? snapshot : new Snapshot(List.of(), null)));
            }
            print(summaries, hits.count());
            return ExitCode.DONE;
        }
    }

    private void print(List<SnapshotSummary> summaries, long count) {
        if (output.json) {
            JsonOutput.document(System.out, json -> {
                json.writeNumberProperty("count", count);
                json.writeArrayPropertyStart("snapshots");
                for (SnapshotSummary summary : summaries) {
                    json.writeStartObject();
                    SnapshotJson.summary(json, summary);
                    json.writeEndObject();
                }
                json.writeEndArray();
            });
        } else if (output.jsonLines) {
            summaries.forEach(summary -> JsonOutput.document(System.out, json -> SnapshotJson.summary(json, summary)));
        } else {
            summaries.forEach(summary -> System.out.println(SnapshotText.line(summary)));
            System.err.printf(Locale.ROOT, "%,d of %,d snapshots%n", summaries.size(), count);
        }
    }
}
