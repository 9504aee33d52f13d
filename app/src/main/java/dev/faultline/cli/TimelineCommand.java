package dev.faultline.cli;

import dev.faultline.analysis.moment.CaseTimeline;
import dev.faultline.model.TimeRange;
import dev.faultline.store.Case;
import dev.faultline.text.JsonOutput;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the moments that matter. */
@Command(
        name = "timeline",
        description =
                "The moments that matter: first error of each kind, onsets (approximate), changes, alerts, and what"
                        + " people pinned or noted.")
final class TimelineCommand implements Callable<Integer> {
    @Mixin
    CaseOption target = new CaseOption();

    @Mixin
    OutputOption output = new OutputOption();

    @Mixin
    TimeOption time = new TimeOption();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "500", description = "At most N moments; default 500.")
    int limit = 500;

    @Override
    public Integer call() throws IOException {
        try (Case open = target.openForReading()) {
            TimeRange range = time.range(open.reader());
            print(CaseTimeline.of(open.reader(), open.board().annotations(), range, limit, () -> false));
            return ExitCode.DONE;
        }
    }

    private void print(CaseTimeline found) {
        if (output.json) {
            JsonOutput.document(System.out, json -> {
                json.writeNumberProperty("count", found.found());
                json.writeNumberProperty(
                        "omitted", found.found() - found.entries().size());
                json.writeArrayPropertyStart("moments");
                for (CaseTimeline.Entry entry : found.entries()) {
                    json.writeStartObject();
                    TimelineEntryOutput.write(json, entry);
                    json.writeEndObject();
                }
                json.writeEndArray();
            });
        } else if (output.jsonLines) {
            found.entries()
                    .forEach(entry -> JsonOutput.document(System.out, json -> TimelineEntryOutput.write(json, entry)));
        } else {
            found.entries().forEach(entry -> System.out.println(TimelineEntryOutput.line(entry)));
            System.err.printf(
                    Locale.ROOT,
                    "%,d of %,d moments (~ approximate, ✎ said by a person)%n",
                    found.entries().size(),
                    found.found());
        }
    }
}
