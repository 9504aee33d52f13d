package dev.faultline.importers.log;

import dev.faultline.importers.SourceContext;
import dev.faultline.importers.log.JsonPlan.Candidate;
import dev.faultline.importers.tree.Json;
import dev.faultline.model.AttributeValue;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ordinary lines of JSON logs, which are nearly all, without a tree: gives the same event as {@link JsonEvent} does,
 * which a test holds it to. What is not ordinary is refused before anything is said of it.
 */
final class JsonQuick {
    /** Bytes from the first dash of a UUID to its end. */
    private static final int BEHIND_FIRST_PART = 28;

    private static final byte[] NOTHING = {};
    private static final AttributeValue TRUE = new AttributeValue(AttributeValue.Type.BOOLEAN, "true");
    private static final AttributeValue FALSE = new AttributeValue(AttributeValue.Type.BOOLEAN, "false");
    private static final AttributeValue NO_ITEMS = new AttributeValue(AttributeValue.Type.JSON, "[]");

    private final JsonLine line = new JsonLine();
    private final TimeParser clock;
    private @Nullable JsonPlan plan;
    private boolean refused;

    // What was chosen; null for none.
    private @Nullable Candidate time;
    private @Nullable Candidate message;
    private @Nullable Candidate level;
    private @Nullable Candidate service;
    private @Nullable Candidate logger;
    private @Nullable Candidate thread;
    private @Nullable Candidate trace;
    private @Nullable Candidate span;
    private @Nullable Candidate stack;
    private boolean gelf;

    JsonQuick(SourceContext context) {
        clock = new TimeParser(context);
    }

    /** Whether the line is ordinary; then it is to be put into a draft. */
    boolean read(byte[] buffer, int from, int to) {
        JsonShape shape = line.read(buffer, from, to);
        JsonPlan known = shape == null || !line.endsWithIt(to) ? null : shape.plan();
        plan = known;
        return known != null && !known.odd && choose(known);
    }

    private boolean choose(JsonPlan known) {
        refused = false;
        time = first(known.times);
        message = first(known.messages);
        level = first(known.levels);
        gelf = first(known.shortMessage) != null;
        if (message == null) {
            message = word(known.errors);
        }
        refused |= known.request && isStatus(first(known.status));
        service = word(known.services);
        logger = word(known.loggers);
        thread = word(known.threads);
        trace = word(known.traces);
        span = word(known.spans);
        stack = text(known.stacks);
        refused |= stack == null && (known.thrown || hasList(known.stacks));
        refused |= trace != null && (trace.name().equals("dd.trace_id") || isDashed(trace));
        refused |= span != null && span.name().equals("dd.span_id");
        refused |= isEscaped(time) || isEscaped(level);
        return !refused;
    }

    private boolean hasList(Candidate[] candidates) {
        for (Candidate each : candidates) {
            if (!each.isObject() && line.types[each.leaf()] == JsonLine.Type.ARRAY) {
                return true;
            }
        }
        return false;
    }

    /** Whether the id may be a UUID, whose dashes are for the tree. */
    private boolean isDashed(Candidate candidate) {
        int dash = to(candidate) - BEHIND_FIRST_PART;
        return dash > from(candidate) && line.bytes[dash] == '-';
    }

    private boolean isEscaped(@Nullable Candidate candidate) {
        return candidate != null && line.types[candidate.leaf()] == JsonLine.Type.ESCAPED;
    }

    /** As {@link JsonFields#first}; objects and arrays are for the tree. */
    private @Nullable Candidate first(Candidate[] candidates) {
        for (Candidate each : candidates) {
            if (each.isObject()) {
                refused |= !each.isEmpty();
            } else {
                JsonLine.Type type = line.types[each.leaf()];
                refused |= type == JsonLine.Type.ARRAY;
                if (type != JsonLine.Type.NULL && type != JsonLine.Type.EMPTY) {
                    return each;
                }
            }
        }
        return null;
    }

    /** As {@link JsonFields#text}, without escapes. */
    private @Nullable Candidate word(Candidate[] candidates) {
        Candidate found = text(candidates);
        refused |= isEscaped(found);
        return found;
    }

    /** As {@link JsonFields#text}. Whether a text is blank is plain where its first character is visible. */
    private @Nullable Candidate text(Candidate[] candidates) {
        for (Candidate each : candidates) {
            if (!each.isObject() && isScalar(line.types[each.leaf()])) {
                int from = line.from[each.leaf()];
                if (from < line.to[each.leaf()]) {
                    byte first = line.bytes[from];
                    refused |= first <= ' ' || first == '\\';
                    return each;
                }
            }
        }
        return null;
    }

    private static boolean isScalar(JsonLine.Type type) {
        return type != JsonLine.Type.NULL && type != JsonLine.Type.EMPTY && type != JsonLine.Type.ARRAY;
    }

    private boolean isStatus(@Nullable Candidate candidate) {
        if (candidate == null) {
            return false;
        }
        int number = number(candidate);
        return number >= 100 && number <= 599 || isEscaped(candidate);
    }

    /** As {@link Json#number}. */
    private int number(Candidate candidate) {
        int from = line.from[candidate.leaf()];
        int to = line.to[candidate.leaf()];
        boolean negative = from < to && line.bytes[from] == '-';
        int digits = negative ? from + 1 : from;
        if (digits == to || to - digits > 9) {
            return 0;
        }
        int number = 0;
        for (int i = digits; i < to; i++) {
            int digit = line.bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            number = number * 10 + digit;
        }
        return negative ? -number : number;
    }

