package dev.faultline.importers.snapshot;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.Limits;
import dev.faultline.importers.tree.Fields;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonRecords;
import dev.faultline.importers.tree.JsonText;
import dev.faultline.importers.tree.JsonTime;
import dev.faultline.model.Frame;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.Snapshot;
import dev.faultline.model.StackTrace;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sentry's events, as its interface downloads them and as its SDKs send them in envelopes. Specified by Sentry's "Event
 * Payloads" and "Envelopes". Breadcrumbs become log events of their own.
 *
 * <p>Traps: times are ISO text or float seconds; frames run from the caller to the call that failed, the other way round
 * than Java prints them; the cause stands first, the exception that was caught last; variables are texts as Python prints
 * them or JSON; old events name {@code sentry.interfaces.Exception}; tags and breadcrumbs are lists or objects; frames may be
 * missing. Samples: {@code snapshots/sentry}.
 */
public final class SentryEvents implements Importer {
    private static final List<String> EXCEPTIONS = List.of("exception", "sentry.interfaces.Exception");
    private static final int JSON_DEPTH = Limits.JSON_DEPTH;

    /** What every event has, also one that is a message only. */
    private static final Pattern EVENT_ID = Pattern.compile("\"event_id\"\\s*:\\s*\"[0-9a-fA-F]{32}\"");

    @Override
    public String format() {
        return "sentry";
    }

    @Override
    public double recognises(Head head) {
        if (!JsonRecords.looksLikeJson(head)) {
            return 0;
        }
        String text = head.text();
        if (SentryEnvelope.is(text)) {
            return 0.95;
        }
        if (head.binary()) {
            return 0;
        }
        boolean envelope = text.startsWith("{") && text.contains("\"event_id\"") && text.contains("\"sent_at\"");
        boolean event = text.contains("\"exception\"") && text.contains("\"values\"") && text.contains("\"stacktrace\"")
                || text.contains("\"sentry.interfaces.");
        boolean bare = EVENT_ID.matcher(text).find() && text.contains("\"platform\"");
        boolean own = text.contains("\"event_id\"") || text.contains("\"sdk\"") || text.contains("\"in_app\"");
        return envelope || bare || event && own ? 0.93 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        String service = input.context().service();
        if (SentryEnvelope.is(input.head().text())) {
            new SentryEnvelope(input, JSON_DEPTH, sink, record -> record(record, service, sink)).read();
        } else {
            new JsonRecords(sink, JSON_DEPTH, record -> record(record, service, sink)).read(input);
        }
    }

    private static void record(Json.Members record, @Nullable String service, EventSink sink) {
        boolean header = record.at("timestamp").isEmpty()
                && record.at("exception").isEmpty()
                && (record.at("sent_at").word() != null
                        || record.at("type").word() != null && record.values().size() < 8);
        if (header) {
            return;
        }
        Json.Span place = record.span();
        boolean transaction = "transaction".equals(record.at("type").text());
        Json exceptions = exceptions(record);
        boolean event = transaction
                || !exceptions.isEmpty()
                || record.at("platform").word() != null
                || record.at("message").word() != null
                || !record.at("logentry").isEmpty()
                || !record.at("sentry.interfaces.Message").isEmpty();
        if (!event) {
            sink.reject(IssueCode.NOT_A_RECORD, "no Sentry event", place.offset(), place.length(), place.line());
            return;
        }
        breadcrumbs(record, service, sink);
        EventDraft draft = sink.draft().record(place.offset(), place.shortLength(), place.line());
        time(transaction ? record.at("start_timestamp") : record.at("timestamp"), draft, place, sink);
        Fields fields = new Fields(draft);
        ids(record, draft);
        String app = record.at("contexts", "app", "app_name").word();
        draft.service(app == null ? service : app)
                .logger(record.at("logger").word())
                .name(record.at("transaction").word());
        if (transaction) {
            transaction(record, record.at("contexts", "trace"), draft);
        } else {
            failure(record, exceptions, draft);
        }
        attributes(record, fields);
        fields.finish(sink, place);
        sink.accept();
        for (Json span : record.at("spans").items()) {
            if (span instanceof Json.Members members) {
                span(members, app == null ? service : app, sink);
            }
        }
    }

