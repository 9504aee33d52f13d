package dev.faultline.cli;

import dev.faultline.analysis.gap.Gap;
import dev.faultline.analysis.gap.Gaps;
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

/** Says what is missing. */
@Command(
        name = "gaps",
        description = "What the evidence does not show, each with the capture that would show it, ready to copy.")
final class GapsCommand implements Callable<Integer> {
    @Mixin
    CaseOption target = new CaseOption();

    @Mixin
    OutputOption output = new OutputOption();

    @Option(names = "--plans", description = "Print the capture plans in full.")
    boolean plans;

    @Override
    public Integer call() throws IOException {
        try (Case open = target.openForReading()) {
            Gaps found = Gaps.of(open.reader(), () -> false);
            if (output.json) {
                JsonOutput.document(System.out, json -> {
                    json.writeNumberProperty("count", found.gaps().size());
                    json.writeArrayPropertyStart("gaps");
                    for (Gap gap : found.gaps()) {
                        json.writeStartObject();
                        gap(json, gap);
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
            } else if (output.jsonLines) {
                found.gaps().forEach(gap -> JsonOutput.document(System.out, json -> gap(json, gap)));
            } else {
                found.gaps().forEach(this::print);
                System.err.printf(
                        Locale.ROOT, "%,d gaps%s%n", found.gaps().size(), plans ? "" : "; --plans prints the captures");
            }
            return ExitCode.DONE;
        }
    }

    private void print(Gap gap) {
        System.out.printf("%-21s %s%n", gap.type().label(), SafeText.line(gap.sentence()));
        System.out.printf("%-21s → %s%n", "", SafeText.line(gap.plan().title()));
        if (plans) {
            System.out.println("--- " + SafeText.line(gap.plan().file()));
            System.out.println(SafeText.block(gap.plan().text()));
        }
    }

    private static void gap(JsonGenerator json, Gap gap) {
        json.writeStringProperty("type", gap.type().label());
        json.writeStringProperty("subject", gap.subject());
        json.writeNumberProperty("count", gap.count());
        json.writeStringProperty("text", gap.sentence());
        if (gap.range() != null) {
            json.writeStringProperty("from", Timestamps.format(gap.range().from()));
            if (gap.range().to() != Long.MAX_VALUE) {
                json.writeStringProperty("to", Timestamps.format(gap.range().to()));
            }
        }
        json.writeArrayPropertyStart("events");
        gap.events().forEach(id -> json.writeString(id.toString()));
        json.writeEndArray();
        json.writeObjectPropertyStart("plan");
        json.writeStringProperty("title", gap.plan().title());
        json.writeStringProperty("file", gap.plan().file());
        json.writeStringProperty("text", gap.plan().text());
        json.writeEndObject();
    }
}
