package dev.faultline.importers.trace;

import dev.faultline.importers.log.StackTraces;
import dev.faultline.importers.tree.Fields;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonTime;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.StackTrace;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What SkyWalking's spans mean as events, from the query's answer and from agents' segments. */
final class SkyWalkingSpans {
    private static final Map<String, String> NAMES = Map.of(
            "url", "url.full",
            "http.method", "http.request.method",
            "http.status_code", "http.response.status_code",
            "status_code", "http.response.status_code",
            "db.statement", "db.query.text",
            "db.type", "db.system.name",
            "db.instance", "db.namespace");

    private final EventSink sink;

    SkyWalkingSpans(EventSink sink) {
        this.sink = sink;
    }

    /** All spans of a segment. */
    void segment(Json.Members segment) {
        List<Json> spans = segment.at("spans").items();
        if (spans.isEmpty()) {
            Json.Span place = segment.span();
            String detail = "a segment without spans";
            sink.reject(IssueCode.NOT_A_RECORD, detail, place.offset(), place.length(), place.line());
        }
        for (Json span : spans) {
            span(span, segment);
        }
    }

    /** One span; what its segment says of it, if it has one around it. */
    void span(Json span, Json segment) {
        Json.Span place = span instanceof Json.Members object ? object.span() : new Json.Span(-1, 0, 0);
        String number = span.at("spanId").word();
        if (number == null) {
            sink.reject(IssueCode.NOT_A_RECORD, "a span without an id", place.offset(), place.length(), place.line());
            return;
        }
        EventDraft draft = sink.draft()
                .record(place.offset(), place.shortLength(), place.line())
                .kind(Kind.SPAN);
        draft.name(first(span, "endpointName", "operationName"));
        String service = first(span, "serviceCode");
        draft.service(service == null ? first(segment, "service", "serviceName") : service);
        time(span, draft, place);
        String trace = first(span, "traceId");
        String traceId = trace == null ? first(segment, "traceId") : trace;
        ids(span, segment, traceId, number, draft);
        draft.severity(span.at("isError").isTrue() ? Severity.ERROR : Severity.UNSPECIFIED);
        StackTrace thrown = thrown(span.at("logs"));
        draft.exception(thrown);
        draft.message(thrown == null ? null : thrown.message());
        attributes(span, segment, traceId, draft, place);
        sink.accept();
    }

    private static @Nullable String first(Json value, String... names) {
        for (String name : names) {
            if (value.at(name).word() != null) {
                return value.at(name).text();
            }
        }
        return null;
    }

    private void time(Json span, EventDraft draft, Json.Span place) {
        Optional<Long> start = JsonTime.nanos(span.at("startTime"));
        Optional<Long> end = JsonTime.nanos(span.at("endTime"));
        if (start.isPresent()) {
            draft.time(start.get(), TimeQuality.EXACT);
            end.ifPresent(nanos -> draft.duration(nanos - start.get()));
        } else {
            sink.report(IssueCode.TIME_MISSING, "the span has no usable time", place.offset(), place.line());
        }
    }

    private static void ids(Json span, Json segment, @Nullable String trace, String number, EventDraft draft) {
        if (trace != null) {
            byte[] ascii = trace.getBytes(StandardCharsets.ISO_8859_1);
            if (ascii.length != 32 || !draft.traceIdHex(ascii, 0, 32)) {
                ByteBuffer hash = hash(trace);
                draft.traceId(hash.getLong(0), hash.getLong(8));
            }
        }
        String own = first(span, "segmentId");
        String segmentId = own == null ? String.valueOf(first(segment, "traceSegmentId", "segmentId")) : own;
        draft.spanId(hash(segmentId + " " + number).getLong(0));
        String parent = span.at("parentSpanId").word();
        if (parent != null && !parent.startsWith("-")) {
            draft.parentId(hash(segmentId + " " + parent).getLong(0));
            return;
        }
        for (Json reference : span.at("refs").items()) {
            String there = first(reference, "parentSegmentId", "parentTraceSegmentId");
            String id = reference.at("parentSpanId").text();
            if (there != null && id != null) {
                draft.parentId(hash(there + " " + id).getLong(0));
                return;
            }
        }
    }

    private static ByteBuffer hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private void attributes(Json span, Json segment, @Nullable String trace, EventDraft draft, Json.Span place) {
        Fields fields = new Fields(draft);
        String type = first(span, "type", "spanType");
        if (type != null) {
            fields.add("span.kind", new Json.Text(kind(type)));
        }
        tags(span.at("tags")).forEach((name, value) -> fields.add(NAMES.getOrDefault(name, name), value));
        fields.add("server.address", span.at("peer").word() == null ? Json.Nothing.ABSENT : span.at("peer"));
        Json component = span.at("component").isEmpty() ? span.at("componentId") : span.at("component");
        fields.add("component", component);
        fields.add("layer", span.at("layer").isEmpty() ? span.at("spanLayer") : span.at("layer"));
        Json instance = span.at("serviceInstanceName").isEmpty()
                ? segment.at("serviceInstance")
                : span.at("serviceInstanceName");
        fields.add("service.instance.id", instance);
        if (trace != null) {
            fields.add("skywalking.trace_id", new Json.Text(trace));
        }
        String own = first(span, "segmentId");
        String segmentId = own == null ? first(segment, "traceSegmentId") : own;
        if (segmentId != null) {
            fields.add("skywalking.segment_id", new Json.Text(segmentId));
        }
        fields.add("skywalking.span_id", span.at("spanId"));
        for (String list : List.of("refs", "logs", "attachedEvents")) {
            if (!span.at(list).items().isEmpty()) {
                fields.add(list.equals("logs") ? "events" : list, span.at(list));
            }
        }
        fields.finish(sink, place);
    }

    private static String kind(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "entry", "0" -> "server";
            case "exit", "1" -> "client";
            default -> "internal";
        };
    }

    private static Map<String, Json> tags(Json list) {
        Map<String, Json> tags = new LinkedHashMap<>();
        for (Json tag : list.items()) {
            String key = tag.at("key").word();
            if (key != null) {
                tags.put(key, tag.at("value"));
            }
        }
        return tags;
    }

    private static @Nullable StackTrace thrown(Json logs) {
        for (Json log : logs.items()) {
            Map<String, Json> data = tags(log.at("data"));
            String type = data.getOrDefault("error.kind", Json.Nothing.ABSENT).word();
            String text = data.getOrDefault("stack", Json.Nothing.ABSENT).word();
            String message = data.getOrDefault("message", Json.Nothing.ABSENT).text();
            if (text != null) {
                StackTrace parsed = StackTraces.parse(text);
                return new StackTrace(
                        type == null ? parsed.type() : type,
                        message == null ? parsed.message() : message,
                        parsed.frames(),
                        parsed.cause(),
                        text);
            }
            if (type != null) {
                return new StackTrace(type, message, List.of(), null, null);
            }
        }
        return null;
    }
}
