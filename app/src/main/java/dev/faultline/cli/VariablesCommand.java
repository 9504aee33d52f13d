package dev.faultline.cli;

import dev.faultline.analysis.variable.DiscriminatingVariables;
import dev.faultline.analysis.variable.Discriminator;
import dev.faultline.analysis.variable.ValueHunt;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Hits;
import dev.faultline.store.Case;
import dev.faultline.store.CaseReader;
import dev.faultline.text.JsonOutput;
import dev.faultline.text.SafeText;
import dev.faultline.text.SnapshotJson;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ranks variables, or hunts a value. */
@Command(
        name = "variables",
        description = "Ranks variables and attributes by how well they separate failing from passing hits of a place;"
                + " with --value, where else a value occurs.")
final class VariablesCommand implements Callable<Integer> {
    @Mixin
    CaseOption target = new CaseOption();

    @Mixin
    QueryOption query = new QueryOption();

    @Mixin
    OutputOption output = new OutputOption();

    @Option(
            names = "--failing",
            paramLabel = "QUERY",
            defaultValue = "severity:>=error OR exception:*",
            description = "Which hits fail; default: ${DEFAULT-VALUE}.")
    String failing = "severity:>=error OR exception:*";

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "Per place; default 20.")
    int limit = 20;

    @Option(names = "--value", paramLabel = "VALUE", description = "Where this value occurs instead.")
    @Nullable
    String value;

    @Override
    public Integer call() throws IOException {
        try (Case open = target.openForReading()) {
            CaseReader reader = open.reader();
            TimeRange range = query.range(reader);
            if (value != null) {
                hunt(ValueHunt.of(reader, value, range, () -> false));
                return ExitCode.DONE;
            }
            Hits hits =
                    query.words.isEmpty() ? QueryOption.search(reader, "kind:snapshot", range) : query.search(reader);
            Hits fails = hits.and(QueryOption.search(reader, failing, range));
            Hits passes = hits.and(QueryOption.search(reader, "NOT (" + failing + ")", range));
            print(DiscriminatingVariables.of(fails, passes, Math.max(0, limit), () -> false));
            return ExitCode.DONE;
        }
    }

    private void print(DiscriminatingVariables found) {
        if (output.json) {
            JsonOutput.document(System.out, json -> SnapshotJson.places(json, found));
            return;
        }
        if (output.jsonLines) {
            for (DiscriminatingVariables.Place place : found.places()) {
                for (Discriminator each : place.ranked()) {
                    JsonOutput.document(System.out, json -> {
                        SnapshotJson.discriminator(json, place, each);
                    });
                }
            }
            return;
        }
        List<DiscriminatingVariables.Place> comparable = found.places().stream()
                .filter(place -> place.failing() > 0 && place.passing() > 0)
                .toList();
        for (DiscriminatingVariables.Place place : comparable) {
            System.out.println(SafeText.line(place.name())
                    + (place.failure().isEmpty() ? "" : ", failing with " + SafeText.line(place.failure()))
                    + ": " + place.verdict()
                    + (place.sampled() ? " (the earliest; there are more)" : ""));
            for (Discriminator each : place.ranked()) {
                System.out.printf(
                        Locale.ROOT,
                        "  %-6s %.2f bit, chance %.2g  %s%n",
                        each.kind().label(),
                        each.score(),
                        each.chance(),
                        SafeText.line(each.sentence()));
            }
        }
        System.err.printf(
                Locale.ROOT,
                "%,d places have failing and passing hits, %,d have only one kind%n",
                comparable.size(),
                found.places().size() - comparable.size());
    }

    private void hunt(ValueHunt hunt) {
        if (output.json || output.jsonLines) {
            JsonOutput.document(System.out, json -> SnapshotJson.hunt(json, hunt));
            return;
        }
        for (ValueHunt.Place place : hunt.places()) {
            System.out.printf(
                    Locale.ROOT,
                    "%,8d %-8s %-40s %s, first #%s%n",
                    place.count(),
                    place.kind(),
                    SafeText.line(place.where()),
                    SafeText.line(String.join(", ", place.services().keySet())),
                    place.examples().getFirst());
        }
        System.err.printf(Locale.ROOT, "%,d events%n", hunt.events());
    }
}
