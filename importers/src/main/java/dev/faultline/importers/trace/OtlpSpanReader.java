package dev.faultline.importers.trace;

import dev.faultline.importers.tree.BadJson;
import dev.faultline.importers.tree.Fields;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonTime;
import dev.faultline.importers.tree.JsonTree;
import dev.faultline.model.AttributeValue;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * Reads a span of OTLP/JSON straight from the tokens, without a tree: a trace export is little else. Gives the same
 * event as {@link OtlpRecords} does, which a test holds it to; what is not simple becomes a tree here as well.
 */
final class OtlpSpanReader {
    private static final int MOST_SIMPLE = 256;
    private static final int ID = 64;
    private static final SpanTexts.Entry NAMELESS = new SpanTexts.Entry("");

    private final EventSink sink;
    private final SpanTexts texts = new SpanTexts();
    private final OtlpSpanCursor plain = new OtlpSpanCursor(texts);
    private final OtlpGiver giver;
    private final OtlpGroups groups;
    private final Id trace = new Id(16);
    private final Id span = new Id(8);
    private final Id parent = new Id(8);
    private final String[] keys = new String[MOST_SIMPLE];
    private final @Nullable AttributeValue[] values = new AttributeValue[MOST_SIMPLE];
    private int count;
    private boolean cut;
    private int camelCase;
    private boolean failed;
    private @Nullable String said;
    private @Nullable Map<String, Json> own;
    private @Nullable Map<String, Json> resource;
    private SharedAttributes shared = SharedAttributes.NONE;
    private SpanTexts.Entry scope = NAMELESS;

    OtlpSpanReader(EventSink sink) {
        this.sink = sink;
        this.giver = new OtlpGiver(sink);
        this.groups = new OtlpGroups(texts, giver);
    }

    /** What reads whole groups of spans, if all of them are plain. */
    OtlpGroups groups() {
        return groups;
    }

    /** An id's digits as they were written. */
    private static final class Id {
        private final int size;
        private final byte[] digits = new byte[ID];
        private int length;

        Id(int size) {
            this.size = size;
        }

        void clear() {
            length = 0;
        }

        void read(JsonTree tree, @Nullable JsonToken token) throws IOException, BadJson {
            int count = token == JsonToken.VALUE_STRING ? tree.charsLength() : -1;
            if (count == 0 || count == size * 2) {
                char[] chars = tree.chars();
                int from = tree.charsFrom();
                boolean visible = count == 0;
                for (int i = 0; i < count; i++) {
                    char c = chars[from + i];
                    digits[i] = c < 0x80 ? (byte) c : (byte) '?';
                    visible |= c > ' ';
                }
                length = visible ? count : 0;
                return;
            }
            String text = Ids.hex(tree.value().word(), size);
            length = 0;
            if (text != null) {
                // One digit too many is as wrong as a thousand.
                length = Math.min(text.length(), ID);
                for (int i = 0; i < length; i++) {
                    char c = text.charAt(i);
                    digits[i] = c < 0x80 ? (byte) c : (byte) '?';
                }
            }
        }
    }

