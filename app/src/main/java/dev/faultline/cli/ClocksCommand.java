package dev.faultline.cli;

import dev.faultline.analysis.ClockEstimate;
import dev.faultline.analysis.Clocks;
import dev.faultline.analysis.Reordering;
import dev.faultline.model.Source;
import dev.faultline.store.Case;
import dev.faultline.store.CaseReader;
import dev.faultline.text.JsonOutput;
import dev.faultline.text.SourceText;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;

/** Says how the clocks of the sources stand to each other, and sets them. */
@Command(
        name = "clocks",
        description = {
            "How the clocks of the sources stand to each other, from spans that lie within others and from shared traces.",
            "--apply sets what is added to a source's clock; it says before what that reorders. No evidence is touched,"
                    + " and applying the old value undoes it."
        },
        sortOptions = false)
final class ClocksCommand implements Callable<Integer> {
    @Mixin
    CaseOption target = new CaseOption();

    @Option(
            names = "--apply",
            paramLabel = "SOURCE=OFFSET",
            description = "Add this to the clock of the source with this number, such as 3=-1.8s; 3=0s for nothing.")
    List<String> apply = List.of();

    @Option(names = "--dry-run", description = "Only say what --apply would reorder.")
    boolean dryRun;

    @Mixin
    OutputOption output = new OutputOption();

    /** One change that was asked for. */
    private record Change(Source source, long offset, Reordering reordering) {}

    @Override
    public Integer call() throws IOException {
        boolean writes = !apply.isEmpty() && !dryRun;
        try (Case open = writes ? target.openForWriting() : target.openForReading()) {
            List<Change> changes = changes(open.reader());
            if (!changes.isEmpty() && !output.json && !output.jsonLines) {
                changes.forEach(change -> print(System.out, change));
                System.out.flush();
            }
            if (writes) {
                for (Change change : changes) {
                    open.clockOffset(change.source().id(), change.offset());
                }
            }
            CaseReader reader = open.reader();
            List<ClockEstimate> estimates = Clocks.estimate(reader, () -> false);
            if (output.json || output.jsonLines) {
                JsonOutput.document(System.out, json -> write(json, reader, estimates, changes));
            } else if (changes.isEmpty()) {
                print(System.out, reader, estimates);
            }
            return ExitCode.DONE;
        }
    }

