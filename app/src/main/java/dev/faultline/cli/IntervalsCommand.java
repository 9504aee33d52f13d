package dev.faultline.cli;

import dev.faultline.analysis.interval.PairedEvents;
import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import dev.faultline.query.Hits;
import dev.faultline.store.Case;
import dev.faultline.text.JsonOutput;
import dev.faultline.text.SafeText;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;

/** Pairs events into stretches of time. */
@Command(
        name = "intervals",
        description = "What lies between each beginning and the next end that belongs to it, the longest first.")
final class IntervalsCommand implements Callable<Integer> {
    private static final double SECOND = 1e9;

    @Mixin
    CaseOption target = new CaseOption();

    @Mixin
    OutputOption output = new OutputOption();

    @Option(names = "--start", paramLabel = "QUERY", required = true, description = "What begins.")
    String start = "";

    @Option(names = "--end", paramLabel = "QUERY", required = true, description = "What ends it.")
    String end = "";

    @Option(
            names = "--by",
            paramLabel = "FIELD",
            defaultValue = "",
            description = "Both must have the same: trace_id, thread, service, attributes.NAME; none by default.")
    String by = "";

    @Mixin
    TimeOption time = new TimeOption();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "The N longest; default 100.")
    int limit = 100;

    @Override
    public Integer call() throws IOException {
        try (Case open = target.openForReading()) {
            TimeRange range = time.range(open.reader());
            Hits starts = QueryOption.search(open.reader(), start, range);
            Hits ends = QueryOption.search(open.reader(), end, range);
            print(PairedEvents.of(starts, ends, by, Math.max(0, limit), () -> false));
        }
        return ExitCode.DONE;
    }

    private void print(PairedEvents found) {
        if (output.json) {
            JsonOutput.document(System.out, json -> {
                json.writeNumberProperty("count", found.pairs());
                json.writeNumberProperty("total_seconds", found.totalNanos() / SECOND);
                json.writeNumberProperty("without_end", found.withoutEnd());
                json.writeNumberProperty("without_start", found.withoutStart());
                json.writeArrayPropertyStart("intervals");
                found.longest().forEach(pair -> {
                    json.writeStartObject();
                    pair(json, pair);
                    json.writeEndObject();
                });
                json.writeEndArray();
            });
        } else if (output.jsonLines) {
            found.longest().forEach(pair -> JsonOutput.document(System.out, json -> pair(json, pair)));
        } else {
            for (PairedEvents.Pair pair : found.longest()) {
                System.out.printf(
                        Locale.ROOT,
                        "%12.6f s  %s  %s  #%s #%s%n",
                        pair.length() / SECOND,
                        Timestamps.format(pair.from()),
                        SafeText.line(pair.key()),
                        pair.start(),
                        pair.end());
            }
            System.err.printf(
                    Locale.ROOT,
                    "%,d of %,d intervals; %,d without an end, %,d without a beginning%n",
                    found.longest().size(),
                    found.pairs(),
                    found.withoutEnd(),
                    found.withoutStart());
        }
    }

    private static void pair(JsonGenerator json, PairedEvents.Pair pair) {
        json.writeStringProperty("from", Timestamps.format(pair.from()));
        json.writeStringProperty("to", Timestamps.format(pair.to()));
        json.writeNumberProperty("seconds", pair.length() / SECOND);
        json.writeStringProperty("key", pair.key());
        json.writeStringProperty("start", pair.start().toString());
        json.writeStringProperty("end", pair.end().toString());
    }
}
