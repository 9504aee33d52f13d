package dev.faultline.importers.trace;

import dev.faultline.importers.Head;
import dev.faultline.importers.Limits;
import dev.faultline.importers.Line;
import dev.faultline.importers.LineImporter;
import dev.faultline.importers.LineParser;
import dev.faultline.importers.SourceContext;
import dev.faultline.importers.log.TextLog;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonTree;
import dev.faultline.store.EventSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A console log into which OpenTelemetry's logging exporter ({@code logging-otlp}) printed its records: behind the head
 * of a log line stands one resource of OTLP/JSON with its spans, logs or metrics. The other lines are read as a text log.
 *
 * <p>Traps: no wrapper around the resource; lines of 60 kB; warnings of the virtual machine in between. Samples: {@code
 * traces/otlp/payment-logging-otlp.stderr.log}.
 */
public final class OtlpConsole implements LineImporter {
    private static final byte[] RESOURCE = "{\"resource\":{".getBytes(StandardCharsets.US_ASCII);

    @Override
    public String format() {
        return "otlp-console";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary()) {
            return 0;
        }
        String text = head.text();
        int at = text.indexOf("{\"resource\":{");
        boolean behindHead = at > 0 && text.lastIndexOf('\n', at) < at - 1;
        boolean scopes =
                text.contains("\"scopeSpans\"") || text.contains("\"scopeLogs\"") || text.contains("\"scopeMetrics\"");
        boolean document = text.stripLeading().startsWith("{");
        return behindHead && scopes && !document ? 0.93 : 0;
    }

    @Override
    public LineParser parser(Head head, SourceContext context) {
        return new Parser(head, context);
    }

    /** Tells the lines apart. */
    private static final class Parser implements LineParser {
        private final Head head;
        private final SourceContext context;
        private @Nullable LineParser text;

        Parser(Head head, SourceContext context) {
            this.head = head;
            this.context = context;
        }

        @Override
        public void line(Line line, EventSink sink) {
            int start = find(line);
            if (start < 0) {
                LineParser log = text == null ? new TextLog().parser(head, context) : text;
                text = log;
                log.line(line, sink);
                return;
            }
            end(sink);
            boolean plain = line.verbatim && line.length == line.end - line.from;
            long offset = line.offset + start - line.from;
            Json.Span whole = plain ? null : new Json.Span(line.offset, line.length, line.number);
            ByteArrayInputStream bytes = new ByteArrayInputStream(line.buffer, start, line.to - start);
            try (JsonTree tree = new JsonTree(bytes, position -> offset + position, line.number, Limits.JSON_DEPTH)) {
                new OtlpStream(tree, sink, whole).read();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        @Override
        public void end(EventSink sink) {
            LineParser log = text;
            if (log != null) {
                log.end(sink);
                text = null;
            }
        }

        private static int find(Line line) {
            for (int i = line.from; i + RESOURCE.length <= line.to; i++) {
                if (line.buffer[i] == '{') {
                    boolean found =
                            java.util.Arrays.equals(line.buffer, i, i + RESOURCE.length, RESOURCE, 0, RESOURCE.length);
                    return found ? i : -1;
                }
            }
            return -1;
        }
    }
}
