package dev.faultline.importers.log;

import dev.faultline.importers.SourceContext;
import dev.faultline.importers.tree.Fields;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonText;
import dev.faultline.importers.tree.JsonTime;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a JSON object of any logger's dialect says of an event: time, level, message, service, ids, exception, the rest. */
public final class JsonEvent {
    /** Characters of a record without a message that stand for it. */
    private static final int SHOWN = 500;

    private final TimeParser clock;

    /** Times without a zone are in the context's. */
    public JsonEvent(SourceContext context) {
        this.clock = new TimeParser(context);
    }

    /** For a source of which another record shows that its dates begin with the day. */
    void daysFirst() {
        clock.daysFirst();
    }

    /** Puts all of it into the draft, whose place is set already. A time that the draft has stays where there is none. */
    public void fill(Json.Members outer, EventDraft draft, Json.Span place, EventSink sink) {
        Json.Members record = LogMessageRecord.unfold(PostgresRecord.unfold(outer));
        JsonFields fields = new JsonFields(record);
        time(fields, draft, place, sink);
        fill(fields, record, draft, place, sink);
    }

    /** The same for a record of a document that is no log: no time is missed, and its text stands for its message. */
    void fillOfDocument(Json.Members record, EventDraft draft, Json.Span place, EventSink sink) {
        JsonFields fields = new JsonFields(record);
        fill(fields, record, draft, place, sink);
        if (JsonNames.MESSAGES.stream().allMatch(name -> record.at(name).isEmpty())) {
            draft.message(shown(JsonText.of(record)));
        }
    }

    /** The text of a record that has no message, as far as it is shown in a message's place. */
    static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    /** The same, but for the time, if the draft has one: a store's is exact where the line's may have no zone. */
    void fillBesideTime(Json.Members record, EventDraft draft, Json.Span place, EventSink sink) {
        JsonFields fields = new JsonFields(record);
        if (draft.hasTime()) {
            fields.first(JsonNames.TIMES);
        } else {
            time(fields, draft, place, sink);
        }
        fill(fields, record, draft, place, sink);
    }

    private void fill(JsonFields fields, Json.Members record, EventDraft draft, Json.Span place, EventSink sink) {
        boolean mongo = !record.at("t", "$date").isEmpty();
        int severity = mongo ? mongo(fields, draft) : severity(fields, record);
        if (severity > 0) {
            draft.severity(severity);
        } else if (fields.isUsed("@t")) {
            // Serilog's compact form leaves out the level that most lines have.
            draft.severity(Severity.INFO);
        }
        Json body = fields.first(JsonNames.MESSAGES);
        String text = body.text();
        if (body.isEmpty()) {
            text = fields.text(JsonNames.ERRORS);
        }
        draft.message(text != null ? text : body.isEmpty() ? "" : JsonText.of(body));
        if (text == null && body.isEmpty()) {
            Deeds.fill(fields, record, draft);
        }
        RequestFields.fill(fields, draft, severity > 0, text);
        CloudDeeds.fill(fields, record, draft);
        String service = service(fields, record);
        if (service != null) {
            draft.service(service);
        }
        if (!mongo) {
            draft.logger(fields.text(JsonNames.LOGGERS));
            draft.thread(fields.text(JsonNames.THREADS));
        }
        ids(fields, draft);
        JsonThrown.fill(fields, draft);
        rest(record, fields, draft, place, sink);
    }

    private void time(JsonFields fields, EventDraft draft, Json.Span place, EventSink sink) {
        time(clock, fields.first(JsonNames.TIMES), draft, place, sink);
    }

    /** Sets the time that this value says, or reports that it says none. */
    static void time(TimeParser clock, Json value, EventDraft draft, Json.Span place, EventSink sink) {
        if (value instanceof Json.Text text) {
            byte[] bytes = text.value().getBytes(StandardCharsets.UTF_8);
            if (clock.parse(bytes, 0, bytes.length) && !clock.wasImpossible()) {
                Optional<Long> exact = JsonTime.nanos(value);
                boolean known = clock.quality() == TimeQuality.EXACT && exact.isPresent();
                draft.time(known ? exact.get() : clock.nanos(), clock.quality());
                return;
            }
        }
        Optional<Long> nanos = JsonTime.nanos(value);
        if (nanos.isPresent()) {
            draft.time(nanos.get(), TimeQuality.EXACT);
        } else {
            noTime(value.isEmpty() ? IssueCode.TIME_MISSING : IssueCode.TIME_RANGE, draft, place, sink);
        }
    }

    /** Reports that a record has no usable time, unless the draft has one from elsewhere. */
    static void noTime(IssueCode code, EventDraft draft, Json.Span place, EventSink sink) {
        if (!draft.hasTime()) {
            sink.report(code, "no usable time; it stands beside the record before it", place.offset(), place.line());
        }
    }