    private List<Change> changes(CaseReader reader) {
        Map<Integer, Long> asked = new LinkedHashMap<>();
        for (String each : apply) {
            int equals = each.indexOf('=');
            if (equals < 1 || !each.substring(0, equals).matches("\\d{1,9}")) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "\"" + each + "\" is not SOURCE=OFFSET, such as 3=-1.8s; see faultline sources");
            }
            asked.put(Integer.parseInt(each.substring(0, equals)), DurationArgument.parse(each.substring(equals + 1)));
        }
        List<Change> changes = new ArrayList<>();
        asked.forEach((id, offset) -> {
            Source source = reader.sources().stream()
                    .filter(each -> each.id() == id)
                    .findFirst()
                    .orElseThrow(() -> new CommandException(
                            ExitCode.USAGE, "there is no source " + id + "; see faultline sources"));
            changes.add(new Change(source, offset, Reordering.of(reader, id, offset, () -> false)));
        });
        return changes;
    }

    private void print(PrintStream out, Change change) {
        Source source = change.source();
        Reordering reordering = change.reordering();
        out.println(name(source) + ": clock " + signed(source.clockOffset()) + " -> " + signed(change.offset()));
        out.printf(
                "    %s%,d of its %,d events %s their place among the events of other sources; the furthest passes %,d%s%n",
                reordering.part() > 1 ? "about " : "",
                reordering.moved(),
                reordering.events(),
                dryRun ? "would change" : "change",
                reordering.passed(),
                reordering.furthest() == null ? "" : " (" + reordering.furthest() + ")");
        out.println("    undo: faultline clocks --case " + target.folder + " --apply " + source.id() + "="
                + seconds(source.clockOffset()) + "s");
    }

    private static void print(PrintStream out, CaseReader reader, List<ClockEstimate> estimates) {
        if (estimates.isEmpty()) {
            out.println("no two sources share a trace: nothing says how their clocks stand to each other");
        }
        for (ClockEstimate estimate : estimates) {
            out.println(name(source(reader, estimate.source())) + "  against  "
                    + name(source(reader, estimate.reference())));
            out.println("    " + words(estimate));
            out.println("    add " + signed(estimate.offset()) + ", between " + signed(estimate.low()) + " and "
                    + signed(estimate.high()) + "; now " + signed(estimate.current()) + "; "
                    + String.format(
                            Locale.ROOT,
                            "%,d of %,d anchors agree (%s)",
                            estimate.agreeing(),
                            estimate.anchors(),
                            evidence(estimate)));
            if (estimate.looksLikeZone()) {
                out.println("    the difference looks like a time zone that the source does not name");
            }
        }
    }

    private static String words(ClockEstimate estimate) {
        return switch (estimate.verdict()) {
            case AGREES ->
                "the clocks agree; orders closer than " + seconds(estimate.uncertainty()) + " s are undecided";
            case DISAGREES -> "the clocks DISAGREE";
            case UNDECIDED -> "undecided: the anchors contradict each other";
        };
    }

    private static String evidence(ClockEstimate estimate) {
        return switch (estimate.evidence()) {
            case SPANS -> "spans that lie within others, records within their spans";
            case TRACES -> "traces that both know";
        };
    }

    private static Source source(CaseReader reader, int id) {
        return reader.sources().stream()
                .filter(each -> each.id() == id)
                .findFirst()
                .orElseThrow();
    }

    private static String name(Source source) {
        return source.id() + "  " + SourceText.path(source.path(), source.container());
    }

    private static String signed(long nanos) {
        return (nanos < 0 ? "" : "+") + seconds(nanos) + " s";
    }

    private static String seconds(long nanos) {
        return nanos == 0
                ? "0"
                : BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString();
    }

    private static void write(
            JsonGenerator json, CaseReader reader, List<ClockEstimate> estimates, List<Change> changes) {
        json.writeArrayPropertyStart("clocks");
        for (ClockEstimate estimate : estimates) {
            json.writeStartObject();
            write(json, "source", source(reader, estimate.source()));
            write(json, "reference", source(reader, estimate.reference()));
            json.writeStringProperty("verdict", estimate.verdict().name().toLowerCase(Locale.ROOT));
            json.writeNumberProperty("current_ns", estimate.current());
            json.writeNumberProperty("offset_ns", estimate.offset());
            json.writeNumberProperty("low_ns", estimate.low());
            json.writeNumberProperty("high_ns", estimate.high());
            json.writeNumberProperty("anchors", estimate.anchors());
            json.writeNumberProperty("agreeing", estimate.agreeing());
            json.writeStringProperty("evidence", estimate.evidence().name().toLowerCase(Locale.ROOT));
            json.writeBooleanProperty("looks_like_zone", estimate.looksLikeZone());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("changes");
        for (Change change : changes) {
            json.writeStartObject();
            write(json, "source", change.source());
            json.writeNumberProperty("before_ns", change.source().clockOffset());
            json.writeNumberProperty("after_ns", change.offset());
            json.writeNumberProperty("moved", change.reordering().moved());
            json.writeNumberProperty("events", change.reordering().events());
            json.writeNumberProperty("furthest_passes", change.reordering().passed());
            writeFurthest(json, change.reordering());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeFurthest(JsonGenerator json, Reordering reordering) {
        @Nullable Object furthest = reordering.furthest();
        if (furthest != null) {
            json.writeStringProperty("furthest", furthest.toString());
        }
    }

    private static void write(JsonGenerator json, String name, Source source) {
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("id", source.id());
        json.writeStringProperty("path", source.path());
        json.writeEndObject();
    }
}
