package dev.faultline.importers.trace;

import dev.faultline.importers.tree.BadJson;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonTree;
import dev.faultline.model.AttributeValue;
import dev.faultline.model.IssueCode;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** Reads a span of Jaeger's straight from the tokens, as a tree only what is more than single values. */
final class JaegerSpanReader {
    private static final int MOST_SIMPLE = 256;

    private final EventSink sink;
    private final SpanTexts texts = new SpanTexts();
    private final JaegerSpanCursor plain = new JaegerSpanCursor(texts);
    private final JaegerTraces traces;
    private boolean cut;

    JaegerSpanReader(EventSink sink) {
        this.sink = sink;
        this.traces = new JaegerTraces(texts, sink);
    }

    /** What reads whole traces, if all in them is plain. */
    JaegerTraces traces() {
        return traces;
    }

    /** The span that begins at the current token, an object. */
    JaegerSpan read(JsonTree tree) throws IOException, BadJson {
        long offset = tree.offset();
        long line = tree.line();
        if (tree.read(plain)) {
            JaegerSpan whole = plain.span();
            whole.place = new Json.Span(offset, tree.end() - offset, line);
            return whole;
        }
        JaegerSpan span = new JaegerSpan();
        cut = false;
        SpanTexts.Entry direct = null;
        while (tree.next() == JsonToken.PROPERTY_NAME) {
            String field = String.valueOf(tree.name());
            JsonToken token = tree.next();
            switch (field) {
                case "traceID" -> span.trace = word(tree, token);
                case "spanID" -> span.id = word(tree, token);
                case "parentSpanID" -> direct = word(tree, token);
                case "operationName" -> span.name = word(tree, token);
                case "processID" -> span.process = word(tree, token);
                case "startTime" -> span.start = number(tree, token);
                case "duration" -> span.duration = number(tree, token);
                case "references" -> span.parent = references(tree, token);
                case "tags" -> tags(span, tree, token);
                case "logs", "warnings" -> list(span, field, value(tree));
                case "process" -> {
                    Json inline = value(tree);
                    if (inline instanceof Json.Members || span.more != null) {
                        span.more(field, inline);
                    }
                }
                default -> tree.skip();
            }
        }
        span.place = new Json.Span(offset, tree.end() - offset, line);
        span.parent = direct == null ? span.parent : direct;
        if (cut) {
            String detail = "nested deeper, or larger, than is kept; marked …cut";
            sink.report(IssueCode.TOO_DEEP, detail, offset, line);
        }
        return span;
    }

    private static void list(JaegerSpan span, String field, Json list) {
        // An empty one says nothing, unless it comes behind another of its name.
        if (!list.items().isEmpty() || span.more != null) {
            span.more(field, list);
        }
    }

    private Json value(JsonTree tree) throws IOException, BadJson {
        Json value = tree.value();
        cut |= tree.wasCut();
        return value;
    }

    private SpanTexts.@Nullable Entry word(JsonTree tree, @Nullable JsonToken token) throws IOException, BadJson {
        if (token == JsonToken.VALUE_STRING) {
            SpanTexts.Entry entry = texts.of(tree.chars(), tree.charsFrom(), tree.charsLength());
            return entry.text.isBlank() ? null : entry;
        }
        String word = value(tree).word();
        return word == null ? null : texts.of(word);
    }