    /** Puts the line that was read into the draft, whose place is set already. */
    void fill(EventDraft draft, Json.Span place, EventSink sink) {
        time(draft, place, sink);
        int severity = severity();
        draft.severity(severity);
        if (severity <= 0) {
            // It stays an attribute.
            level = null;
            if (time != null && time.name().equals("@t")) {
                draft.severity(Severity.INFO);
            }
        }
        message(draft);
        byte[] bytes = line.bytes;
        if (service != null) {
            draft.service(bytes, from(service), to(service));
        }
        if (logger != null) {
            draft.logger(bytes, from(logger), to(logger));
        }
        if (thread != null) {
            draft.thread(bytes, from(thread), to(thread));
        }
        ids(draft);
        if (stack != null) {
            if (line.types[stack.leaf()] == JsonLine.Type.ESCAPED) {
                draft.exceptionJson(bytes, from(stack), to(stack), StackTraces::parse);
            } else {
                draft.exceptionText(bytes, from(stack), to(stack), StackTraces::parse);
            }
        }
        attributes(draft);
    }

    private int from(Candidate candidate) {
        return line.from[candidate.leaf()];
    }

    private int to(Candidate candidate) {
        return line.to[candidate.leaf()];
    }

    private void time(EventDraft draft, Json.Span place, EventSink sink) {
        Candidate chosen = time;
        if (chosen == null) {
            JsonEvent.noTime(IssueCode.TIME_MISSING, draft, place, sink);
            return;
        }
        int from = from(chosen);
        int to = to(chosen);
        boolean text = line.types[chosen.leaf()] == JsonLine.Type.TEXT;
        if (text
                && IsoTime.isPlain(line.bytes, from, to)
                && clock.parse(line.bytes, from, to)
                && !clock.wasImpossible()) {
            draft.time(clock.nanos(), clock.quality());
            return;
        }
        Optional<Long> number = text ? Optional.empty() : IsoTime.epoch(line.bytes, from, to);
        if (number.isPresent()) {
            draft.time(number.get(), TimeQuality.EXACT);
            return;
        }
        String value = new String(line.bytes, from, to - from, StandardCharsets.UTF_8);
        Json json =
                switch (line.types[chosen.leaf()]) {
                    case INTEGER -> new Json.Numeral(value, true);
                    case DECIMAL -> new Json.Numeral(value, false);
                    case TRUE, FALSE -> new Json.Flag(value.equals("true"));
                    default -> new Json.Text(value);
                };
        JsonEvent.time(clock, json, draft, place, sink);
    }

    private int severity() {
        Candidate chosen = level;
        if (chosen == null) {
            return 0;
        }
        int from = from(chosen);
        int to = to(chosen);
        return switch (line.types[chosen.leaf()]) {
            case INTEGER -> JsonEvent.severity(to - from > 6 ? 0 : number(chosen), chosen.name(), gelf);
            case DECIMAL -> JsonEvent.severity(0, chosen.name(), gelf);
            case TEXT ->
                to - from == 1
                        ? JsonEvent.severity(String.valueOf((char) (line.bytes[from] & 0xFF)))
                        : Levels.ofWord(line.bytes, from, to);
            default -> 0;
        };
    }

    private void message(EventDraft draft) {
        Candidate chosen = message;
        if (chosen == null) {
            draft.message(NOTHING, 0, 0);
        } else if (line.types[chosen.leaf()] == JsonLine.Type.ESCAPED) {
            draft.messageJson(line.bytes, from(chosen), to(chosen));
        } else {
            draft.message(line.bytes, from(chosen), to(chosen));
        }
    }

    private void ids(EventDraft draft) {
        Candidate chosen = trace;
        if (chosen != null) {
            int to = to(chosen);
            int from = to;
            while (from > from(chosen) && line.bytes[from - 1] != '/') {
                from--;
            }
            if (to - from < 16 || !draft.traceIdHex(line.bytes, from, to)) {
                trace = null;
            }
        }
        if (span != null && !draft.spanIdHex(line.bytes, from(span), to(span))) {
            span = null;
        }
    }

    private void attributes(EventDraft draft) {
        JsonPlan known = plan;
        if (known == null) {
            return;
        }
        long covered = covered(time) | covered(message) | covered(level) | covered(service) | covered(logger);
        covered |= covered(thread) | covered(trace) | covered(span) | covered(stack);
        for (int i = 0; i < known.attributes.length; i++) {
            if ((covered >>> i & 1) == 0) {
                attribute(draft, known.attributes[i], i);
            }
        }
    }

    private static long covered(@Nullable Candidate candidate) {
        return candidate == null ? 0 : candidate.covered();
    }

    private void attribute(EventDraft draft, String name, int leaf) {
        switch (line.types[leaf]) {
            case TEXT -> range(draft, name, AttributeValue.Type.STRING, leaf, false);
            case ESCAPED -> range(draft, name, AttributeValue.Type.STRING, leaf, true);
            case INTEGER -> range(draft, name, AttributeValue.Type.LONG, leaf, false);
            case DECIMAL -> range(draft, name, AttributeValue.Type.DOUBLE, leaf, false);
            case TRUE -> draft.attribute(name, TRUE);
            case FALSE -> draft.attribute(name, FALSE);
            case EMPTY -> draft.attribute(name, NO_ITEMS);
            case ARRAY -> range(draft, name, AttributeValue.Type.JSON, leaf, false);
            case NULL -> {
                // Says nothing, as in a tree.
            }
        }
    }

    private void range(EventDraft draft, String name, AttributeValue.Type type, int leaf, boolean json) {
        draft.attribute(name, type, line.bytes, line.from[leaf], line.to[leaf], json);
    }
}
