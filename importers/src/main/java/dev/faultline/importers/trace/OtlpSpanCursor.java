package dev.faultline.importers.trace;

import dev.faultline.importers.tree.JsonObjectCursor;
import dev.faultline.model.AttributeValue;

/** Reads spans of OTLP/JSON that are plain, see {@link OtlpPlainSpan}. */
class OtlpSpanCursor extends JsonObjectCursor {
    private static final AttributeValue.Type[] TYPES = {
        AttributeValue.Type.STRING, AttributeValue.Type.LONG, AttributeValue.Type.BOOLEAN, AttributeValue.Type.DOUBLE
    };

    private final Names members = new Names(
            "traceId",
            "spanId",
            "parentSpanId",
            "name",
            "kind",
            "startTimeUnixNano",
            "endTimeUnixNano",
            "attributes",
            "status",
            "events",
            "links",
            "traceState");
    private final Names ofAttribute = new Names("key", "value");
    private final Names ofValue = new Names("stringValue", "intValue", "boolValue", "doubleValue");
    private final Names ofStatus = new Names("code", "message");
    private final SpanTexts texts;
    private OtlpPlainSpan span = new OtlpPlainSpan();

    OtlpSpanCursor(SpanTexts texts) {
        this.texts = texts;
    }

    /** The span that was read last. */
    OtlpPlainSpan span() {
        return span;
    }

    @Override
    protected boolean members() {
        return members(span);
    }

    /** Reads a span up to its closing brace. */
    protected final boolean members(OtlpPlainSpan into) {
        span = into;
        into.clear();
        int seen = 0;
        for (int place = 0; visible() == '"'; place++) {
            int name = name(members, place);
            boolean again = name >= 0 && (seen >>> name & 1) != 0;
            if (again || !(name < 0 ? passMember() : colon() && member(name))) {
                return false;
            }
            seen |= name < 0 ? 0 : 1 << name;
            if (!comma()) {
                return visible() == '}' && span.start != OtlpPlainSpan.NEVER;
            }
        }
        return false;
    }

    private boolean member(int name) {
        return switch (name) {
            case OtlpPlainSpan.TRACE -> id(name, 32);
            case OtlpPlainSpan.SPAN, OtlpPlainSpan.PARENT -> id(name, 16);
            case OtlpPlainSpan.NAME -> word() && keep(name);
            case 4 -> kind();
            case 5 -> {
                span.start = nanos();
                yield span.start != OtlpPlainSpan.NEVER;
            }
            case 6 -> {
                span.ended = nanos();
                yield span.ended != OtlpPlainSpan.NEVER;
            }
            case 7 -> attributes();
            case 8 -> status();
            case 9, 10 -> visible() == '[' && passEmpty(']');
            default -> string() && to == from;
        };
    }

    private boolean keep(int member) {
        span.starts[member] = from;
        span.ends[member] = to;
        return true;
    }

    private boolean id(int member, int digits) {
        boolean good = string() && (to == from || to - from == digits && bytes[from] > ' ');
        return good && keep(member);
    }

    private boolean kind() {
        visible();
        from = at;
        if (at >= end || !number()) {
            return false;
        }
        to = at;
        span.kind = (int) digits(1);
        return span.kind >= 1 && span.kind <= 5;
    }

    /** From eighteen digits on a number is nanoseconds for sure, and up to 8·10¹⁸ a long holds it. */
    private long nanos() {
        boolean good = integer() && to - from >= 18 && bytes[from] >= '1' && bytes[from] <= '8';
        long number = good ? digits(19) : -1;
        return number < 0 ? OtlpPlainSpan.NEVER : number;
    }

    private boolean status() {
        if (visible() != '{') {
            return false;
        }
        at++;
        if (visible() == '}') {
            at++;
            return true;
        }
        int seen = 0;
        for (int place = 0; visible() == '"'; place++) {
            int name = name(ofStatus, place);
            if (name < 0 || (seen >>> name & 1) != 0 || !colon()) {
                return false;
            }
            seen |= 1 << name;
            if (name == 0) {
                visible();
                if (!integer()) {
                    return false;
                }
                span.failed = digits(1) == 2;
                if (digits(1) < 0) {
                    return false;
                }
            } else {
                if (!word()) {
                    return false;
                }
                span.saidFrom = from;
                span.saidTo = to;
            }
            if (!comma()) {
                return closed('}');
            }
        }
        return false;
    }

    private boolean attributes() {
        if (visible() != '[') {
            return false;
        }
        at++;
        if (visible() == ']') {
            at++;
            return true;
        }
        while (span.hasRoom() && attribute()) {
            if (!comma()) {
                return closed(']');
            }
        }
        return false;
    }

    private boolean attribute() {
        if (!closed('{')) {
            return false;
        }
        int seen = 0;
        for (int place = 0; place < 2; place++) {
            int name = visible() == '"' ? name(ofAttribute, place) : -1;
            if (name < 0 || (seen >>> name & 1) != 0 || !colon() || !(name == 0 ? key() : value())) {
                return false;
            }
            seen |= 1 << name;
            if (place == 0 && !comma()) {
                return false;
            }
        }
        span.count++;
        return closed('}');
    }

    /** Keys with a meaning of their own, or twice in a span, are not plain. */
    private boolean key() {
        if (!string()) {
            return false;
        }
        String key = texts.of(bytes, from, to).text;
        if (span.has(key)) {
            return false;
        }
        span.keys[span.count] = key;
        return !key.equals("thread.name") && !key.equals("exception.stacktrace");
    }

    private boolean value() {
        if (!closed('{')) {
            return false;
        }
        int name = visible() == '"' ? name(ofValue, 0) : -1;
        if (name < 0 || !colon()) {
            return false;
        }
        boolean good =
                switch (name) {
                    case 0 -> string();
                    case 1 -> integer();
                    case 2 -> flag();
                    default -> visible() != '"' && decimal();
                };
        span.types[span.count] = TYPES[name];
        span.valueStarts[span.count] = from;
        span.valueEnds[span.count] = to;
        return good && closed('}');
    }

    /** A number that has decimals or an exponent; one without is no double to the tree. */
    private boolean decimal() {
        from = at;
        boolean good = at < end && number() && !integer;
        to = at;
        return good;
    }
}
