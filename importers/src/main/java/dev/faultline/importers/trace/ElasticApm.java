package dev.faultline.importers.trace;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.Limits;
import dev.faultline.importers.tree.Fields;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonRecords;
import dev.faultline.importers.tree.JsonTime;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What Elastic's APM agents send to its server (intake v2): a line of {@code metadata}, then a {@code transaction}, {@code
 * span}, {@code error}, {@code metricset} or {@code log} a line. Errors with local variables become snapshots. Specified
 * by apm-server's docs/spec/v2.
 *
 * <p>Traps: time is microseconds, duration float milliseconds; the service stands in the metadata and may be overridden in
 * {@code context.service}; the metadata holds for the lines behind it and is an event without a time of its own; an
 * error's {@code culprit} is no message. RUM's one-letter keys are not read. Samples: {@code traces/elastic-apm}.
 */
public final class ElasticApm implements Importer {
    private static final List<String> KINDS = List.of("transaction", "span", "error", "metricset", "log");

    @Override
    public String format() {
        return "elastic-apm";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary()) {
            return 0;
        }
        String text = head.text().stripLeading();
        boolean metadata = text.startsWith("{\"metadata\"") || text.startsWith("{ \"metadata\"");
        boolean agent = text.contains("\"service\"") && text.contains("\"agent\"");
        return metadata && agent ? 0.97 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        new JsonRecords(sink, Limits.JSON_DEPTH, new Lines(sink)::take).read(input);
    }

    /** The lines of one request, under the metadata read last. */
    private static final class Lines {
        private final EventSink sink;
        private Json metadata = Json.Nothing.ABSENT;
        private Map<String, Json> shared = Map.of();

        Lines(EventSink sink) {
            this.sink = sink;
        }

        void take(Json.Members line) {
            Json.Span place = line.span();
            if (line.at("metadata") instanceof Json.Members found) {
                metadata = found;
                shared = shared(found);
                metadata(found, place);
                return;
            }
            for (String kind : KINDS) {
                if (line.at(kind) instanceof Json.Members record) {
                    event(kind, record, place);
                    return;
                }
            }
            String detail = "no transaction, span, error, metricset or log";
            sink.reject(IssueCode.NOT_A_RECORD, detail, place.offset(), place.length(), place.line());
        }

        private EventDraft begin(Json record, Json.Span place) {
            String own = record.at("context", "service", "name").word();
            return sink.draft()
                    .record(place.offset(), place.shortLength(), place.line())
                    .service(own == null ? metadata.at("service", "name").word() : own);
        }

        private void metadata(Json.Members found, Json.Span place) {
            EventDraft draft = begin(Json.Nothing.ABSENT, place).severity(Severity.INFO);
            String agent = found.at("service", "agent", "name").word();
            String service = found.at("service", "name").word();
            draft.message("APM agent " + agent + " of " + service);
            finish(new Fields(draft).add("", found), place);
        }

        private void finish(Fields fields, Json.Span place) {
            fields.finish(sink, place);
            sink.accept();
        }

        private void event(String kind, Json.Members record, Json.Span place) {
            EventDraft draft = begin(record, place);
            time(record, draft, place);
            Ids.set(
                    draft,
                    record.at("trace_id").word(),
                    kind.equals("error")
                            ? record.at("parent_id").word()
                            : record.at("id").word(),
                    kind.equals("error") ? null : record.at("parent_id").word(),
                    sink,
                    place.offset(),
                    place.line());
            Fields fields = new Fields(draft);
            switch (kind) {
                case "transaction", "span" -> span(kind, record, draft, fields);
                case "error" -> ElasticErrors.error(record, draft, fields);
                case "metricset" -> metrics(record, draft, fields);
                default -> log(record, draft);
            }
            ElasticErrors.context(record, fields);
            shared.forEach(fields::add);
            finish(fields, place);
        }

        private void time(Json record, EventDraft draft, Json.Span place) {
            Json value = record.at("timestamp").isEmpty() ? record.at("@timestamp") : record.at("timestamp");
            Optional<Long> nanos = JsonTime.nanos(value);
            if (nanos.isPresent()) {
                draft.time(nanos.get(), TimeQuality.EXACT);
            } else {
                sink.report(IssueCode.TIME_MISSING, "no usable time", place.offset(), place.line());
            }
        }

        private static void span(String kind, Json record, EventDraft draft, Fields fields) {
            draft.kind(Kind.SPAN).name(record.at("name").word()).duration(nanosOfMillis(record.at("duration")));
            boolean failed = "failure".equals(record.at("outcome").text());
            String result = record.at("result").word();
            draft.severity(failed ? Severity.ERROR : Severity.UNSPECIFIED).message(failed ? result : null);
            boolean transaction = kind.equals("transaction");
            String type = String.valueOf(record.at("type").text());
            boolean client = type.startsWith("external") || type.startsWith("db") || type.startsWith("messaging");
            fields.add("span.kind", new Json.Text(transaction ? "server" : client ? "client" : "internal"));
            for (String name : List.of("type", "subtype", "action", "result", "outcome", "sync", "sampled")) {
                fields.add("elastic." + kind + "." + name, record.at(name));
            }
            fields.add("transaction.id", record.at("transaction_id"));
            fields.add("span_count", record.at("span_count"));
            if (!record.at("links").items().isEmpty()) {
                fields.add("links", record.at("links"));
            }
            if (!record.at("stacktrace").items().isEmpty()) {
                fields.add("code.stacktrace", new Json.Text(ElasticErrors.lines(record.at("stacktrace"))));
            }
        }

        private static void metrics(Json record, EventDraft draft, Fields fields) {
            Map<String, Json> samples = record.at("samples").members();
            draft.kind(Kind.METRIC)
                    .name(samples.size() == 1 ? samples.keySet().iterator().next() : "metricset")
                    .message(samples.entrySet().stream()
                            .limit(20)
                            .map(each -> each.getKey() + "="
                                    + each.getValue().at("value").text())
                            .collect(Collectors.joining(" ")));
            samples.forEach((name, sample) -> {
                Json value = sample.at("value");
                fields.add(name, value.isEmpty() ? sample : value);
            });
            fields.add("transaction.name", record.at("transaction", "name"));
            fields.add("transaction.type", record.at("transaction", "type"));
            fields.add("span.type", record.at("span", "type"));
            fields.add("span.subtype", record.at("span", "subtype"));
            fields.add("", record.at("tags"));
        }

        private static void log(Json record, EventDraft draft) {
            String level = first(record, "log.level", "log", "level");
            draft.severity(level == null ? Severity.UNSPECIFIED : ElasticErrors.severity(level))
                    .message(record.at("message").text())
                    .logger(first(record, "log.logger", "log", "logger"));
        }

        private static @Nullable String first(Json record, String dotted, String... path) {
            String flat = record.at(dotted).word();
            return flat == null ? record.at(path).word() : flat;
        }
    }

    private static Map<String, Json> shared(Json metadata) {
        Map<String, Json> shared = new LinkedHashMap<>();
        shared.put("service.version", metadata.at("service", "version"));
        shared.put("service.environment", metadata.at("service", "environment"));
        shared.put("service.instance.id", metadata.at("service", "node", "configured_name"));
        shared.put("telemetry.sdk.name", metadata.at("service", "agent", "name"));
        shared.put("host.name", host(metadata.at("system")));
        shared.put("process.pid", metadata.at("process", "pid"));
        shared.put("container.id", metadata.at("system", "container", "id"));
        shared.put("k8s.pod.name", metadata.at("system", "kubernetes", "pod", "name"));
        shared.put("labels", metadata.at("labels"));
        return shared;
    }

    private static Json host(Json system) {
        for (String name : List.of("configured_hostname", "detected_hostname", "hostname")) {
            if (!system.at(name).isEmpty()) {
                return system.at(name);
            }
        }
        return Json.Nothing.ABSENT;
    }

    /** Nanoseconds; -1 where there is no number or none that makes sense. */
    private static long nanosOfMillis(Json millis) {
        String text = millis.text();
        if (text == null || text.length() > 30) {
            return -1;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return Math.abs(number.scale()) > 40
                    ? -1
                    : number.movePointRight(6).setScale(0, RoundingMode.HALF_UP).longValueExact();
        } catch (NumberFormatException | ArithmeticException noNumber) {
            return -1;
        }
    }
}
