package dev.faultline.importers.log;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.Limits;
import dev.faultline.importers.tree.HeadKeys;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonRecords;
import dev.faultline.model.IssueCode;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * systemd's journal as {@code journalctl -o json} and {@code -o json-pretty} print it. Specified by systemd's "Journal
 * Export Formats", section "Journal JSON Format".
 *
 * <p>Traps: all values are strings, times microseconds; a field that is not UTF-8 or holds control characters is an array
 * of bytes; one that an entry has several times is an array of such values; one that was too large is null; a message of
 * many lines on standard output becomes several entries. Sample: {@code logs/journald/journal.json}.
 */
public final class JournalJson implements Importer {
    @Override
    public String format() {
        return "journald-json";
    }

    @Override
    public double recognises(Head head) {
        HeadKeys keys = HeadKeys.of(head);
        return keys.has("__REALTIME_TIMESTAMP") || keys.has("[].__REALTIME_TIMESTAMP") ? 0.95 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        JournalEntry entries = new JournalEntry(input.context());
        new JsonRecords(sink, Limits.JSON_DEPTH, record -> {
                    Map<String, String> fields = new LinkedHashMap<>();
                    record.values().forEach((name, value) -> {
                        String text = text(value);
                        if (text != null) {
                            fields.put(name, text);
                        }
                    });
                    if (record.at("MESSAGE") == Json.Nothing.NULL) {
                        sink.report(
                                IssueCode.TRUNCATED,
                                "the message was too large for journalctl, which left it out; journalctl --all prints it",
                                record.span().offset(),
                                record.span().line());
                    }
                    entries.give(fields, record.span(), sink);
                })
                .read(input);
    }

    private static @Nullable String text(Json value) {
        List<Json> items = value.items();
        if (items.isEmpty()) {
            return value.text();
        }
        if (items.stream().allMatch(Json.Numeral.class::isInstance)) {
            byte[] bytes = new byte[items.size()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) items.get(i).number();
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
        return items.stream().map(JournalJson::single).collect(Collectors.joining("\n"));
    }

    /** One of several values: text or again bytes. */
    private static String single(Json value) {
        String text =
                value instanceof Json.Items bytes && bytes.values().stream().allMatch(Json.Numeral.class::isInstance)
                        ? text(bytes)
                        : value.text();
        return text == null ? "" : text;
    }
}
