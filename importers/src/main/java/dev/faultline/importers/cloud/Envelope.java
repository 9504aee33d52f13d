package dev.faultline.importers.cloud;

import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonTime;
import dev.faultline.model.IssueCode;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What every envelope around a log record has: its place, its time, its ids. */
final class Envelope {
    private Envelope() {}

    static EventDraft draft(Json.Span place, EventSink sink) {
        return sink.draft().record(place.offset(), place.shortLength(), place.line());
    }

    /** The first of these that is a time. */
    static void time(EventDraft draft, Json.Span place, EventSink sink, Json... times) {
        for (Json each : times) {
            Optional<Long> nanos = JsonTime.nanos(each);
            if (nanos.isPresent()) {
                draft.time(nanos.get(), TimeQuality.EXACT);
                return;
            }
        }
        sink.report(IssueCode.TIME_MISSING, "the record has no time", place.offset(), place.line());
    }

    static void reject(Json.Span place, String why, EventSink sink) {
        sink.reject(IssueCode.NOT_A_RECORD, why, place.offset(), place.length(), place.line());
    }

    /** Hexadecimal ids, the trace's also behind a path; whatever else stands there is not taken. */
    static void ids(EventDraft draft, @Nullable String trace, @Nullable String span) {
        if (trace != null) {
            byte[] id = trace.substring(trace.lastIndexOf('/') + 1).getBytes(StandardCharsets.ISO_8859_1);
            if (id.length == 32 || id.length == 16) {
                draft.traceIdHex(id, 0, id.length);
            }
        }
        if (span != null && span.length() == 16) {
            draft.spanIdHex(span.getBytes(StandardCharsets.ISO_8859_1), 0, 16);
        }
    }

    /** The first of these that is a text. */
    static @Nullable String word(Json... values) {
        for (Json each : values) {
            String word = each.word();
            if (word != null) {
                return word;
            }
        }
        return null;
    }
}