    /** A span of a transaction. */
    private static void span(Json.Members span, @Nullable String service, EventSink sink) {
        Json.Span place = span.span();
        EventDraft draft = sink.draft()
                .record(place.offset(), place.shortLength(), place.line())
                .service(service)
                .name(span.at("op").word());
        time(span.at("start_timestamp"), draft, place, sink);
        transaction(span, span, draft);
        trace(span, draft);
        String description = span.at("description").text();
        draft.message(description == null ? span.at("op").text() : description);
        Fields fields = new Fields(draft);
        fields.add("", span.at("data"));
        fields.add("tags", span.at("tags"));
        fields.add("status", span.at("status"));
        fields.finish(sink, place);
        sink.accept();
    }

    private static Json exceptions(Json.Members record) {
        for (String name : EXCEPTIONS) {
            Json value = record.at(name);
            if (!value.isEmpty()) {
                return value.at("values").isEmpty() ? value : value.at("values");
            }
        }
        return Json.Nothing.ABSENT;
    }

    private static void time(Json value, EventDraft draft, Json.Span place, EventSink sink) {
        Optional<Long> nanos = JsonTime.nanos(value);
        if (nanos.isPresent()) {
            draft.time(nanos.get(), TimeQuality.EXACT);
        } else {
            sink.report(IssueCode.TIME_MISSING, "the event has no usable time", place.offset(), place.line());
        }
    }

    private static void ids(Json.Members record, EventDraft draft) {
        trace(record.at("contexts", "trace"), draft);
    }

    private static void trace(Json trace, EventDraft draft) {
        String id = trace.at("trace_id").word();
        String span = trace.at("span_id").word();
        String parent = trace.at("parent_span_id").word();
        if (id != null) {
            byte[] hex = id.getBytes(StandardCharsets.ISO_8859_1);
            draft.traceIdHex(hex, 0, hex.length);
        }
        if (span != null) {
            byte[] hex = span.getBytes(StandardCharsets.ISO_8859_1);
            draft.spanIdHex(hex, 0, hex.length);
        }
        if (parent != null) {
            byte[] hex = parent.getBytes(StandardCharsets.ISO_8859_1);
            draft.parentIdHex(hex, 0, hex.length);
        }
    }

    private static void transaction(Json.Members record, Json trace, EventDraft draft) {
        draft.kind(Kind.SPAN);
        Optional<Long> start = JsonTime.nanos(record.at("start_timestamp"));
        Optional<Long> end = JsonTime.nanos(record.at("timestamp"));
        if (start.isPresent() && end.isPresent()) {
            draft.duration(end.get() - start.get());
        }
        String status = trace.at("status").word();
        draft.severity(status == null || status.equals("ok") ? Severity.UNSPECIFIED : Severity.ERROR)
                .message(status);
    }

    private static void failure(Json.Members record, Json exceptions, EventDraft draft) {
        String level = record.at("level").word();
        draft.severity(
                level == null
                        ? Severity.ERROR
                        : Severity.of(level.equals("warning") ? "warn" : level).orElse(Severity.ERROR));
        List<Json> chain = exceptions.items();
        StackTrace thrown = SentryStacks.thrown(chain);
        draft.exception(thrown);
        List<Snapshot.FrameVariables> frames = SentryStacks.frames(chain);
        if (frames.isEmpty()) {
            frames = SentryStacks.frames(otherStack(record));
        }
        boolean variables = frames.stream().anyMatch(frame -> !frame.variables().isEmpty());
        draft.kind(variables ? Kind.SNAPSHOT : Kind.LOG);
        if (!frames.isEmpty()) {
            draft.detail(new Snapshot(frames, "exception"));
        }
        if (thrown == null && !frames.isEmpty()) {
            List<Frame> calls =
                    frames.stream().map(Snapshot.FrameVariables::frame).toList();
            draft.exception(new StackTrace("", null, calls, null, null));
        }
        String said = SentryMessage.of(record);
        if (said == null && thrown != null) {
            said = thrown.type() + (thrown.message() == null ? "" : ": " + thrown.message());
        }
        draft.message(said);
    }

