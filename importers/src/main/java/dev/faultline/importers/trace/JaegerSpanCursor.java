package dev.faultline.importers.trace;

import dev.faultline.importers.tree.JsonObjectCursor;
import dev.faultline.model.AttributeValue;
import dev.faultline.store.Swar;
import org.jspecify.annotations.Nullable;

/**
 * A span of Jaeger's as nearly all are: ids in hexadecimal, at most one reference, tags of single values, no escapes, no
 * logs, its process elsewhere.
 */
class JaegerSpanCursor extends JsonObjectCursor {
    private static final int MOST_TAGS = 64;

    private final Names members = new Names(
            "traceID",
            "spanID",
            "operationName",
            "references",
            "startTime",
            "duration",
            "tags",
            "logs",
            "processID",
            "warnings");
    private final Names ofTag = new Names("key", "type", "value");
    private final Names ofReference = new Names("refType", "traceID", "spanID");
    private final SpanTexts texts;
    private JaegerSpan span = new JaegerSpan();
    private boolean hasId;
    private long high;
    private long low;

    JaegerSpanCursor(SpanTexts texts) {
        this.texts = texts;
    }

    /** The span that was read last. */
    JaegerSpan span() {
        return span;
    }

    @Override
    protected boolean members() {
        return members(new JaegerSpan());
    }

    /** Reads a span up to its closing brace. */
    protected final boolean members(JaegerSpan into) {
        span = into;
        into.clear();
        span.hasIds = true;
        hasId = false;
        int seen = 0;
        for (int place = 0; visible() == '"'; place++) {
            int name = name(members, place);
            boolean again = name >= 0 && (seen >>> name & 1) != 0;
            if (again || !(name < 0 ? other() : colon() && member(name))) {
                return false;
            }
            seen |= name < 0 ? 0 : 1 << name;
            if (!comma()) {
                return visible() == '}' && hasId;
            }
        }
        return false;
    }

    /** Members that say nothing here; the parent and the process have more than one way to be written. */
    private boolean other() {
        int start = at;
        return passMember() && bytes[start + 1] != 'p';
    }

    private boolean member(int name) {
        return switch (name) {
            case 0 -> {
                boolean good = hex(32);
                span.traceHigh = high;
                span.traceLow = low;
                yield good;
            }
            case 1 -> {
                hasId = hex(16);
                span.idBits = low;
                yield hasId;
            }
            case 2 -> {
                boolean good = word();
                span.name = good ? texts.of(bytes, from, to) : null;
                yield good;
            }
            case 3 -> references();
            case 4 -> {
                boolean good = integer();
                span.start = digits(16);
                yield good;
            }
            case 5 -> {
                boolean good = integer();
                span.duration = digits(16);
                yield good;
            }
            case 6 -> tags();
            case 8 -> {
                boolean good = word();
                span.process = good ? texts.of(bytes, from, to) : null;
                yield good;
            }
            default -> nothing();
        };
    }

    /** Passes an empty list, or none. */
    protected final boolean nothing() {
        return visible() == '[' ? passEmpty(']') : word("null");
    }

    /** Passes an id of at most so many digits. */
    private boolean hex(int most) {
        if (!string() || to == from || to - from > most) {
            return false;
        }
        high = 0;
        low = 0;
        if (to - from == 16 && Swar.isHex16(bytes, from)) {
            low = Swar.hex16(bytes, from);
            return true;
        }
        if (to - from == 32 && Swar.isHex16(bytes, from) && Swar.isHex16(bytes, from + 16)) {
            high = Swar.hex16(bytes, from);
            low = Swar.hex16(bytes, from + 16);
            return true;
        }
        for (int i = from; i < to; i++) {
            int digit = bytes[i] < 0 ? -1 : Character.digit(bytes[i], 16);
            if (digit < 0) {
                return false;
            }
            high = high << 4 | low >>> 60;
            low = low << 4 | digit;
        }
        return true;
    }

    private boolean references() {
        if (visible() != '[') {
            return false;
        }
        at++;
        if (closed(']')) {
            return true;
        }
        if (!closed('{')) {
            return false;
        }
        int seen = 0;
        for (int place = 0; visible() == '"'; place++) {
            int name = name(ofReference, place);
            boolean good = name >= 0 && (seen >>> name & 1) == 0 && colon();
            if (!good || !(name == 0 ? leads() : name == 1 ? string() : hex(16))) {
                return false;
            }
            if (name == 2) {
                span.parentBits = low;
            }
            seen |= 1 << name;
            if (!comma()) {
                return (seen & 5) == 5 && closed('}') && closed(']');
            }
        }
        return false;
    }

    private boolean leads() {
        if (!string()) {
            return false;
        }
        String type = texts.of(bytes, from, to).text;
        return type.equals("CHILD_OF") || type.equals("FOLLOWS_FROM");
    }

    private boolean tags() {
        if (visible() != '[') {
            return false;
        }
        at++;
        if (closed(']')) {
            return true;
        }
        for (int i = 0; i < MOST_TAGS && tag(); i++) {
            if (!comma()) {
                return closed(']');
            }
        }
        return false;
    }

    private boolean tag() {
        if (!closed('{')) {
            return false;
        }
        String key = null;
        AttributeValue value = null;
        int seen = 0;
        for (int place = 0; visible() == '"'; place++) {
            int name = name(ofTag, place);
            if (name < 0 || (seen >>> name & 1) != 0 || !colon()) {
                return false;
            }
            seen |= 1 << name;
            AttributeValue.Type type = name == 2 ? value() : string() ? AttributeValue.Type.STRING : null;
            if (type == null) {
                return false;
            }
            if (name == 0) {
                key = texts.of(bytes, from, to).text;
            } else if (name == 2) {
                value = texts.of(bytes, from, to).value(type);
            }
            if (!comma()) {
                break;
            }
        }
        if (key == null || value == null || !closed('}')) {
            return false;
        }
        span.tag(key, value);
        return true;
    }

    /** Passes a single value; null where it is none. */
    private AttributeValue.@Nullable Type value() {
        int first = visible();
        if (first == '"') {
            return string() ? AttributeValue.Type.STRING : null;
        }
        if (first == 't' || first == 'f') {
            return flag() ? AttributeValue.Type.BOOLEAN : null;
        }
        from = at;
        boolean good = first != -1 && number();
        to = at;
        return !good ? null : integer ? AttributeValue.Type.LONG : AttributeValue.Type.DOUBLE;
    }
}
