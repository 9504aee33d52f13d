package dev.faultline.importers.trace;

import dev.faultline.importers.tree.JsonObjectCursor;
import dev.faultline.model.AttributeValue;
import dev.faultline.model.Severity;
import dev.faultline.store.EventDraft;

/**
 * A span of OTLP/JSON as nearly all are: names in camel case, ids in hexadecimal, attributes of single values, no escapes, no
 * events or links. Held as ranges of the bytes that were read, until the next one is read.
 */
final class OtlpPlainSpan extends JsonObjectCursor {
    private static final int MOST_ATTRIBUTES = 64;
    private static final int TRACE = 0;
    private static final int SPAN = 1;
    private static final int PARENT = 2;
    private static final int NAME = 3;

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

    private final int[] starts = new int[NAME + 1];
    private final int[] ends = new int[NAME + 1];
    private final String[] keys = new String[MOST_ATTRIBUTES];
    private final AttributeValue.Type[] types = new AttributeValue.Type[MOST_ATTRIBUTES];
    private final int[] valueStarts = new int[MOST_ATTRIBUTES];
    private final int[] valueEnds = new int[MOST_ATTRIBUTES];
    private int count;
    private int saidFrom;
    private int saidTo;
    private boolean failed;
    /** OTLP's number of the kind; 0 where it says none. */
    int kind;

    long start;
    /** The least long where there is none. */
    long ended;

    OtlpPlainSpan(SpanTexts texts) {
        this.texts = texts;
    }

    @Override
    protected boolean members() {
        java.util.Arrays.fill(ends, 0);
        java.util.Arrays.fill(starts, 0);
        count = 0;
        saidTo = 0;
        saidFrom = 0;
        failed = false;
        kind = 0;
        start = Long.MIN_VALUE;
        ended = Long.MIN_VALUE;
        int seen = 0;
        for (int place = 0; visible() == '"'; place++) {
            int name = name(members, place);
            boolean again = name >= 0 && (seen >>> name & 1) != 0;
            if (again || !(name < 0 ? passMember() : colon() && member(name))) {
                return false;
            }
            seen |= name < 0 ? 0 : 1 << name;
            if (!comma()) {
                return visible() == '}' && start != Long.MIN_VALUE;
            }
        }
        return false;
    }

    private boolean member(int name) {
        return switch (name) {
            case TRACE -> id(TRACE, 32);
            case SPAN -> id(SPAN, 16);
            case PARENT -> id(PARENT, 16);
            case NAME -> word() && keep(NAME);
            case 4 -> kind();
            case 5 -> {
                start = nanos();
                yield start != Long.MIN_VALUE;
            }
            case 6 -> {
                ended = nanos();
                yield ended != Long.MIN_VALUE;
            }
            case 7 -> attributes();
            case 8 -> status();
            case 9, 10 -> visible() == '[' && passEmpty(']');
            default -> string() && to == from;
        };
    }

    private boolean keep(int member) {
        starts[member] = from;
        ends[member] = to;
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
        kind = (int) digits(1);
        return kind >= 1 && kind <= 5;
    }

    /** From eighteen digits on a number is nanoseconds for sure, and up to 8·10¹⁸ a long holds it. */
    private long nanos() {
        boolean good = integer() && to - from >= 18 && bytes[from] >= '1' && bytes[from] <= '8';
        long number = good ? digits(19) : -1;
        return number < 0 ? Long.MIN_VALUE : number;
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
                failed = digits(1) == 2;
                if (digits(1) < 0) {
                    return false;
                }
            } else {
                if (!word()) {
                    return false;
                }
                saidFrom = from;
                saidTo = to;
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
        while (count < MOST_ATTRIBUTES && attribute()) {
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
        count++;
        return closed('}');
    }

    /** Keys with a meaning of their own, or twice in a span, are not plain. */
    private boolean key() {
        if (!string()) {
            return false;
        }
        String key = texts.of(bytes, from, to).text;
        keys[count] = key;
        for (int i = 0; i < count; i++) {
            if (keys[i].equals(key)) {
                return false;
            }
        }
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
        types[count] = switch (name) {
            case 0 -> AttributeValue.Type.STRING;
            case 1 -> AttributeValue.Type.LONG;
            case 2 -> AttributeValue.Type.BOOLEAN;
            default -> AttributeValue.Type.DOUBLE;
        };
        valueStarts[count] = from;
        valueEnds[count] = to;
        return good && closed('}');
    }

    /** A number that has decimals or an exponent; one without is no double to the tree. */
    private boolean decimal() {
        from = at;
        boolean good = at < end && number() && !integer;
        to = at;
        return good;
    }

    /** Whether the ids are none or hexadecimal; puts them into the draft, and what else is text. */
    boolean fill(EventDraft draft) {
        if (ends[NAME] > 0) {
            draft.name(bytes, starts[NAME], ends[NAME]);
        }
        draft.severity(failed ? Severity.ERROR.number() : 0);
        if (saidTo > 0) {
            draft.message(bytes, saidFrom, saidTo);
        }
        boolean good = isNone(TRACE) || draft.traceIdHex(bytes, starts[TRACE], ends[TRACE]);
        good &= isNone(SPAN) || draft.spanIdHex(bytes, starts[SPAN], ends[SPAN]);
        good &= isNone(PARENT) || draft.parentIdHex(bytes, starts[PARENT], ends[PARENT]);
        return good;
    }

    private boolean isNone(int member) {
        return starts[member] == ends[member];
    }

    /** Adds the attributes to the draft. */
    void attributes(EventDraft draft) {
        for (int i = 0; i < count; i++) {
            draft.attribute(keys[i], types[i], bytes, valueStarts[i], valueEnds[i], false);
        }
    }

    /** Whether it has an attribute of this name. */
    boolean has(String key) {
        for (int i = 0; i < count; i++) {
            if (keys[i].equals(key)) {
                return true;
            }
        }
        return false;
    }
}
