package dev.faultline.importers.trace;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.Limits;
import dev.faultline.importers.log.StackTraces;
import dev.faultline.importers.tree.Fields;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonRecords;
import dev.faultline.importers.tree.JsonText;
import dev.faultline.importers.tree.JsonTime;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.StackTrace;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * OpenTelemetry's traces and logs as JSON: one document, or one per line as the collector's file exporter writes them;
 * Grafana Tempo's answers, which are the same with {@code batches}. Specified by opentelemetry-proto, "OTLP/JSON".
 *
 * <p>Traps: ids are hexadecimal in either case, base64 from Tempo; 64-bit numbers are strings or numbers; enums are
 * numbers or names; snake_case names; {@code instrumentationLibrarySpans}; an empty or all-zero parent is none; a log
 * record's time may be 0, then the observed time counts; bodies may be lists of keys and values. Samples: {@code
 * traces/otlp}, {@code logs/otlp}, {@code traces/tempo}.
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
        boolean bare = start.contains("\"scopeSpans\"") || start.contains("\"scopeLogs\"");
        return named && text.contains("\"resource\"") ? 0.96 : bare ? 0.9 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        new JsonRecords(sink, Limits.JSON_DEPTH, document -> document(document, sink)).read(input);
    }

    private static void document(Json.Members document, EventSink sink) {
        Json root = document;
        for (String wrapper : List.of("result", "trace", "data")) {
            root = root.at(wrapper) instanceof Json.Members inner ? inner : root;
        }
        boolean any = false;
        for (String name : RESOURCES) {
            for (Json resource : root.at(name).items()) {
                any = true;
                resource(resource, sink);
            }
        }
        if (!any && !(root.at("scopeSpans").isEmpty() && root.at("scopeLogs").isEmpty())) {
            any = true;
            resource(root, sink);
        }
        if (!any) {
            Json.Span span = document.span();
            sink.reject(IssueCode.NOT_A_RECORD, "no spans, logs or metrics", span.offset(), span.length(), span.line());
        }
    }

    private static void resource(Json resource, EventSink sink) {
        Map<String, Json> shared = OtlpValues.attributes(resource.at("resource", "attributes"));
        for (String scopes : List.of("scopeSpans", "scope_spans", "instrumentationLibrarySpans")) {
            for (Json scope : resource.at(scopes).items()) {
                String name = scope.at("scope", "name").word();
                scope.at("spans").items().forEach(span -> span(span, shared, name, sink));
            }
        }
        for (String scopes : List.of("scopeLogs", "scope_logs", "instrumentationLibraryLogs")) {
            for (Json scope : resource.at(scopes).items()) {
                String name = scope.at("scope", "name").word();
                for (String records : List.of("logRecords", "log_records")) {
                    scope.at(records).items().forEach(log -> log(log, shared, name, sink));
                }
            }
        }
        int metrics = resource.at("scopeMetrics").items().size()
                + resource.at("scope_metrics").items().size();
        if (metrics > 0) {
            sink.report(IssueCode.NOT_A_RECORD, "metrics are kept but not read yet", -1, 0);
        }
    }

    private static Json either(Json value, String camel, String snake) {
        Json found = value.at(camel);
        return found == Json.Nothing.ABSENT ? value.at(snake) : found;
    }

    private static EventDraft begin(Json record, EventSink sink) {
        Json.Span place = record instanceof Json.Members object ? object.span() : new Json.Span(0, 0, 0);
        return sink.draft().record(place.offset(), place.shortLength(), place.line());
    }

    private static Json.Span place(Json record) {
        return record instanceof Json.Members object ? object.span() : new Json.Span(-1, 0, 0);
    }

    private static void span(Json span, Map<String, Json> shared, @Nullable String scope, EventSink sink) {
        EventDraft draft = begin(span, sink).kind(Kind.SPAN);
        Optional<Long> start = JsonTime.nanos(either(span, "startTimeUnixNano", "start_time_unix_nano"));
        Optional<Long> end = JsonTime.nanos(either(span, "endTimeUnixNano", "end_time_unix_nano"));
        time(draft, start, span, sink);
        if (start.isPresent() && end.isPresent()) {
            if (end.get() < start.get()) {
                sink.report(
                        IssueCode.CLOCK_BACKWARDS,
                        "the span ends before it begins",
                        place(span).offset(),
                        place(span).line());
            }
            draft.duration(end.get() - start.get());
        }
        draft.name(span.at("name").word());
        ids(draft, span, sink);
        Json status = span.at("status");
        String code = status.at("code").text();
        boolean failed = "2".equals(code) || "STATUS_CODE_ERROR".equals(code);
        draft.severity(failed ? Severity.ERROR.number() : 0);
        draft.message(status.at("message").text());
        Map<String, Json> own = OtlpValues.attributes(span.at("attributes"));
        StackTrace thrown = thrown(span.at("events"));
        draft.exception(thrown);
        Fields fields = common(draft, own, shared, scope);
        String kind = span.at("kind").text();
        if (kind != null) {
            fields.add("span.kind", new Json.Text(kind(kind)));
        }
        fields.add("trace_state", either(span, "traceState", "trace_state"));
        list(fields, "events", span.at("events"));
        list(fields, "links", span.at("links"));
        fields.finish(sink, place(span));
        sink.accept();
    }

    private static void list(Fields fields, String name, Json list) {
        if (!list.items().isEmpty()) {
            fields.add(name, list);
        }
    }

    private static String kind(String kind) {
        return switch (kind) {
            case "1" -> "internal";
            case "2" -> "server";
            case "3" -> "client";
            case "4" -> "producer";
            case "5" -> "consumer";
            default -> kind.replace("SPAN_KIND_", "").toLowerCase(Locale.ROOT);
        };
    }

    private static void time(EventDraft draft, Optional<Long> nanos, Json record, EventSink sink) {
        if (nanos.isPresent()) {
            draft.time(nanos.get(), TimeQuality.EXACT);
        } else {
            sink.report(
                    IssueCode.TIME_RANGE,
                    "no usable time",
                    place(record).offset(),
                    place(record).line());
        }
    }

    private static void ids(EventDraft draft, Json record, EventSink sink) {
        Ids.set(
                draft,
                Ids.hex(either(record, "traceId", "trace_id").word(), 16),
                Ids.hex(either(record, "spanId", "span_id").word(), 8),
                Ids.hex(either(record, "parentSpanId", "parent_span_id").word(), 8),
                sink,
                place(record).offset(),
                place(record).line());
    }

    private static Fields common(
            EventDraft draft, Map<String, Json> own, Map<String, Json> shared, @Nullable String scope) {
        Json service = shared.getOrDefault("service.name", Json.Nothing.ABSENT);
        draft.service(service.word());
        Json thread = own.getOrDefault("thread.name", Json.Nothing.ABSENT);
        draft.thread(thread.word());
        draft.logger(scope);
        Fields fields = new Fields(draft);
        own.forEach((key, value) -> {
            if (!key.equals("thread.name") && !key.equals("exception.stacktrace")) {
                fields.add(key, value);
            }
        });
        shared.forEach((key, value) -> {
            if (!key.equals("service.name")) {
                fields.add(own.containsKey(key) ? "resource." + key : key, value);
            }
        });
        return fields;
    }

    /** The exception of the last event that has one. */
    private static @Nullable StackTrace thrown(Json events) {
        @Nullable StackTrace thrown = null;
        for (Json event : events.items()) {
            Map<String, Json> attributes = OtlpValues.attributes(event.at("attributes"));
            if (attributes.containsKey("exception.type") || attributes.containsKey("exception.stacktrace")) {
                thrown = thrown(attributes);
            }
        }
        return thrown;
    }

    private static StackTrace thrown(Map<String, Json> attributes) {
        String type =
                attributes.getOrDefault("exception.type", Json.Nothing.ABSENT).word();
        String message = attributes
                .getOrDefault("exception.message", Json.Nothing.ABSENT)
                .text();
        String text = attributes
                .getOrDefault("exception.stacktrace", Json.Nothing.ABSENT)
                .text();
        if (text == null) {
            return new StackTrace(type == null ? "" : type, message, List.of(), null, null);
        }
        StackTrace parsed = StackTraces.parse(text);
        return new StackTrace(
                type == null ? parsed.type() : type,
                message == null ? parsed.message() : message,
                parsed.frames(),
                parsed.cause(),
                text);
    }

    private static void log(Json log, Map<String, Json> shared, @Nullable String scope, EventSink sink) {
        EventDraft draft = begin(log, sink);
        Json time = either(log, "timeUnixNano", "time_unix_nano");
        boolean zero = time.isEmpty() || "0".equals(time.text());
        time(
                draft,
                JsonTime.nanos(zero ? either(log, "observedTimeUnixNano", "observed_time_unix_nano") : time),
                log,
                sink);
        Json severity = either(log, "severityNumber", "severity_number");
        draft.severity(severity(severity, either(log, "severityText", "severity_text")));
        Json body = OtlpValues.value(log.at("body"), 0);
        draft.message(body.text() != null ? body.text() : body.isEmpty() ? "" : JsonText.of(body));
        draft.name(either(log, "eventName", "event_name").word());
        ids(draft, log, sink);
        Map<String, Json> own = OtlpValues.attributes(log.at("attributes"));
        String stack =
                own.getOrDefault("exception.stacktrace", Json.Nothing.ABSENT).text();
        if (stack != null) {
            byte[] text = stack.getBytes(StandardCharsets.UTF_8);
            draft.exceptionText(text, 0, text.length, StackTraces::parse);
        } else if (own.containsKey("exception.type")) {
            draft.exception(thrown(own));
        }
        common(draft, own, shared, scope).finish(sink, place(log));
        sink.accept();
    }

    private static int severity(Json number, Json text) {
        int value = number.number();
        if (value > 0) {
            return value;
        }
        String name = number.word() == null ? text.word() : number.word();
        return name == null
                ? 0
                : Severity.of(name.replace("SEVERITY_NUMBER_", ""))
                        .orElse(Severity.UNSPECIFIED)
                        .number();
    }
}