    /** What says no level stays an attribute. */
    private static int severity(JsonFields fields, Json.Members record) {
        String name = fields.firstName(JsonNames.LEVELS);
        if (name == null) {
            return 0;
        }
        Json level = fields.get(name);
        String word = level.word();
        int severity = 0;
        if (level instanceof Json.Numeral numeral) {
            int number = numeral.value().length() > 6 ? 0 : level.number();
            severity = isNextcloud(record)
                    ? 5 + 4 * Math.clamp(number, 0, 4)
                    : severity(number, name, !record.at("short_message").isEmpty());
        } else if (word != null) {
            severity = severity(word);
        }
        if (severity > 0) {
            fields.use(name);
        }
        return severity;
    }

    /** Nextcloud and ownCloud count from 0, which says nothing of importance, to 4. */
    private static boolean isNextcloud(Json.Members record) {
        return record.values().containsKey("reqId") && record.values().containsKey("remoteAddr");
    }

    /** MongoDB says with one letter what others have words for. */
    private static int mongo(JsonFields fields, EventDraft draft) {
        draft.logger(fields.text(List.of("c")));
        draft.thread(fields.text(List.of("ctx")));
        String level = fields.text(List.of("s"));
        return level == null || level.isEmpty() ? 0 : Levels.ofLetter((byte) level.charAt(0));
    }

    /** OpenTelemetry's number for the number that a field of this name holds; GELF's are syslog's. */
    static int severity(int number, String name, boolean gelf) {
        if (name.equals("severityNumber")) {
            return number;
        }
        if (name.equals("priority")) {
            return 0;
        }
        boolean syslog = gelf || name.equals("PRIORITY") || number > 0 && number < 8;
        return syslog ? Levels.ofSyslog(number) : Levels.ofNumber(number);
    }

    /** OpenTelemetry's number for a word or a digit of syslog's. */
    static int severity(String word) {
        return word.length() == 1 && Character.isDigit(word.charAt(0))
                ? Levels.ofSyslog(word.charAt(0) - '0')
                : Levels.ofWord(word);
    }

    /** bunyan's {@code name} is the service, beside its version {@code v} and {@code hostname}. */
    private static @Nullable String service(JsonFields fields, Json.Members record) {
        String named = fields.text(JsonNames.SERVICES);
        if (named == null && !record.at("v").isEmpty() && !record.at("hostname").isEmpty()) {
            fields.use("name");
            return record.at("name").word();
        }
        return named;
    }

    private static void ids(JsonFields fields, EventDraft draft) {
        String traceName = fields.firstWord(JsonNames.TRACES);
        if (traceName != null && trace(traceName, fields, draft)) {
            fields.use(traceName);
        }
        String spanName = fields.firstWord(JsonNames.SPANS);
        if (spanName != null && span(spanName, fields, draft)) {
            fields.use(spanName);
        }
        String parent = fields.get("traceparent").word();
        if (parent != null && parent.matches("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")) {
            byte[] hex = parent.getBytes(StandardCharsets.US_ASCII);
            draft.traceIdHex(hex, 3, 35);
            draft.spanIdHex(hex, 36, 52);
        }
    }

    /** Whether the id could be read; what is none stays an attribute. */
    private static boolean trace(String name, JsonFields fields, EventDraft draft) {
        String text = String.valueOf(fields.get(name).word());
        String id = text.substring(text.lastIndexOf('/') + 1);
        if (name.equals("dd.trace_id") && id.length() < 32 && id.matches("\\d{1,20}")) {
            BigInteger decimal = new BigInteger(id);
            draft.traceId(decimal.shiftRight(64).longValue(), decimal.longValue());
            return true;
        }
        byte[] hex = (isUuid(id) ? id.replace("-", "") : id).getBytes(StandardCharsets.UTF_8);
        return hex.length >= 16 && draft.traceIdHex(hex, 0, hex.length);
    }

    /** Kibana and others give a UUID for an id: the same 32 digits with dashes between. */
    static boolean isUuid(String id) {
        return id.length() == 36
                && id.charAt(8) == '-'
                && id.charAt(13) == '-'
                && id.charAt(18) == '-'
                && id.charAt(23) == '-';
    }

    private static boolean span(String name, JsonFields fields, EventDraft draft) {
        String span = String.valueOf(fields.get(name).word());
        if (name.equals("dd.span_id") && span.matches("\\d{1,20}")) {
            draft.spanId(new BigInteger(span).longValue());
            return true;
        }
        byte[] hex = span.getBytes(StandardCharsets.UTF_8);
        return draft.spanIdHex(hex, 0, hex.length);
    }

    private static void rest(
            Json.Members record, JsonFields fields, EventDraft draft, Json.Span place, EventSink sink) {
        Fields attributes = new Fields(draft);
        for (Map.Entry<String, Json> member : record.values().entrySet()) {
            String name = member.getKey();
            if (fields.isUsed(name)) {
                continue;
            }
            if (member.getValue() instanceof Json.Members nested) {
                for (Map.Entry<String, Json> inner : nested.values().entrySet()) {
                    String dotted = name + "." + inner.getKey();
                    if (!fields.isUsed(dotted)) {
                        attributes.add(dotted, inner.getValue());
                    }
                }
            } else {
                attributes.add(name, member.getValue());
            }
        }
        attributes.finish(sink, place);
    }
}
