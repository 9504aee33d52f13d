package dev.faultline.importers.trace;

import dev.faultline.importers.Limits;
import dev.faultline.importers.tree.Fields;
import dev.faultline.importers.tree.Json;
import dev.faultline.model.AttributeValue;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The processes of a trace, made ready for the spans that name them; gives a span with its process to the sink. */
final class JaegerProcesses {
    private static final int MOST_SIMPLE = 256;

    private final Json all;
    private final Map<String, Ready> known = new HashMap<>();

    JaegerProcesses(Json all) {
        this.all = all;
    }

    /** A process made ready; not simple where it has tags that are no single values, or many. */
    private static final class Ready {
        private final byte @Nullable [] service;
        private final boolean simple;
        private final List<String> keys = new ArrayList<>();
        private final List<AttributeValue> values = new ArrayList<>();

        Ready(Json process) {
            String name = process.at("serviceName").word();
            service = name == null ? null : name.getBytes(StandardCharsets.UTF_8);
            Map<String, Json> tags = Jaeger.tags(process.at("tags"));
            boolean single = tags.size() <= MOST_SIMPLE;
            for (Map.Entry<String, Json> tag : tags.entrySet()) {
                Json value = tag.getValue();
                single &= !(value instanceof Json.Members);
                if (single && value != Json.Nothing.NULL && value != Json.Nothing.ABSENT) {
                    keys.add(tag.getKey());
                    values.add(Fields.attribute(value));
                }
            }
            simple = single && keys.size() + MOST_SIMPLE <= Limits.FIELDS;
        }
    }

    /** Gives the event that {@link Jaeger#span} gives. */
    void give(JaegerSpan span, EventSink sink) {
        Ready process = process(span.process);
        if (!span.hasIds && span.id == null || span.more != null || !process.simple) {
            Jaeger.span(span.tree(), all, sink);
            return;
        }
        Json.Span place = span.place;
        EventDraft draft = sink.draft()
                .record(place.offset(), place.shortLength(), place.line())
                .kind(Kind.SPAN);
        if (span.start >= 0) {
            draft.time(span.start * 1000, TimeQuality.EXACT);
        } else {
            sink.report(IssueCode.TIME_MISSING, "the span has no time", place.offset(), place.line());
        }
        if (span.duration >= 0) {
            draft.duration(span.duration * 1000);
        }
        ids(draft, span, sink);
        if (span.name != null) {
            draft.name(span.name.bytes(), 0, span.name.bytes().length);
        }
        if (process.service != null) {
            draft.service(process.service, 0, process.service.length);
        }
        failure(draft, span);
        attributes(draft, span, process);
        sink.accept();
    }

    private Ready process(SpanTexts.@Nullable Entry id) {
        return known.computeIfAbsent(
                id == null ? "" : id.text, text -> new Ready(id == null ? Json.Nothing.ABSENT : all.at(text)));
    }

    private static void ids(EventDraft draft, JaegerSpan span, EventSink sink) {
        if (span.hasIds) {
            draft.traceId(span.traceHigh, span.traceLow).spanId(span.idBits).parentId(span.parentBits);
            return;
        }
        boolean good = isHex(span.trace, draft::traceIdHex);
        good &= isHex(span.id, draft::spanIdHex);
        good &= isHex(span.parent, draft::parentIdHex);
        if (!good) {
            Ids.bad(sink, span.place.offset(), span.place.line());
        }
    }

    /** Takes the digits of an id. */
    private interface HexTaker {
        boolean take(byte[] digits, int from, int to);
    }

    private static boolean isHex(SpanTexts.@Nullable Entry id, HexTaker into) {
        return id == null || into.take(id.bytes(), 0, id.bytes().length);
    }

    private static void failure(EventDraft draft, JaegerSpan span) {
        String error = span.tag("error");
        if (error != null && !error.equals("false") || "ERROR".equals(span.tag("otel.status_code"))) {
            draft.severity(Severity.ERROR).message(span.tag("otel.status_description"));
        }
    }

    private static void attributes(EventDraft draft, JaegerSpan span, Ready process) {
        for (int i = 0; i < span.tags; i++) {
            AttributeValue value = span.values[i];
            if (value != null) {
                draft.attribute(span.keys[i], value);
            }
        }
        for (int i = 0; i < process.keys.size(); i++) {
            String key = process.keys.get(i);
            draft.attribute(span.has(key) ? "process." + key : key, process.values.get(i));
        }
    }
}