    /** The span that begins at the tree's current token. */
    void read(JsonTree tree, Map<String, Json> of, @Nullable String scopeName) throws IOException, BadJson {
        long offset = tree.offset();
        long line = tree.line();
        share(of);
        if (shared.simple && tree.read(plain)) {
            int length = (int) Math.min(Integer.MAX_VALUE, tree.end() - offset);
            giver.give(plain.span(), plain.bytes, offset, length, line, shared, scopeText(scopeName));
            return;
        }
        cut = false;
        camelCase = 0;
        trace.clear();
        span.clear();
        parent.clear();
        count = 0;
        own = null;
        SpanTexts.Entry name = null;
        failed = false;
        said = null;
        Json events = Json.Nothing.ABSENT;
        Json links = Json.Nothing.ABSENT;
        Json traceState = Json.Nothing.ABSENT;
        AttributeValue kind = null;
        long start = Long.MIN_VALUE;
        long end = Long.MIN_VALUE;
        while (tree.next() == JsonToken.PROPERTY_NAME) {
            String field = String.valueOf(tree.name());
            JsonToken token = tree.next();
            switch (field) {
                case "traceId", "trace_id" -> {
                    if (counts(field, 1)) {
                        trace.read(tree, token);
                    } else {
                        tree.skip();
                    }
                }
                case "spanId", "span_id" -> {
                    if (counts(field, 2)) {
                        span.read(tree, token);
                    } else {
                        tree.skip();
                    }
                }
                case "parentSpanId", "parent_span_id" -> {
                    if (counts(field, 4)) {
                        parent.read(tree, token);
                    } else {
                        tree.skip();
                    }
                }
                case "name" -> name = word(tree, token);
                case "kind" -> kind = kind(tree, token);
                case "startTimeUnixNano", "start_time_unix_nano" -> {
                    if (counts(field, 8)) {
                        start = nanos(tree, token);
                    } else {
                        tree.skip();
                    }
                }
                case "endTimeUnixNano", "end_time_unix_nano" -> {
                    if (counts(field, 16)) {
                        end = nanos(tree, token);
                    } else {
                        tree.skip();
                    }
                }
                case "attributes" -> attributes(tree, token);
                case "status" -> status(tree, token);
                case "events" -> events = value(tree);
                case "links" -> links = value(tree);
                case "traceState", "trace_state" -> {
                    if (counts(field, 32)) {
                        traceState = value(tree);
                    } else {
                        tree.skip();
                    }
                }
                default -> tree.skip();
            }
        }
        Json.Span place = new Json.Span(offset, tree.end() - offset, line);
        if (cut) {
            String detail = "nested deeper, or larger, than is kept; marked …cut";
            sink.report(IssueCode.TOO_DEEP, detail, offset, line);
        }
        EventDraft draft =
                sink.draft().record(offset, place.shortLength(), line).kind(Kind.SPAN);
        giver.time(draft, start, end, offset, line);
        if (name != null) {
            draft.name(name.bytes(), 0, name.bytes().length);
        }
        ids(draft, place);
        draft.severity(failed ? Severity.ERROR.number() : 0).message(said);
        if (!events.items().isEmpty()) {
            draft.exception(OtlpRecords.thrown(events));
        }
        OtlpGiver.origin(draft, shared, scopeText(scopeName));
        boolean single = own == null
                && shared.simple
                && events.items().isEmpty()
                && links.items().isEmpty();
        if (single && traceState.isEmpty()) {
            simple(draft, kind);
        } else {
            slow(draft, kind, traceState, events, links, scopeName, place);
        }
        sink.accept();
    }

    /** Where a span has a field under both names, the one without underscores counts. */
    private boolean counts(String field, int bit) {
        if (field.indexOf('_') < 0) {
            camelCase |= bit;
            return true;
        }
        return (camelCase & bit) == 0;
    }

    private Json value(JsonTree tree) throws IOException, BadJson {
        Json value = tree.value();
        cut |= tree.wasCut();
        return value;
    }

    private SpanTexts.Entry scopeText(@Nullable String name) {
        if (name == null) {
            return NAMELESS;
        }
        if (!scope.text.equals(name)) {
            scope = new SpanTexts.Entry(name);
        }
        return scope;
    }

    @SuppressWarnings("ReferenceEquality") // a resource's map is the same for all its spans
    private void share(Map<String, Json> of) {
        if (resource != of) {
            resource = of;
            shared = new SharedAttributes(of);
        }
    }

    private void ids(EventDraft draft, Json.Span place) {
        boolean good = trace.length == 0 || draft.traceIdHex(trace.digits, 0, trace.length);
        good &= span.length == 0 || draft.spanIdHex(span.digits, 0, span.length);
        good &= parent.length == 0 || draft.parentIdHex(parent.digits, 0, parent.length);
        if (!good) {
            Ids.bad(sink, place.offset(), place.line());
        }
    }

