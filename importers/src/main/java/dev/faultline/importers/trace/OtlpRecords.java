package dev.faultline.importers.trace;

import dev.faultline.importers.log.StackTraces;
import dev.faultline.importers.tree.Fields;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonText;
import dev.faultline.importers.tree.JsonTime;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.StackTrace;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What OTLP's spans and log records mean as events, whichever encoding they came in. */
final class OtlpRecords {
    private OtlpRecords() {}

    /** What a record of OTLP is. */
    enum Signal {
        SPAN,
        LOG,
        METRIC
    }

    /** Gives the record to the sink. */
    static void take(Signal signal, Json record, Map<String, Json> resource, @Nullable String scope, EventSink sink) {
        switch (signal) {
            case SPAN -> span(record, resource, scope, sink);
            case LOG -> log(record, resource, scope, sink);
            case METRIC -> OtlpMetrics.metric(record, resource, scope, sink);
        }
    }

    static Json either(Json value, String camel, String snake) {
        Json found = value.at(camel);
        return found == Json.Nothing.ABSENT ? value.at(snake) : found;
    }

    static EventDraft begin(Json record, EventSink sink) {
        Json.Span place = record instanceof Json.Members object ? object.span() : new Json.Span(0, 0, 0);
        return sink.draft().record(place.offset(), place.shortLength(), place.line());
    }

    static Json.Span place(Json record) {
        return record instanceof Json.Members object ? object.span() : new Json.Span(-1, 0, 0);
    }

    static void span(Json span, Map<String, Json> shared, @Nullable String scope, EventSink sink) {
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
        ids(draft, span, place(span), sink);
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
        list(fields, "events", OtlpValues.plain(span.at("events")));
        list(fields, "links", OtlpValues.plain(span.at("links")));
        fields.finish(sink, place(span));
        sink.accept();
    }

    static void list(Fields fields, String name, Json list) {
        if (!list.items().isEmpty()) {
            fields.add(name, list);
        }
    }

    static String kind(String kind) {
        return switch (kind) {
            case "1" -> "internal";
            case "2" -> "server";
            case "3" -> "client";
            case "4" -> "producer";
            case "5" -> "consumer";
            default -> kind.replace("SPAN_KIND_", "").toLowerCase(Locale.ROOT);
        };
    }

    static void time(EventDraft draft, Optional<Long> nanos, Json record, EventSink sink) {
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

    static void ids(EventDraft draft, Json record, Json.Span place, EventSink sink) {
        Ids.set(
                draft,
                Ids.hex(either(record, "traceId", "trace_id").word(), 16),
                Ids.hex(either(record, "spanId", "span_id").word(), 8),
                Ids.hex(either(record, "parentSpanId", "parent_span_id").word(), 8),
                sink,
                place.offset(),
                place.line());
    }

    static Fields common(EventDraft draft, Map<String, Json> own, Map<String, Json> shared, @Nullable String scope) {
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
    static @Nullable StackTrace thrown(Json events) {
        @Nullable StackTrace thrown = null;
        for (Json event : events.items()) {
            Map<String, Json> attributes = OtlpValues.attributes(event.at("attributes"));
            if (attributes.containsKey("exception.type") || attributes.containsKey("exception.stacktrace")) {
                thrown = thrown(attributes);
            }
        }
        return thrown;
    }

    static StackTrace thrown(Map<String, Json> attributes) {
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

    static void log(Json log, Map<String, Json> shared, @Nullable String scope, EventSink sink) {
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
        ids(draft, log, place(log), sink);
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
