package dev.faultline.analysis.signal;

import dev.faultline.store.Block;
import dev.faultline.store.Template;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Trace and span ids that a record only has in its text ({@code TraceID: 4bf9… SpanID: 00f0…}). */
final class InlineIds {
    private static final Pattern TRACE = ids("trace", "[0-9a-f]{16}|[0-9a-f]{32}");
    private static final Pattern SPAN = ids("span", "[0-9a-f]{16}");

    long traceHigh;
    long traceLow;
    long spanId;

    private static Pattern ids(String what, String form) {
        return Pattern.compile(
                what + "[._ -]?id[\"']?\\s?[:=]?\\s?[\"']?(" + form + ")(?![0-9a-z])", Pattern.CASE_INSENSITIVE);
    }

    /** Whether messages of this template may name a trace; most do not, and their text need not be read. */
    static boolean mayStandIn(Template template) {
        return template.tokens().stream()
                .anyMatch(
                        token -> token != null && token.toLowerCase(Locale.ROOT).contains("trace"));
    }

    /** Reads them from the row's message; false where it names none. */
    boolean read(Block block, int row) throws IOException {
        String text = new String(block.message(row), StandardCharsets.UTF_8);
        Matcher trace = TRACE.matcher(text);
        Matcher span = SPAN.matcher(text);
        if (!trace.find() || !span.find()) {
            return false;
        }
        String id = trace.group(1);
        traceHigh = id.length() > 16 ? HexFormat.fromHexDigitsToLong(id, 0, 16) : 0;
        traceLow = HexFormat.fromHexDigitsToLong(id, id.length() - 16, id.length());
        spanId = HexFormat.fromHexDigitsToLong(span.group(1));
        return true;
    }
}