    /** As {@link Digits#of}. */
    private long number(JsonTree tree, @Nullable JsonToken token) throws IOException, BadJson {
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_STRING) {
            return Digits.of(value(tree).text(), 16);
        }
        char[] chars = tree.chars();
        int from = tree.charsFrom();
        int length = tree.charsLength();
        if (length == 0 || length > 16) {
            return -1;
        }
        long number = 0;
        for (int i = from; i < from + length; i++) {
            if (chars[i] < '0' || chars[i] > '9') {
                return -1;
            }
            number = number * 10 + chars[i] - '0';
        }
        return number;
    }

    /** The id of the first that this is a child of, else of the first that it follows. */
    private SpanTexts.@Nullable Entry references(JsonTree tree, @Nullable JsonToken token) throws IOException, BadJson {
        if (token != JsonToken.START_ARRAY) {
            tree.skip();
            return null;
        }
        boolean child = false;
        boolean follower = false;
        SpanTexts.Entry parent = null;
        SpanTexts.Entry before = null;
        for (JsonToken each = tree.next(); each != null && each != JsonToken.END_ARRAY; each = tree.next()) {
            if (each != JsonToken.START_OBJECT) {
                tree.skip();
                continue;
            }
            SpanTexts.Entry id = null;
            String type = null;
            while (tree.next() == JsonToken.PROPERTY_NAME) {
                String field = String.valueOf(tree.name());
                JsonToken value = tree.next();
                if (field.equals("refType")) {
                    SpanTexts.Entry word = word(tree, value);
                    type = word == null ? null : word.text;
                } else if (field.equals("spanID")) {
                    id = word(tree, value);
                } else {
                    tree.skip();
                }
            }
            if ("CHILD_OF".equals(type) && !child) {
                child = true;
                parent = id;
            } else if ("FOLLOWS_FROM".equals(type) && !follower) {
                follower = true;
                before = id;
            }
        }
        return child ? parent : before;
    }

    private void tags(JaegerSpan span, JsonTree tree, @Nullable JsonToken token) throws IOException, BadJson {
        span.tags = 0;
        if (span.more != null) {
            span.more.remove("tags");
        }
        if (token != JsonToken.START_ARRAY) {
            tree.skip();
            return;
        }
        List<Json> trees = null;
        for (JsonToken each = tree.next(); each != null && each != JsonToken.END_ARRAY; each = tree.next()) {
            if (each != JsonToken.START_OBJECT) {
                tree.skip();
            } else {
                Json odd = tag(span, tree, trees != null);
                if (odd != null && trees == null) {
                    trees = new ArrayList<>(span.tree().at("tags").items());
                }
                if (odd != null && trees != null) {
                    trees.add(odd);
                }
            }
        }
        if (trees != null) {
            span.tags = 0;
            span.more("tags", new Json.Items(trees, new Json.Span(0, 0, 0)));
        }
    }

    /** Reads a tag into the span; gives it as a tree where it is no single value, or as one of too many, or asked to. */
    private @Nullable Json tag(JaegerSpan span, JsonTree tree, boolean asTree) throws IOException, BadJson {
        String key = null;
        AttributeValue simple = null;
        Json any = null;
        while (tree.next() == JsonToken.PROPERTY_NAME) {
            String field = String.valueOf(tree.name());
            JsonToken token = tree.next();
            if (field.equals("key")) {
                key = token == JsonToken.VALUE_STRING
                        ? texts.of(tree.chars(), tree.charsFrom(), tree.charsLength()).text
                        : value(tree).text();
            } else if (field.equals("value")) {
                simple = simple(tree, token);
                any = simple == null && token != JsonToken.VALUE_NULL ? value(tree) : null;
            } else {
                tree.skip();
            }
        }
        if (key == null) {
            return null;
        }
        if (any == null && !asTree && span.tags < MOST_SIMPLE) {
            span.tag(key, simple);
            return null;
        }
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("key", new Json.Text(key));
        members.put("value", any == null ? OtlpSpanReader.json(simple) : any);
        return new Json.Members(members, new Json.Span(0, 0, 0));
    }

    private @Nullable AttributeValue simple(JsonTree tree, @Nullable JsonToken token) throws IOException, BadJson {
        if (token == null) {
            return null;
        }
        AttributeValue.Type type =
                switch (token) {
                    case VALUE_STRING -> AttributeValue.Type.STRING;
                    case VALUE_NUMBER_INT -> AttributeValue.Type.LONG;
                    case VALUE_NUMBER_FLOAT -> AttributeValue.Type.DOUBLE;
                    case VALUE_TRUE, VALUE_FALSE -> AttributeValue.Type.BOOLEAN;
                    default -> null;
                };
        return type == null
                ? null
                : texts.of(tree.chars(), tree.charsFrom(), tree.charsLength()).value(type);
    }
}
