package dev.faultline.cli;

import dev.faultline.analysis.pattern.LogPattern;
import dev.faultline.analysis.pattern.PatternComparison;
import dev.faultline.analysis.pattern.PatternVariables;
import dev.faultline.analysis.pattern.Patterns;
import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import dev.faultline.query.Hits;
import dev.faultline.store.Case;
import dev.faultline.store.CaseReader;
import dev.faultline.text.JsonOutput;
import dev.faultline.text.SafeText;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;

/** Counts log templates. */
@Command(
        name = "patterns",
        description = "Counts log records by their template; with --baseline, what is new, gone, more and less.")
final class PatternsCommand implements Callable<Integer> {
    private static final String BLOCKS = " ▁▂▃▄▅▆▇█";

    @Mixin
    CaseOption target = new CaseOption();

    @Mixin
    QueryOption query = new QueryOption();

    @Mixin
    OutputOption output = new OutputOption();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "10000", description = "At most N patterns.")
    int limit = 10_000;

    @Option(
            names = "--buckets",
            paramLabel = "N",
            defaultValue = "30",
            description = "Slices of the trend; default 30.")
    int buckets = 30;

    @Option(
            names = {"--baseline"},
            paramLabel = "T..T",
            description = "Compare with this window, which may lie before or after.")
    @Nullable
    String baseline;

    @Option(
            names = {"--incident", "--window"},
            paramLabel = "T..T",
            description = "The window that is compared; default: --from to --to.")
    @Nullable
    String incident;

    @Option(names = "--variables", paramLabel = "ID", description = "What stands in the open places of this pattern.")
    @Nullable
    Integer variables;

    @Override
    public Integer call() throws IOException {
        if (buckets < 1 || buckets > 10_000) {
            throw new CommandException(ExitCode.USAGE, "--buckets must be between 1 and 10000");
        }
        try (Case open = target.openForReading()) {
            CaseReader reader = open.reader();
            if (variables != null) {
                Hits hits = query.search(reader)
                        .and(QueryOption.search(reader, "kind:log AND pattern:" + variables, query.range(reader)));
                PatternVariablesOutput.print(output, PatternVariables.of(variables, hits, 10, () -> false));
            } else if (baseline != null) {
                compare(reader, baseline);
            } else {
                print(patterns(reader, query.range(reader)));
            }
            return ExitCode.DONE;
        }
    }

    private Patterns patterns(CaseReader reader, TimeRange window) throws IOException {
        Hits logs = query.search(reader, window).and(QueryOption.search(reader, "kind:log", window));
        TimeRange trend = window.equals(TimeRange.ALL) ? extent(logs) : window;
        return Patterns.of(logs, trend, buckets, () -> false);
    }

    private static TimeRange extent(Hits hits) throws IOException {
        if (hits.count() == 0) {
            return new TimeRange(0, 1);
        }
        long first = hits.page(0, 1).getFirst().time();
        long last = hits.page(hits.count() - 1, 1).getFirst().time();
        return new TimeRange(first, last + 1);
    }

    private void compare(CaseReader reader, String base) throws IOException {
        TimeRange all = reader.range().orElse(new TimeRange(0, 1));
        TimeRange window =
                incident == null ? query.range(reader).intersect(all) : WindowArgument.parse(incident, all, reader);
        TimeRange before = WindowArgument.parse(base, all, reader);
        PatternComparison comparison =
                PatternComparison.of(patterns(reader, window), window, patterns(reader, before), before);
        if (output.json) {
            JsonOutput.document(System.out, json -> comparison(json, comparison));
        } else if (output.jsonLines) {
            first(comparison.rows()).forEach(row -> JsonOutput.document(System.out, json -> row(json, row)));
        } else {
            for (PatternComparison.Row row : first(comparison.rows())) {
                System.out.printf(
                        "%-5s %s%n      %s%n",
                        row.change().label(), SafeText.line(row.pattern().template()), SafeText.line(row.sentence()));
            }
            System.err.printf(
                    "%,d patterns; %,d log records against %,d of the baseline%n",
                    comparison.rows().size(), comparison.windowLogs(), comparison.baselineLogs());
        }
    }

    private <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(Math.max(0, limit), all.size()));
    }

    private void comparison(JsonGenerator json, PatternComparison comparison) {
        window(json, "window", comparison.window(), comparison.windowLogs());
        window(json, "baseline", comparison.baseline(), comparison.baselineLogs());
        json.writeNumberProperty("count", comparison.rows().size());
        json.writeArrayPropertyStart("patterns");
        for (PatternComparison.Row row : first(comparison.rows())) {
            json.writeStartObject();
            row(json, row);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void window(JsonGenerator json, String name, TimeRange range, long logs) {
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("from", Timestamps.format(range.from()));
        json.writeStringProperty("to", Timestamps.format(range.to()));
        json.writeNumberProperty("logs", logs);
        json.writeEndObject();
    }

    private static void row(JsonGenerator json, PatternComparison.Row row) {
        json.writeStringProperty("change", row.change().label());
        json.writeNumberProperty("baseline_count", row.baselineCount());
        json.writeNumberProperty("chance", row.chance());
        json.writeStringProperty("sentence", row.sentence());
        pattern(json, row.pattern(), row.count());
    }

    private static void pattern(JsonGenerator json, LogPattern pattern, long count) {
        json.writeNumberProperty("id", pattern.id());
        json.writeStringProperty("template", pattern.template());
        json.writeNumberProperty("count", count);
        if (pattern.first() <= pattern.last()) {
            json.writeStringProperty("first", Timestamps.format(pattern.first()));
            json.writeStringProperty("last", Timestamps.format(pattern.last()));
        }
        json.writeStringProperty("example", pattern.exampleMessage());
        json.writeStringProperty("example_id", pattern.example().toString());
        json.writeStringProperty("query", "pattern:" + pattern.id());
        json.writeObjectPropertyStart("severities");
        pattern.severities().forEach((severity, hits) -> json.writeNumberProperty(severity.label(), hits));
        json.writeEndObject();
        json.writeObjectPropertyStart("services");
        pattern.services().forEach(json::writeNumberProperty);
        json.writeEndObject();
        json.writeArrayPropertyStart("trend");
        pattern.trend().forEach(json::writeNumber);
        json.writeEndArray();
    }

    private void print(Patterns patterns) {
        List<LogPattern> shown = first(patterns.patterns());
        if (output.json) {
            JsonOutput.document(System.out, json -> {
                json.writeNumberProperty("count", patterns.patterns().size());
                json.writeNumberProperty("logs", patterns.logs());
                json.writeNumberProperty("without_pattern", patterns.without());
                json.writeObjectPropertyStart("trend");
                json.writeStringProperty(
                        "from", Timestamps.format(patterns.range().from()));
                json.writeNumberProperty("interval", patterns.interval() / 1e9);
                json.writeEndObject();
                json.writeArrayPropertyStart("patterns");
                for (LogPattern pattern : shown) {
                    json.writeStartObject();
                    pattern(json, pattern, pattern.count());
                    json.writeEndObject();
                }
                json.writeEndArray();
            });
        } else if (output.jsonLines) {
            shown.forEach(pattern -> JsonOutput.document(System.out, json -> pattern(json, pattern, pattern.count())));
        } else {
            shown.forEach(PatternsCommand::printLine);
            System.err.printf(
                    Locale.ROOT,
                    "%,d of %,d patterns; %,d log records, %,d of them without a pattern%n",
                    shown.size(),
                    patterns.patterns().size(),
                    patterns.logs(),
                    patterns.without());
        }
    }

    private static void printLine(LogPattern pattern) {
        System.out.printf(
                Locale.ROOT,
                "%,10d %c %s %-16s %s  #%d%n",
                pattern.count(),
                pattern.worst().letter(),
                spark(pattern.trend()),
                SafeText.line(String.join(",", pattern.services().keySet())),
                SafeText.line(pattern.template()),
                pattern.id());
    }

    private static String spark(List<Long> trend) {
        long highest = trend.stream().mapToLong(Long::longValue).max().orElse(0);
        StringBuilder line = new StringBuilder();
        for (long count : trend) {
            line.append(BLOCKS.charAt(count == 0 ? 0 : (int) Math.ceilDiv(count * (BLOCKS.length() - 1), highest)));
        }
        return line.toString();
    }
}
