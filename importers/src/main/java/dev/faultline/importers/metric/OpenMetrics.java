package dev.faultline.importers.metric;

import dev.faultline.importers.Head;
import dev.faultline.importers.Input;
import dev.faultline.importers.Line;
import dev.faultline.importers.LineRecord;
import dev.faultline.importers.Lines;
import dev.faultline.importers.NamelessService;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonTime;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A scrape: metrics as text, in Prometheus' format 0.0.4 or as OpenMetrics 1.0. Every sample is an event. Specified by
 * Prometheus' "Exposition formats" and the OpenMetrics specification.
 *
 * <p>Traps: samples mostly have no time, then they stand where they are in the file; a time is seconds with a fraction in
 * OpenMetrics and milliseconds in 0.0.4; exemplars behind {@code #} carry a trace; OpenMetrics ends with {@code # EOF},
 * the other does not; values are NaN and +Inf too. Sample: {@code metrics/prometheus.openmetrics.txt}.
 */
public final class OpenMetrics implements NamelessService {
    private static final int LINES = 60;

    @Override
    public String format() {
        return "openmetrics";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary()) {
            return 0;
        }
        boolean type = false;
        for (String line : head.text().lines().limit(LINES).toList()) {
            boolean meta = line.startsWith("# TYPE ") || line.startsWith("# HELP ") || line.startsWith("# UNIT ");
            boolean comment = line.isBlank() || line.startsWith("#");
            type |= line.startsWith("# TYPE ");
            if (!meta && !comment && type && Sample.parse(line) == null) {
                return 0;
            }
            if (!comment && !type) {
                return 0;
            }
        }
        return type ? 0.96 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        Reading reading = new Reading(sink);
        Lines lines = input.lines(sink);
        while (lines.next() && !sink.cancelled()) {
            reading.line(lines.line());
        }
    }

    /** One reading of a scrape; knows what was said of the metric that comes next. */
    private static final class Reading {
        private final EventSink sink;
        private String metric = "";
        private @Nullable String type;
        private @Nullable String help;
        private @Nullable String unit;
        private boolean warned;

        Reading(EventSink sink) {
            this.sink = sink;
        }

        void line(Line line) {
            String text = new String(line.buffer, line.from, line.to - line.from, StandardCharsets.UTF_8);
            if (text.isBlank()) {
                return;
            }
            if (text.startsWith("#")) {
                meta(text);
                return;
            }
            Sample sample = line.cut ? null : Sample.parse(text);
            if (sample == null) {
                sink.reject(IssueCode.BAD_RECORD, "no sample of a metric", line.offset, line.length, line.number);
            } else {
                give(sample, line);
            }
        }

        private void meta(String text) {
            String[] parts = text.split(" ", 4);
            if (parts.length < 4) {
                return;
            }
            if (!parts[2].equals(metric)) {
                metric = parts[2];
                type = null;
                help = null;
                unit = null;
            }
            switch (parts[1]) {
                case "TYPE" -> type = parts[3];
                case "HELP" -> help = parts[3];
                case "UNIT" -> unit = parts[3];
                default -> {
                    // A comment.
                }
            }
        }

        private void give(Sample sample, Line line) {
            EventDraft draft = LineRecord.draft(line, sink).kind(Kind.METRIC).name(sample.name());
            Optional<Long> time =
                    sample.time() == null ? Optional.empty() : JsonTime.nanos(new Json.Text(sample.time()));
            if (time.isPresent()) {
                draft.time(time.get(), TimeQuality.EXACT);
            } else if (!warned) {
                warned = true;
                sink.report(IssueCode.TIME_MISSING, "samples of this scrape have no time", line.offset, line.number);
            }
            Map<String, Json> labels = new LinkedHashMap<>();
            sample.labels().forEach((name, value) -> {
                labels.put(name, new Json.Text(value));
                draft.attribute("label." + name, value);
            });
            draft.service(MetricLabels.service(new Json.Members(labels, new Json.Span(0, 0, 0))));
            draft.message(line.buffer, line.from, line.from + sample.end());
            draft.attribute("metric.value", MetricLabels.attribute(sample.value()));
            if (sample.name().startsWith(metric)) {
                draft.attribute("metric.type", type)
                        .attribute("metric.unit", unit)
                        .attribute("metric.description", help);
            }
            exemplar(sample, draft);
            sink.accept();
        }

        private static void exemplar(Sample sample, EventDraft draft) {
            sample.exemplar().forEach((name, value) -> {
                byte[] id = value.getBytes(StandardCharsets.ISO_8859_1);
                boolean taken =
                        switch (name) {
                            case "trace_id", "traceID", "traceId" -> draft.traceIdHex(id, 0, id.length);
                            case "span_id", "spanID", "spanId" -> draft.spanIdHex(id, 0, id.length);
                            default -> false;
                        };
                if (!taken) {
                    draft.attribute("exemplar." + name, value);
                }
            });
        }
    }
}
