package dev.faultline.importers.log;

import dev.faultline.importers.Limits;
import dev.faultline.importers.SourceContext;
import dev.faultline.importers.tree.BadJson;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonTree;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Log lines that stand in a field of another record, as the exports of log stores have them: the store knows the time and
 * where it came from, the line knows the rest.
 */
public final class InnerText {
    private static final List<String> MESSAGES =
            List.of("message", "msg", "short_message", "event", "log", "body", "M");

    private final LineHeader header;
    private final JsonEvent json;

    /** Times without a zone are in the context's. */
    public InnerText(SourceContext context) {
        header = new LineHeader(context);
        json = new JsonEvent(context);
    }

    /** Reads a line of whatever form into the draft, whose time, where it has one, stays. */
    public void put(EventDraft draft, String text, int knownSeverity, Json.Span place, EventSink sink) {
        Json.Members record = new Json.Members(Map.of("message", new Json.Text(text)), place);
        Json.Members unfolded = unfold(record, "message");
        if (unfolded.equals(record)) {
            fill(draft, text, knownSeverity);
        } else {
            json.fillBesideTime(unfolded, draft, place, sink);
        }
    }

    /**
     * The record with the members of the JSON or logfmt line that this member of it holds in its place; the record itself
     * where it holds none. What the record says of a name that the line has too is left out.
     */
    public static Json.Members unfold(Json.Members record, String name) {
        String text = record.at(name).word();
        Json.Members inner = text == null ? null : parse(text, record.span());
        if (text == null || inner == null) {
            return record;
        }
        boolean speaks = MESSAGES.stream().anyMatch(inner.values()::containsKey);
        if (!speaks && !text.startsWith("{")) {
            return record;
        }
        Map<String, Json> all = new LinkedHashMap<>(inner.values());
        record.values().forEach((key, value) -> {
            if (!key.equals(name) || !speaks) {
                all.putIfAbsent(key, value);
            }
        });
        return new Json.Members(all, record.span());
    }

    /** The JSON object that a text is, where it has a message; null for any other text. */
    static Json.@Nullable Members spoken(String text, Json.Span span) {
        Json.Members inner = text.startsWith("{") ? parse(text, span) : null;
        return inner != null && MESSAGES.stream().anyMatch(inner.values()::containsKey) ? inner : null;
    }

    /** The pairs or members that a text consists of; null where it is something else. */
    static Json.@Nullable Members parse(String text, Json.Span span) {
        String line = text.strip();
        if (!line.startsWith("{")) {
            return LogfmtLine.members(line, span);
        }
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        try (JsonTree tree =
                new JsonTree(new ByteArrayInputStream(bytes), position -> position, 1, Limits.JSON_DEPTH)) {
            tree.next();
            return tree.value() instanceof Json.Members object
                            && !object.values().isEmpty()
                    ? object
                    : null;
        } catch (BadJson | IOException notJson) {
            return null;
        }
    }

    /** Reads time (where the draft has none), level (where none is known), thread, logger, message and stack of a line. */
    public void fill(EventDraft draft, String text, int knownSeverity) {
        byte[] bytes = text.stripTrailing().getBytes(StandardCharsets.UTF_8);
        int lineEnd = 0;
        while (lineEnd < bytes.length && bytes[lineEnd] != '\n') {
            lineEnd++;
        }
        int messageFrom = 0;
        int severity = knownSeverity;
        int time = header.findTime(bytes, 0, lineEnd);
        if (time >= 0) {
            header.read(bytes, 0, time, lineEnd);
            if (!draft.hasTime()) {
                draft.time(header.nanos, header.time().quality());
            }
            header.fill(draft, bytes);
            severity = severity == 0 ? header.severity : severity;
            messageFrom = Math.min(header.messageFrom, bytes.length);
        } else if (severity == 0) {
            severity = Levels.leading(bytes, 0, lineEnd);
        }
        draft.severity(severity);
        int stack = lineEnd < bytes.length ? StackStart.find(bytes, messageFrom, lineEnd, bytes.length) : -1;
        if (stack >= 0) {
            draft.exceptionText(bytes, stack, bytes.length, StackTraces::parse);
        }
        int end = stack > messageFrom ? StackStart.messageEnd(bytes, messageFrom, stack, bytes.length) : bytes.length;
        while (end > messageFrom && bytes[end - 1] <= ' ' && bytes[end - 1] >= 0) {
            end--;
        }
        draft.message(bytes, messageFrom, end);
    }
}
