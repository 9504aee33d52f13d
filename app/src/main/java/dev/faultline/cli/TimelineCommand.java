package dev.faultline.cli;

import dev.faultline.analysis.moment.Moment;
import dev.faultline.analysis.moment.Moments;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
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

/** Lists the moments that matter. */
@Command(
        name = "timeline",
        description = "The moments that matter: first error of each kind, onsets (approximate), changes, alerts.")
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
            print(Moments.of(open.reader(), range, limit, () -> false));
            return ExitCode.DONE;
        }
    }

    private void print(Moments found) {
        if (output.json) {
            JsonOutput.document(System.out, json -> {
                json.writeNumberProperty("count", found.found());
                json.writeNumberProperty(
                        "omitted", found.found() - found.moments().size());
                json.writeArrayPropertyStart("moments");
                for (Moment moment : found.moments()) {
                    json.writeStartObject();
                    moment(json, moment);
                    json.writeEndObject();
                }
                json.writeEndArray();
            });
        } else if (output.jsonLines) {
            found.moments().forEach(moment -> JsonOutput.document(System.out, json -> moment(json, moment)));
        } else {
            for (Moment moment : found.moments()) {
                System.out.printf(
                        Locale.ROOT,
                        "%s%s %-13s %c %-14s %s  #%s%n",
                        moment.approximate() ? "~" : " ",
                        Timestamps.format(moment.time()),
                        moment.type().label(),
                        moment.severity().letter(),
                        SafeText.line(moment.service() == null ? "-" : moment.service()),
                        SafeText.line(moment.sentence()),
                        moment.event());
            }
            System.err.printf(
                    Locale.ROOT,
                    "%,d of %,d moments (~ approximate)%n",
                    found.moments().size(),
                    found.found());
        }
    }

    private static void moment(JsonGenerator json, Moment moment) {
        json.writeStringProperty("time", Timestamps.format(moment.time()));
        json.writeStringProperty("type", moment.type().label());
        json.writeBooleanProperty("approximate", moment.approximate());
        if (moment.service() != null) {
            json.writeStringProperty("service", moment.service());
        }
        if (moment.severity() != Severity.UNSPECIFIED) {
            json.writeStringProperty("severity", moment.severity().label());
        }
        json.writeNumberProperty("count", moment.count());
        json.writeStringProperty("text", moment.sentence());
        json.writeStringProperty("event", moment.event().toString());
    }
}
