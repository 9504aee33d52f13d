package dev.faultline.importers.trace;

import dev.faultline.importers.tree.Json;
import dev.faultline.model.AttributeValue;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The processes of a trace, made ready for the spans that name them; gives a span with its process to the sink. */
final class JaegerProcesses {
    private final Json all;
    private final Map<String, JaegerProcess> known = new HashMap<>();

    JaegerProcesses(Json all) {
        this.all = all;
    }

    /** Gives the event that {@link Jaeger#span} gives. */
    void give(JaegerSpan span, EventSink sink) {
        JaegerProcess process = process(span.process);
        if (!span.hasIds && span.id == null || span.more != null || !process.simple) {
            Jaeger.span(span.tree(), all, sink);
            return;
        }
        give(span, process, sink);
    }

    /** The same for a span of single values that has an id, of a process that is simple. */
    static void give(JaegerSpan span, JaegerProcess process, EventSink sink) {
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

    private JaegerProcess process(SpanTexts.@Nullable Entry id) {
        return known.computeIfAbsent(
                id == null ? "" : id.text, text -> new JaegerProcess(id == null ? Json.Nothing.ABSENT : all.at(text)));
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

    private static void attributes(EventDraft draft, JaegerSpan span, JaegerProcess process) {
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
