package dev.faultline.cli;

import dev.faultline.analysis.trace.TraceComparison;
import dev.faultline.analysis.trace.TraceList;
import dev.faultline.analysis.trace.TraceSummary;
import dev.faultline.analysis.trace.TraceTree;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Hits;
import dev.faultline.store.Case;
import dev.faultline.store.CaseReader;
import dev.faultline.text.JsonOutput;
import dev.faultline.text.TraceJson;
import dev.faultline.text.TraceText;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists traces. */
@Command(
        name = "traces",
        description = "Lists the traces that have a hit, or compares two groups of them by structure and duration.")
final class TracesCommand implements Callable<Integer> {
    /** So many traces of each group are compared. */
    private static final int MOST_COMPARED = 1_000;

    @Mixin
    CaseOption target = new CaseOption();

    @Mixin
    QueryOption query = new QueryOption();

    @Mixin
    OutputOption output = new OutputOption();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "At most N traces; default 100.")
    int limit = 100;

    @Option(
            names = "--order",
            paramLabel = "start|duration|errors|spans",
            defaultValue = "start",
            description = "Earliest, longest, most failed or largest first.")
    TraceList.Order order = TraceList.Order.START;

    @Option(
            names = "--against",
            paramLabel = "QUERY",
            description = "Compare the traces of QUERY (those without a hit of it, where it is \"rest\") with these.")
    @Nullable
    String against;

    @Override
    public Integer call() throws IOException {
        try (Case open = target.openForReading()) {
            CaseReader reader = open.reader();
            Hits hits = query.isEmpty() ? QueryOption.search(reader, "kind:span", TimeRange.ALL) : query.search(reader);
            if (against != null) {
                compare(reader, hits, against);
            } else {
                print(TraceList.of(hits, order, limit, () -> false));
            }
            return ExitCode.DONE;
        }
    }

    private void print(TraceList list) {
        if (output.json) {
            JsonOutput.document(System.out, json -> {
                json.writeNumberProperty("count", list.count());
                json.writeNumberProperty("failed", list.failed());
                json.writeNumberProperty("spans", list.spans());
                json.writeNumberProperty("without_spans", list.withoutSpans());
                json.writeArrayPropertyStart("traces");
                for (TraceSummary trace : list.traces()) {
                    json.writeStartObject();
                    TraceJson.summary(json, trace);
                    json.writeEndObject();
                }
                json.writeEndArray();
            });
        } else if (output.jsonLines) {
            list.traces().forEach(trace -> JsonOutput.document(System.out, json -> TraceJson.summary(json, trace)));
        } else {
            list.traces().forEach(trace -> System.out.println(TraceText.line(trace)));
            System.err.printf(
                    Locale.ROOT,
                    "%,d of %,d traces, %,d of them with a failed span; %,d spans; %,d trace ids without any span%n",
                    list.traces().size(),
                    list.count(),
                    list.failed(),
                    list.spans(),
                    list.withoutSpans());
        }
    }

    private void compare(CaseReader reader, Hits hits, String other) throws IOException {
        TraceList first = TraceList.of(hits, TraceList.Order.START, MOST_COMPARED, () -> false);
        boolean rest = other.equals("rest");
        Hits others = QueryOption.search(reader, rest ? "kind:span" : other, query.range(reader));
        TraceList second = TraceList.of(others, TraceList.Order.START, 2 * MOST_COMPARED, () -> false);
        List<String> firstIds =
                first.traces().stream().map(TraceSummary::traceId).toList();
        List<String> secondIds = second.traces().stream()
                .map(TraceSummary::traceId)
                .filter(id -> !rest || !firstIds.contains(id))
                .limit(MOST_COMPARED)
                .toList();
        TraceComparison comparison = TraceComparison.of(
                TraceTree.readAll(reader, firstIds, () -> false), TraceTree.readAll(reader, secondIds, () -> false));
        boolean sampled =
                first.count() > MOST_COMPARED || second.count() > secondIds.size() + (rest ? first.count() : 0);
        ComparisonOutput.print(output, comparison, sampled);
    }
}
