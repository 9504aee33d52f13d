package dev.faultline.importers.trace;

import dev.faultline.model.IssueCode;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Ids of traces and spans: hexadecimal, or base64 where a tool printed protobuf's JSON. */
final class Ids {
    private Ids() {}

    /** Hexadecimal digits of an id of 16 or 8 bytes; the text itself where it is no base64 of that length. */
    static @Nullable String hex(@Nullable String id, int bytes) {
        if (id == null || id.isEmpty()) {
            return null;
        }
        int base64Length = bytes == 16 ? 24 : 12;
        if (id.length() == base64Length) {
            try {
                byte[] decoded = Base64.getDecoder().decode(id);
                if (decoded.length == bytes) {
                    return HexFormat.of().formatHex(decoded);
                }
            } catch (IllegalArgumentException notBase64) {
                return id;
            }
        }
        return id;
    }

    static void set(
            EventDraft draft,
            @Nullable String trace,
            @Nullable String span,
            @Nullable String parent,
            EventSink sink,
            long offset,
            long line) {
        boolean good = trace == null || draft.traceIdHex(ascii(trace), 0, trace.length());
        good &= span == null || draft.spanIdHex(ascii(span), 0, span.length());
        good &= parent == null || draft.parentIdHex(ascii(parent), 0, parent.length());
        if (!good) {
            bad(sink, offset, line);
        }
    }

    static void bad(EventSink sink, long offset, long line) {
        String detail = "an id of the trace or span is no hexadecimal number of its length";
        sink.report(IssueCode.BAD_ID, detail, offset, line);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
