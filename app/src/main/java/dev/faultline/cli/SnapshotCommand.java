package dev.faultline.cli;

import dev.faultline.analysis.variable.SnapshotSummary;
import dev.faultline.model.Event;
import dev.faultline.model.Snapshot;
import dev.faultline.model.Source;
import dev.faultline.store.Case;
import dev.faultline.store.CaseReader;
import dev.faultline.text.EventJson;
import dev.faultline.text.JsonOutput;
import dev.faultline.text.SnapshotJson;
import dev.faultline.text.SnapshotText;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one snapshot. */
@Command(
        name = "snapshot",
        description = "One snapshot: frames and variables at the point of failure, what was not captured and why.")
final class SnapshotCommand implements Callable<Integer> {
    @Mixin
    CaseOption target = new CaseOption();

    @Mixin
    OutputOption output = new OutputOption();

    @Parameters(paramLabel = "ID", description = "The event's id, such as 7.0.")
    String id = "";

    @Option(names = "--depth", paramLabel = "N", defaultValue = "5", description = "Members to this depth; default 5.")
    int depth = 5;

    @Override
    public Integer call() throws IOException {
        try (Case open = target.openForReading()) {
            CaseReader reader = open.reader();
            Event event = EventArgument.find(reader, id, "snapshots");
            if (!(event.detail() instanceof Snapshot snapshot)) {
                throw new CommandException(
                        ExitCode.NO, "event " + id + " is a " + event.kind().label() + ", not a snapshot");
            }
            SnapshotSummary summary = SnapshotSummary.of(event, snapshot);
            if (output.json || output.jsonLines) {
                Source source = reader.sources().stream()
                        .filter(each -> each.id() == event.id().source())
                        .findFirst()
                        .orElse(null);
                JsonOutput.document(System.out, json -> {
                    EventJson.write(json, event, source);
                    SnapshotJson.missing(json, summary);
                });
            } else {
                System.out.println(SnapshotText.block(summary, snapshot, depth));
            }
            return ExitCode.DONE;
        }
    }
}
