package dev.faultline.importers.trace;

import dev.faultline.model.AttributeValue;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;

/** Gives plain spans to the sink, with what they have from around them: their resource and their scope. */
final class OtlpGiver {
    private static final AttributeValue[] KINDS = {
        AttributeValue.of("internal"),
        AttributeValue.of("server"),
        AttributeValue.of("client"),
        AttributeValue.of("producer"),
        AttributeValue.of("consumer")
    };

    private final EventSink sink;

    OtlpGiver(EventSink sink) {
        this.sink = sink;
    }

    /** The word for OTLP's number of a span's kind, from 1 to 5. */
    static AttributeValue kind(int number) {
        return KINDS[number - 1];
    }

    /** Gives the span that was read from these bytes, which stood at this place of the source. */
    void give(
            OtlpPlainSpan span,
            byte[] bytes,
            long offset,
            int length,
            long line,
            SharedAttributes shared,
            SpanTexts.Entry scope) {
        EventDraft draft = sink.draft().record(offset, length, line).kind(Kind.SPAN);
        time(draft, span.start, span.ended, offset, line);
        if (!span.fill(draft, bytes)) {
            Ids.bad(sink, offset, line);
        }
        origin(draft, shared, scope);
        span.attributes(draft, bytes);
        for (int i = 0; i < shared.keys.length; i++) {
            String key = shared.keys[i];
            draft.attribute(span.has(key) ? "resource." + key : key, shared.values[i]);
        }
        if (span.kind > 0) {
            draft.attribute("span.kind", kind(span.kind));
        }
        sink.accept();
    }

    /** Sets when it was and how long it took, or reports that this is not known. */
    void time(EventDraft draft, long start, long end, long offset, long line) {
        if (start == OtlpPlainSpan.NEVER) {
            sink.report(IssueCode.TIME_RANGE, "no usable time", offset, line);
            return;
        }
        draft.time(start, TimeQuality.EXACT);
        if (end != OtlpPlainSpan.NEVER) {
            if (end < start) {
                sink.report(IssueCode.CLOCK_BACKWARDS, "the span ends before it begins", offset, line);
            }
            draft.duration(end - start);
        }
    }

    /** What a span has from around it: its service, and its scope if that has a name, which is then no empty text. */
    static void origin(EventDraft draft, SharedAttributes shared, SpanTexts.Entry scope) {
        if (shared.service != null) {
            draft.service(shared.service, 0, shared.service.length);
        }
        if (!scope.text.isEmpty()) {
            draft.logger(scope.bytes(), 0, scope.bytes().length);
        }
    }
}
