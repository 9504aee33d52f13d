package dev.faultline.cli;

import dev.faultline.analysis.trace.TraceComparison;
import dev.faultline.text.JsonOutput;
import dev.faultline.text.SafeText;
import dev.faultline.text.TraceJson;

/** Prints two groups of traces beside each other. */
final class ComparisonOutput {
    private ComparisonOutput() {}

    static void print(OutputOption output, TraceComparison comparison, boolean sampled) {
        if (output.json) {
            JsonOutput.document(System.out, json -> {
                json.writeNumberProperty("first", comparison.first());
                json.writeNumberProperty("second", comparison.second());
                json.writeBooleanProperty("sampled", sampled);
                json.writeArrayPropertyStart("places");
                for (TraceComparison.Place place : comparison.places()) {
                    json.writeStartObject();
                    TraceJson.place(json, place);
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeArrayPropertyStart("differences");
                comparison.differences().forEach(place -> json.writeNumber(place.index()));
                json.writeEndArray();
            });
            return;
        }
        if (output.jsonLines) {
            comparison
                    .differences()
                    .forEach(place -> JsonOutput.document(System.out, json -> TraceJson.place(json, place)));
            return;
        }
        for (TraceComparison.Place place : comparison.places()) {
            System.out.printf(
                    "%s%s · %s%n%s    %s%n",
                    "  ".repeat(Math.min(40, place.depth())),
                    SafeText.line(String.valueOf(place.service())),
                    SafeText.line(String.valueOf(place.name())),
                    "  ".repeat(Math.min(40, place.depth())),
                    place.sentence());
        }
        System.err.printf(
                "%,d traces against %,d%s; %,d of %,d places differ%n",
                comparison.first(),
                comparison.second(),
                sampled ? " (the earliest ones; there are more)" : "",
                comparison.differences().size(),
                comparison.places().size());
    }
}