    /** Where the exception has no frames: those of the event, of its crashed thread or of the current one. */
    private static Json otherStack(Json.Members record) {
        for (String name : List.of("stacktrace", "sentry.interfaces.Stacktrace")) {
            if (!record.at(name, "frames").isEmpty()) {
                return record.at(name, "frames");
            }
        }
        Json list = record.at("threads");
        List<Json> threads = list.items().isEmpty() ? list.at("values").items() : list.items();
        for (String which : List.of("crashed", "current")) {
            for (Json thread : threads) {
                if (thread.at(which).isTrue()) {
                    return thread.at("stacktrace", "frames");
                }
            }
        }
        return Json.Nothing.ABSENT;
    }

    private static void attributes(Json.Members record, Fields fields) {
        for (String name :
                List.of("event_id", "platform", "release", "environment", "dist", "culprit", "user", "extra")) {
            fields.add(name, record.at(name));
        }
        fields.add("host.name", record.at("server_name"));
        fields.add("url.full", record.at("request", "url"));
        fields.add("http.request.method", record.at("request", "method"));
        fields.add("url.full", record.at("sentry.interfaces.Http", "url"));
        fields.add("user", record.at("sentry.interfaces.User"));
        for (String name : List.of("runtime", "os", "device")) {
            Json context = record.at("contexts", name);
            String key = name.equals("runtime") ? "process.runtime" : name;
            fields.add(key + ".name", context.at("name"));
            fields.add(key + ".version", context.at("version"));
        }
        fields.add("sentry.sdk", record.at("sdk", "name"));
        fields.add("sentry.fingerprint", record.at("fingerprint"));
        Json tags = record.at("tags");
        fields.add("tags", tags instanceof Json.Members ? tags : Json.Nothing.ABSENT);
        for (Json pair : tags.items()) {
            if (pair.items().size() == 2) {
                fields.add(
                        "tags." + pair.items().getFirst().text(), pair.items().getLast());
            } else if (pair.at("key").word() != null) {
                fields.add("tags." + pair.at("key").text(), pair.at("value"));
            }
        }
    }

    private static void breadcrumbs(Json.Members record, @Nullable String service, EventSink sink) {
        Json list = record.at("breadcrumbs");
        List<Json> crumbs = list.items().isEmpty() ? list.at("values").items() : list.items();
        for (Json crumb : crumbs) {
            if (crumb instanceof Json.Members members) {
                breadcrumb(members, service, record, sink);
            }
        }
    }

    private static void breadcrumb(Json.Members crumb, @Nullable String service, Json.Members record, EventSink sink) {
        Json.Span place = crumb.span();
        EventDraft draft = sink.draft().record(place.offset(), place.shortLength(), place.line());
        JsonTime.nanos(crumb.at("timestamp")).ifPresent(nanos -> draft.time(nanos, TimeQuality.EXACT));
        String level = crumb.at("level").word();
        draft.severity(
                level == null
                        ? Severity.INFO
                        : Severity.of(level.equals("warning") ? "warn" : level).orElse(Severity.INFO));
        String message = crumb.at("message").text();
        Json data = crumb.at("data");
        draft.service(service)
                .logger(crumb.at("category").word())
                .message(message != null ? message : data.isEmpty() ? "breadcrumb" : JsonText.of(data));
        ids(record, draft);
        Fields fields = new Fields(draft);
        fields.add("breadcrumb.type", crumb.at("type"));
        for (Map.Entry<String, Json> member : data.members().entrySet()) {
            fields.add(member.getKey(), member.getValue());
        }
        fields.finish(sink, place);
        sink.accept();
    }
}