    private void status(JsonTree tree, @Nullable JsonToken token) throws IOException, BadJson {
        failed = false;
        said = null;
        if (token != JsonToken.START_OBJECT) {
            tree.skip();
            return;
        }
        while (tree.next() == JsonToken.PROPERTY_NAME) {
            String field = String.valueOf(tree.name());
            tree.next();
            if (field.equals("code")) {
                String code = tree.value().text();
                failed = "2".equals(code) || "STATUS_CODE_ERROR".equals(code);
            } else if (field.equals("message")) {
                said = tree.value().text();
            } else {
                tree.skip();
            }
        }
    }

    private SpanTexts.@Nullable Entry word(JsonTree tree, @Nullable JsonToken token) throws IOException, BadJson {
        if (token == JsonToken.VALUE_STRING) {
            SpanTexts.Entry entry = texts.of(tree.chars(), tree.charsFrom(), tree.charsLength());
            return entry.text.isBlank() ? null : entry;
        }
        String word = tree.value().word();
        return word == null ? null : texts.of(word);
    }

    private @Nullable AttributeValue kind(JsonTree tree, @Nullable JsonToken token) throws IOException, BadJson {
        boolean digit = token == JsonToken.VALUE_NUMBER_INT && tree.charsLength() == 1;
        int index = digit ? tree.chars()[tree.charsFrom()] - '1' : -1;
        if (index >= 0 && index < 5) {
            return OtlpGiver.kind(index + 1);
        }
        String text = tree.value().text();
        return text == null ? null : AttributeValue.of(OtlpRecords.kind(text));
    }

    /** Nanoseconds; the least long where there is no usable time. */
    private long nanos(JsonTree tree, @Nullable JsonToken token) throws IOException, BadJson {
        boolean scalar = token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT;
        int length = scalar ? tree.charsLength() : 0;
        // From eighteen digits on a number is nanoseconds for sure, and up to 8·10¹⁸ a long holds it.
        if (length == 18 || length == 19) {
            char[] chars = tree.chars();
            int from = tree.charsFrom();
            long nanos = 0;
            boolean digits = chars[from] >= '1' && chars[from] <= '8';
            for (int i = from; i < from + length; i++) {
                digits &= chars[i] >= '0' && chars[i] <= '9';
                nanos = nanos * 10 + chars[i] - '0';
            }
            if (digits) {
                return nanos;
            }
        }
        return JsonTime.nanos(tree.value()).orElse(Long.MIN_VALUE);
    }

    private void attributes(JsonTree tree, @Nullable JsonToken token) throws IOException, BadJson {
        count = 0;
        own = null;
        if (token != JsonToken.START_ARRAY) {
            tree.skip();
            return;
        }
        JsonToken each = tree.next();
        while (each != null && each != JsonToken.END_ARRAY) {
            if (each == JsonToken.START_OBJECT) {
                attribute(tree);
            } else {
                tree.skip();
            }
            each = tree.next();
        }
    }

    private void attribute(JsonTree tree) throws IOException, BadJson {
        String key = null;
        AttributeValue simple = null;
        Json any = Json.Nothing.ABSENT;
        while (tree.next() == JsonToken.PROPERTY_NAME) {
            String field = String.valueOf(tree.name());
            JsonToken token = tree.next();
            if (field.equals("key")) {
                key = token == JsonToken.VALUE_STRING
                        ? texts.of(tree.chars(), tree.charsFrom(), tree.charsLength()).text
                        : tree.value().text();
            } else if (field.equals("value")) {
                simple = null;
                any = Json.Nothing.ABSENT;
                if (token == JsonToken.START_OBJECT) {
                    JsonToken member = tree.next();
                    if (member == JsonToken.PROPERTY_NAME) {
                        String type = String.valueOf(tree.name());
                        simple = simple(tree, type, tree.next());
                        any = simple == null ? OtlpValues.value(one(type, value(tree)), 0) : any;
                        while (tree.next() == JsonToken.PROPERTY_NAME) {
                            tree.next();
                            tree.skip();
                        }
                    } else {
                        any = new Json.Members(Map.of(), new Json.Span(0, 0, 0));
                    }
                } else {
                    any = value(tree);
                }
            } else {
                tree.skip();
            }
        }
        if (key != null) {
            put(key, simple, any);
        }
    }

