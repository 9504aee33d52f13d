package dev.faultline.importers.trace;

import dev.faultline.importers.tree.Json;
import dev.faultline.model.AttributeValue;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A span of Jaeger's as it was read: what is single values, and in {@link #more} as trees what is not. */
final class JaegerSpan {
    private static final int FIRST_TAGS = 8;
    private static final Json.Span NOWHERE = new Json.Span(0, 0, 0);

    Json.Span place = NOWHERE;
    SpanTexts.@Nullable Entry trace;
    SpanTexts.@Nullable Entry id;
    SpanTexts.@Nullable Entry parent;
    SpanTexts.@Nullable Entry name;
    SpanTexts.@Nullable Entry process;
    /** Whether the ids are told as bits, below, instead of as texts. */
    boolean hasIds;

    long traceHigh;
    long traceLow;
    long idBits;
    /** 0 for none. */
    long parentBits;
    /** Microseconds; -1 for none. */
    long start = -1;

    long duration = -1;
    int tags;
    String[] keys = new String[FIRST_TAGS];
    /** Null where the tag has no value. */
    @Nullable
    AttributeValue[] values = new AttributeValue[FIRST_TAGS];

    /** Members that take a tree: logs, warnings, the process itself, tags with more than single values. */
    @Nullable
    Map<String, Json> more;

    void clear() {
        place = NOWHERE;
        trace = null;
        id = null;
        parent = null;
        name = null;
        process = null;
        hasIds = false;
        traceHigh = 0;
        traceLow = 0;
        idBits = 0;
        parentBits = 0;
        start = -1;
        duration = -1;
        tags = 0;
        more = null;
    }

    void more(String field, Json value) {
        Map<String, Json> known = more;
        if (known == null) {
            known = new LinkedHashMap<>();
            more = known;
        }
        known.put(field, value);
    }

    /** Of equal names the last value counts, in the place of the first. */
    void tag(String key, @Nullable AttributeValue value) {
        int place = find(key);
        if (place < 0) {
            place = tags++;
            if (place == keys.length) {
                keys = java.util.Arrays.copyOf(keys, 2 * place);
                values = java.util.Arrays.copyOf(values, 2 * place);
            }
            keys[place] = key;
        }
        values[place] = value;
    }

    private int find(String key) {
        for (int i = 0; i < tags; i++) {
            if (keys[i].equals(key)) {
                return i;
            }
        }
        return -1;
    }

    boolean has(String key) {
        return find(key) >= 0;
    }

    /** The text of a tag; null where it has none. */
    @Nullable
    String tag(String key) {
        int place = find(key);
        AttributeValue value = place < 0 ? null : values[place];
        return value == null ? null : value.text();
    }

    /** The same as a tree. */
    Json.Members tree() {
        Map<String, Json> all = new LinkedHashMap<>();
        put(all, "traceID", trace);
        put(all, "spanID", id);
        put(all, "parentSpanID", parent);
        if (hasIds) {
            HexFormat hex = HexFormat.of();
            all.put("traceID", new Json.Text(hex.toHexDigits(traceHigh) + hex.toHexDigits(traceLow)));
            all.put("spanID", new Json.Text(hex.toHexDigits(idBits)));
            all.put("parentSpanID", new Json.Text(hex.toHexDigits(parentBits)));
        }
        put(all, "operationName", name);
        put(all, "processID", process);
        number(all, "startTime", start);
        number(all, "duration", duration);
        List<Json> list = new ArrayList<>();
        for (int i = 0; i < tags; i++) {
            list.add(new Json.Members(
                    Map.of("key", new Json.Text(keys[i]), "value", OtlpSpanReader.json(values[i])), NOWHERE));
        }
        all.put("tags", new Json.Items(list, NOWHERE));
        Map<String, Json> trees = more;
        if (trees != null) {
            all.putAll(trees);
        }
        return new Json.Members(all, place);
    }

    private static void put(Map<String, Json> all, String field, SpanTexts.@Nullable Entry text) {
        if (text != null) {
            all.put(field, new Json.Text(text.text));
        }
    }

    private static void number(Map<String, Json> all, String field, long value) {
        if (value >= 0) {
            all.put(field, new Json.Numeral(Long.toString(value), true));
        }
    }
}
