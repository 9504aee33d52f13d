package dev.faultline.cli;

import dev.faultline.analysis.trace.SpanNode;
import dev.faultline.analysis.trace.TraceComparison;
import dev.faultline.analysis.trace.TraceTree;
import dev.faultline.model.Event;
import dev.faultline.model.Kind;
import dev.faultline.model.Source;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Facet;
import dev.faultline.query.Hits;
import dev.faultline.store.Case;
import dev.faultline.store.CaseReader;
import dev.faultline.text.EventJson;
import dev.faultline.text.EventText;
import dev.faultline.text.JsonOutput;
import dev.faultline.text.TraceJson;
import dev.faultline.text.TraceText;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonGenerator;

/** Shows one trace. */
@Command(
        name = "trace",
        description = "One trace: its tree, critical path, self times, what is wrong with it, its logs and snapshots.")
final class TraceCommand implements Callable<Integer> {
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{1,32}");
    private static final int MOST_NAMED = 5;

    @Mixin
    CaseOption target = new CaseOption();

    @Mixin
    OutputOption output = new OutputOption();

    @Parameters(paramLabel = "ID", description = "The trace id, or its beginning.")
    String traceId = "";

    @Option(names = "--compare", paramLabel = "ID", description = "Compare with this trace instead.")
    @Nullable
    String other;

    @Option(names = "--logs", paramLabel = "N", defaultValue = "1000", description = "At most N logs and snapshots.")
    int records = 1_000;

    @Option(names = "--spans", paramLabel = "N", defaultValue = "200000", description = "At most N spans.")
    int spans = 200_000;

    @Override
    public Integer call() throws IOException {
        try (Case open = target.openForReading()) {
            CaseReader reader = open.reader();
            String id = whole(reader, traceId);
            Hits hits = hits(reader, id);
            TraceTree tree = TraceTree.of(id, hits, () -> false);
            if (other != null) {
                String otherId = whole(reader, other);
                TraceTree second = TraceTree.of(otherId, hits(reader, otherId), () -> false);
                ComparisonOutput.print(output, TraceComparison.of(List.of(tree), List.of(second)), false);
                return ExitCode.DONE;
            }
            Hits logs =
                    QueryOption.search(reader, "NOT kind:span", TimeRange.ALL).and(hits);
            List<Event> events = logs.page(0, Math.max(0, records));
            if (output.json || output.jsonLines) {
                JsonOutput.document(System.out, json -> json(json, reader, tree, logs.count(), events));
            } else {
                print(tree, logs.count(), events);
            }
            return ExitCode.DONE;
        }
    }

    private static String padded(String id) {
        return "0".repeat(Math.max(0, 32 - id.length())) + id.toLowerCase(Locale.ROOT);
    }

    private static Hits hits(CaseReader reader, String id) throws IOException {
        return QueryOption.search(reader, "trace_id:" + id, TimeRange.ALL);
    }

    /** The whole id: short ones of 64 bits stand behind zeros, and the beginning of a long one is enough if one has it. */
    private static String whole(CaseReader reader, String id) throws IOException {
        if (!HEX.matcher(id).matches()) {
            throw new CommandException(ExitCode.USAGE, "a trace id is up to 32 hexadecimal digits");
        }
        if (hits(reader, padded(id)).count() > 0) {
            return padded(id);
        }
        Facet begun = Facet.of(hits(reader, id.toLowerCase(Locale.ROOT) + "*"), "trace_id", MOST_NAMED, () -> false);
        List<String> ids = begun.values().stream().map(Facet.Value::value).toList();
        if (ids.isEmpty()) {
            throw new CommandException(ExitCode.NO, "no event of the case has the trace id " + id);
        }
        if (begun.distinct() > 1) {
            throw new CommandException(
                    ExitCode.USAGE,
                    begun.distinct() + " trace ids begin with " + id + ", such as " + String.join(", ", ids));
        }
        return ids.getFirst();
    }

    private void json(JsonGenerator json, CaseReader reader, TraceTree tree, long count, List<Event> events) {
        Map<Integer, Source> sources = new HashMap<>();
        reader.sources().forEach(source -> sources.put(source.id(), source));
        TraceJson.tree(json, tree, Math.max(0, spans));
        json.writeNumberProperty("records", count);
        events(
                json,
                "logs",
                events.stream().filter(event -> event.kind() == Kind.LOG).toList(),
                sources);
        events(
                json,
                "snapshots",
                events.stream().filter(event -> event.kind() == Kind.SNAPSHOT).toList(),
                sources);
        events(
                json,
                "others",
                events.stream()
                        .filter(event -> event.kind() != Kind.LOG && event.kind() != Kind.SNAPSHOT)
                        .toList(),
                sources);
    }

    private static void events(JsonGenerator json, String name, List<Event> events, Map<Integer, Source> sources) {
        json.writeArrayPropertyStart(name);
        for (Event event : events) {
            json.writeStartObject();
            EventJson.write(json, event, sources.get(event.id().source()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void print(TraceTree tree, long count, List<Event> events) {
        System.out.println(TraceText.heading(tree));
        long start = tree.spans().stream().mapToLong(SpanNode::start).min().orElse(0);
        tree.spans().stream()
                .limit(Math.max(0, spans))
                .forEach(span -> System.out.println(TraceText.line(span, start)));
        tree.problems().forEach(problem -> System.out.println("! " + TraceText.sentence(problem)));
        if (count > 0) {
            System.out.println();
            events.forEach(event -> System.out.println(EventText.line(event)));
        }
        System.err.printf(
                Locale.ROOT,
                "%,d spans (* on the critical path), %,d of %,d logs and snapshots%n",
                tree.spans().size(),
                events.size(),
                count);
    }
}
