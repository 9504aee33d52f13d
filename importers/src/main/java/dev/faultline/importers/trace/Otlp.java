package dev.faultline.importers.trace;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.Limits;
import dev.faultline.importers.tree.JsonRecords;
import dev.faultline.importers.tree.JsonTree;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.List;

/**
 * OpenTelemetry's traces, logs and metrics as JSON: one document, or one per line as the collector's file exporter
 * writes them; Grafana Tempo's answers, which are the same with {@code batches}. Specified by opentelemetry-proto,
 * "OTLP/JSON". Lines and documents may be of any length.
 *
 * <p>Traps: ids are hexadecimal in either case, base64 from Tempo; 64-bit numbers are strings or numbers; enums are
 * numbers or names; snake_case names; {@code instrumentationLibrarySpans}; an empty or all-zero parent is none; a log
 * record's time may be 0, then the observed time counts; bodies may be lists of keys and values; a document may be one
 * resource without a wrapper. Samples: {@code traces/otlp}, {@code logs/otlp}, {@code metrics}, {@code traces/tempo}.
 */
public final class Otlp implements Importer {
    private static final List<String> RESOURCES = List.of(
            "resourceSpans",
            "resource_spans",
            "resourceLogs",
            "resource_logs",
            "batches",
            "resourceMetrics",
            "resource_metrics");
    private static final List<String> SCOPES = List.of("scopeSpans", "scopeLogs", "scopeMetrics");

    @Override
    public String format() {
        return "otlp-json";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary() || !JsonRecords.looksLikeJson(head)) {
            return 0;
        }
        String text = head.text();
        String start = text.substring(0, Math.min(text.length(), 4000));
        boolean named = RESOURCES.stream().anyMatch(name -> start.contains("\"" + name + "\""));
        // A resource may be longer than the beginning, so a document that starts with one is looked at whole.
        String bareText = text.stripLeading().startsWith("{\"resource\"") ? text : start;
        boolean bare = SCOPES.stream().anyMatch(name -> bareText.contains("\"" + name + "\""));
        boolean records = text.contains("\"resource\"") || text.contains("\"scope");
        return named && records ? 0.96 : bare ? 0.9 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        OtlpSpanReader spans = new OtlpSpanReader(sink);
        if (!JsonLines.is(input.head())) {
            try (JsonTree tree = new JsonTree(input.stream(), input::originalOffset, 1, Limits.JSON_DEPTH)) {
                new OtlpStream(tree, sink, spans).read();
            }
            return;
        }
        JsonLines lines = new JsonLines(input.stream());
        while (lines.next() && !sink.cancelled()) {
            if (spans.groups().read(lines, input::originalOffset)) {
                continue;
            }
            long start = lines.offset();
            try (JsonTree tree = new JsonTree(
                    lines, position -> input.originalOffset(start + position), lines.number(), Limits.JSON_DEPTH)) {
                new OtlpStream(tree, sink, spans).read();
            }
        }
    }
}
