package dev.faultline.importers.web;

import dev.faultline.store.EventDraft;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The ids in the headers by which requests carry their trace. */
final class TraceContext {
    private TraceContext() {}

    /** W3C's {@code traceparent}: version, trace, span, flags. Whether it was one. */
    static boolean parent(EventDraft draft, @Nullable String header) {
        if (header == null || header.length() < 55 || header.charAt(2) != '-' || header.charAt(35) != '-') {
            return false;
        }
        byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
        return header.charAt(52) == '-' && draft.traceIdHex(text, 3, 35) && draft.spanIdHex(text, 36, 52);
    }

    /** Amazon's {@code Root=1-67891233-abcdef012345678912345678}: the digits are W3C's. */
    static void amazon(EventDraft draft, @Nullable String header) {
        int root = header == null ? -1 : header.indexOf("Root=1-");
        if (header == null || root < 0 || header.length() < root + 40) {
            return;
        }
        String id = header.substring(root + 7, root + 15) + header.substring(root + 16, root + 40);
        draft.traceIdHex(id.getBytes(StandardCharsets.ISO_8859_1), 0, 32);
    }

    /** A bare id of 16 or 32 digits. */
    static boolean trace(EventDraft draft, @Nullable String id) {
        return id != null
                && (id.length() == 32 || id.length() == 16)
                && draft.traceIdHex(id.getBytes(StandardCharsets.ISO_8859_1), 0, id.length());
    }

    /** A span's bare id. */
    static boolean span(EventDraft draft, @Nullable String id) {
        return id != null
                && id.length() == 16
                && draft.spanIdHex(id.getBytes(StandardCharsets.ISO_8859_1), 0, id.length());
    }
}