    private static Json one(String name, Json value) {
        return new Json.Members(Map.of(name, value), new Json.Span(0, 0, 0));
    }

    private @Nullable AttributeValue simple(JsonTree tree, String type, @Nullable JsonToken token)
            throws IOException, BadJson {
        AttributeValue.Type wanted =
                switch (type) {
                    case "stringValue", "string_value" ->
                        token == JsonToken.VALUE_STRING ? AttributeValue.Type.STRING : null;
                    case "intValue", "int_value" ->
                        token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT
                                ? AttributeValue.Type.LONG
                                : null;
                    case "boolValue", "bool_value" ->
                        token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE
                                ? AttributeValue.Type.BOOLEAN
                                : null;
                    default -> null;
                };
        return wanted == null
                ? null
                : texts.of(tree.chars(), tree.charsFrom(), tree.charsLength()).value(wanted);
    }

    /** Of equal names the last value counts, in the place of the first. */
    private void put(String key, @Nullable AttributeValue simple, Json any) {
        Map<String, Json> all = own;
        boolean special = key.equals("thread.name") || key.equals("exception.stacktrace");
        if (all == null && (simple == null || special || count == MOST_SIMPLE)) {
            all = new LinkedHashMap<>();
            for (int i = 0; i < count; i++) {
                all.put(keys[i], json(values[i]));
            }
            own = all;
        }
        if (all != null) {
            all.put(key, simple == null ? any : json(simple));
            return;
        }
        for (int i = 0; i < count; i++) {
            if (keys[i].equals(key)) {
                values[i] = simple;
                return;
            }
        }
        keys[count] = key;
        values[count++] = simple;
    }

    static Json json(@Nullable AttributeValue value) {
        if (value == null) {
            return Json.Nothing.NULL;
        }
        return switch (value.type()) {
            case LONG -> new Json.Numeral(value.text(), true);
            case DOUBLE -> new Json.Numeral(value.text(), false);
            case BOOLEAN -> new Json.Flag(value.text().equals("true"));
            default -> new Json.Text(value.text());
        };
    }

    private boolean has(String key) {
        for (int i = 0; i < count; i++) {
            if (keys[i].equals(key)) {
                return true;
            }
        }
        return false;
    }

    private void simple(EventDraft draft, @Nullable AttributeValue kind) {
        for (int i = 0; i < count; i++) {
            draft.attribute(keys[i], Objects.requireNonNull(values[i]));
        }
        for (int i = 0; i < shared.keys.length; i++) {
            String key = shared.keys[i];
            draft.attribute(has(key) ? "resource." + key : key, shared.values[i]);
        }
        if (kind != null) {
            draft.attribute("span.kind", kind);
        }
    }

    private void slow(
            EventDraft draft,
            @Nullable AttributeValue kind,
            Json traceState,
            Json events,
            Json links,
            @Nullable String scopeName,
            Json.Span place) {
        Map<String, Json> all = own;
        if (all == null) {
            all = new LinkedHashMap<>();
            for (int i = 0; i < count; i++) {
                all.put(keys[i], json(values[i]));
            }
        }
        Fields fields = OtlpRecords.common(draft, all, resource == null ? Map.of() : resource, scopeName);
        if (kind != null) {
            fields.add("span.kind", new Json.Text(kind.text()));
        }
        fields.add("trace_state", traceState);
        OtlpRecords.list(fields, "events", OtlpValues.plain(events));
        OtlpRecords.list(fields, "links", OtlpValues.plain(links));
        fields.finish(sink, place);
    }
}
