package dev.faultline.importers.trace;

import dev.faultline.model.AttributeValue;
import dev.faultline.model.Severity;
import dev.faultline.store.EventDraft;
import java.util.Arrays;

/**
 * A span of OTLP/JSON as nearly all are: names in camel case, ids in hexadecimal, attributes of single values, no escapes, no
 * events or links. Held as ranges of the bytes that it was read from.
 */
final class OtlpPlainSpan {
    static final int TRACE = 0;
    static final int SPAN = 1;
    static final int PARENT = 2;
    static final int NAME = 3;
    /** Not the nanoseconds of any time. */
    static final long NEVER = Long.MIN_VALUE;

    private static final int MOST_ATTRIBUTES = 64;
    private static final int FIRST_ATTRIBUTES = 8;

    final int[] starts = new int[NAME + 1];
    final int[] ends = new int[NAME + 1];
    String[] keys = new String[FIRST_ATTRIBUTES];
    AttributeValue.Type[] types = new AttributeValue.Type[FIRST_ATTRIBUTES];
    int[] valueStarts = new int[FIRST_ATTRIBUTES];
    int[] valueEnds = new int[FIRST_ATTRIBUTES];
    int count;
    int saidFrom;
    int saidTo;
    boolean failed;
    /** OTLP's number of the kind; 0 where it says none. */
    int kind;

    long start;
    long ended;

    void clear() {
        Arrays.fill(ends, 0);
        Arrays.fill(starts, 0);
        count = 0;
        saidTo = 0;
        saidFrom = 0;
        failed = false;
        kind = 0;
        start = NEVER;
        ended = NEVER;
    }

    /** Whether it takes another attribute. */
    boolean hasRoom() {
        if (count == keys.length && count < MOST_ATTRIBUTES) {
            keys = Arrays.copyOf(keys, 2 * count);
            types = Arrays.copyOf(types, 2 * count);
            valueStarts = Arrays.copyOf(valueStarts, 2 * count);
            valueEnds = Arrays.copyOf(valueEnds, 2 * count);
        }
        return count < keys.length;
    }

    /** Whether the ids are none or hexadecimal; puts them into the draft, and what else is text. */
    boolean fill(EventDraft draft, byte[] bytes) {
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
    void attributes(EventDraft draft, byte[] bytes) {
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
