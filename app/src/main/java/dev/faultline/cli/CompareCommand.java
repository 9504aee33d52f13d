package dev.faultline.cli;

import dev.faultline.analysis.compare.Comparison;
import dev.faultline.analysis.compare.Difference;
import dev.faultline.analysis.compare.Tally;
import dev.faultline.model.TimeRange;
import dev.faultline.store.Case;
import dev.faultline.text.JsonOutput;
import dev.faultline.text.SafeText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;

/** Compares two periods. */
@Command(
        name = "compare",
        description = "What is new, gone, more, less, slower between two periods, of one case or of two.")
final class CompareCommand implements Callable<Integer> {
    private static final int MOST_SHOWN = 50;

    @Mixin
    CaseOption target = new CaseOption();

    @Option(names = "--before", paramLabel = "T..T", required = true, description = "The first period.")
    String before = "";

    @Option(names = "--after", paramLabel = "T..T", required = true, description = "The second period.")
    String after = "";

    @Option(
            names = "--with",
            paramLabel = "CASE",
            description = "The case of the second period, where it is another one.")
    @Nullable
    Path with;

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() throws IOException {
        try (Case open = target.openForReading()) {
            TimeRange first = RangeArgument.parse(before, open.reader());
            Tally was = Tally.of(open.reader(), first, () -> false);
            Comparison comparison = Comparison.of(was, second(open));
            if (output.json) {
                JsonOutput.document(System.out, json -> write(json, comparison));
            } else if (output.jsonLines) {
                comparison.differences().forEach(one -> JsonOutput.document(System.out, json -> write(json, one)));
            } else {
                print(comparison);
            }
            return ExitCode.DONE;
        }
    }

    private Tally second(Case open) throws IOException {
        if (with == null) {
            return Tally.of(open.reader(), RangeArgument.parse(after, open.reader()), () -> false);
        }
        CaseOption other = new CaseOption();
        other.folder = with;
        try (Case second = other.openForReading()) {
            return Tally.of(second.reader(), RangeArgument.parse(after, second.reader()), () -> false);
        }
    }

    private static void print(Comparison comparison) {
        for (Difference.What what : Difference.What.values()) {
            List<Difference> some = comparison.differences().stream()
                    .filter(one -> one.what() == what)
                    .toList();
            if (!some.isEmpty()) {
                System.out.println(what.label());
                some.stream().limit(MOST_SHOWN).forEach(one -> {
                    StringBuilder events = new StringBuilder();
                    one.events().stream().limit(3).forEach(id -> events.append(" #")
                            .append(id));
                    System.out.println("  " + SafeText.line(one.sentence()) + events);
                });
                if (some.size() > MOST_SHOWN) {
                    System.out.printf(Locale.ROOT, "  … and %,d more%n", some.size() - MOST_SHOWN);
                }
            }
        }
        System.err.printf(
                Locale.ROOT,
                "%,d differences of %,d comparisons, together 95 %% sure%n",
                comparison.differences().size(),
                comparison.compared());
    }

    private static void write(JsonGenerator json, Comparison comparison) {
        json.writeNumberProperty("compared", comparison.compared());
        for (Difference.What what : Difference.What.values()) {
            json.writeArrayPropertyStart(what.label());
            comparison.differences().stream().filter(one -> one.what() == what).forEach(one -> {
                json.writeStartObject();
                write(json, one);
                json.writeEndObject();
            });
            json.writeEndArray();
        }
    }

    private static void write(JsonGenerator json, Difference one) {
        json.writeStringProperty("what", one.what().label());
        json.writeStringProperty("kind", one.kind());
        if (!one.service().isEmpty()) {
            json.writeStringProperty("service", one.service());
        }
        json.writeStringProperty("subject", one.subject());
        json.writeNumberProperty("before", one.before());
        json.writeNumberProperty("before_of", one.allBefore());
        json.writeNumberProperty("after", one.after());
        json.writeNumberProperty("after_of", one.allAfter());
        json.writeNumberProperty("p", one.probability());
        json.writeStringProperty("text", one.sentence());
        json.writeArrayPropertyStart("events");
        one.events().forEach(id -> json.writeString(id.toString()));
        json.writeEndArray();
    }
}
