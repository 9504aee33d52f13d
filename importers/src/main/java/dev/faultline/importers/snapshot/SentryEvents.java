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
import dev.faultline.model.Variable;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    @Override
    public String format() {
        return "sentry";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary() || !JsonRecords.looksLikeJson(head)) {
            return 0;
        }
        String text = head.text();
        boolean envelope = text.startsWith("{") && text.contains("\"event_id\"") && text.contains("\"sent_at\"");
        boolean event =
                text.contains("\"exception\"") && text.contains("\"values\"") && text.contains("\"stacktrace\"");
        boolean own = text.contains("\"event_id\"") || text.contains("\"sdk\"") || text.contains("\"in_app\"");
        return envelope || event && own ? 0.93 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        String service = input.context().service();
        new JsonRecords(sink, JSON_DEPTH, record -> record(record, service, sink)).read(input);
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
                || !record.at("logentry").isEmpty();
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
            transaction(record, draft);
        } else {
            failure(record, exceptions, draft);
        }
        attributes(record, fields);
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
        Json trace = record.at("contexts", "trace");
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

    private static void transaction(Json.Members record, EventDraft draft) {
        draft.kind(Kind.SPAN);
        Optional<Long> start = JsonTime.nanos(record.at("start_timestamp"));
        Optional<Long> end = JsonTime.nanos(record.at("timestamp"));
        if (start.isPresent() && end.isPresent()) {
            draft.duration(end.get() - start.get());
        }
        String status = record.at("contexts", "trace", "status").word();
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
        StackTrace thrown = thrown(chain);
        draft.exception(thrown);
        List<Snapshot.FrameVariables> frames =
                chain.isEmpty() ? List.of() : frames(chain.getLast().at("stacktrace", "frames"));
        boolean variables = frames.stream().anyMatch(frame -> !frame.variables().isEmpty());
        draft.kind(variables ? Kind.SNAPSHOT : Kind.LOG);
        if (!frames.isEmpty()) {
            draft.detail(new Snapshot(frames, "exception"));
        }
        Json message = record.at("message");
        String said = message.text();
        if (said == null) {
            said = record.at("logentry", "formatted").text();
        }
        if (said == null) {
            said = record.at("logentry", "message").text();
        }
        if (said == null && thrown != null) {
            said = thrown.type() + (thrown.message() == null ? "" : ": " + thrown.message());
        }
        draft.message(said);
    }

    /** The last of the list was thrown; the ones before it led to it. */
    private static @Nullable StackTrace thrown(List<Json> chain) {
        @Nullable StackTrace thrown = null;
        for (Json each : chain) {
            List<Frame> frames = new ArrayList<>();
            each.at("stacktrace", "frames").items().forEach(frame -> frames.addFirst(frame(frame)));
            String type = each.at("type").word();
            String value = each.at("value").text();
            thrown = new StackTrace(type == null ? "" : type, value, frames, thrown, null);
        }
        return thrown;
    }

    private static Frame frame(Json frame) {
        String function = frame.at("function").word();
        String module = frame.at("module").word();
        String name = function == null
                ? "?"
                : module == null || module.equals("__main__") ? function : module + "." + function;
        String file = frame.at("filename").word();
        boolean inApp = !"false".equals(frame.at("in_app").text());
        return new Frame(
                name,
                file == null ? frame.at("abs_path").word() : file,
                frame.at("lineno").number(),
                module,
                inApp);
    }

    private static List<Snapshot.FrameVariables> frames(Json list) {
        List<Snapshot.FrameVariables> frames = new ArrayList<>();
        for (Json frame : list.items()) {
            List<Variable> variables = new ArrayList<>();
            frame.at("vars").members().forEach((name, value) -> variables.add(variable(name, value)));
            frames.addFirst(new Snapshot.FrameVariables(frame(frame), variables, context(frame)));
        }
        return frames;
    }

    /** The tree of values is as deep as the JSON was allowed to be. */
    private static Variable variable(String name, Json value) {
        List<Variable> members = new ArrayList<>();
        value.members().forEach((key, member) -> members.add(variable(key, member)));
        int index = 0;
        for (Json item : value.items()) {
            members.add(variable("[" + index++ + "]", item));
        }
        String text =
                switch (value) {
                    case Json.Nothing nothing -> nothing == Json.Nothing.CUT ? null : "null";
                    default -> value.text();
                };
        String missing = value == Json.Nothing.CUT ? "depth" : null;
        return new Variable(name, null, text, members, missing);
    }

    private static List<Snapshot.SourceLine> context(Json frame) {
        List<Snapshot.SourceLine> lines = new ArrayList<>();
        int line = frame.at("lineno").number();
        List<Json> before = frame.at("pre_context").items();
        for (int i = 0; i < before.size(); i++) {
            lines.add(new Snapshot.SourceLine(
                    Math.max(0, line - before.size() + i),
                    String.valueOf(before.get(i).text())));
        }
        String here = frame.at("context_line").text();
        if (here != null) {
            lines.add(new Snapshot.SourceLine(line, here));
        }
        int number = line;
        for (Json after : frame.at("post_context").items()) {
            lines.add(new Snapshot.SourceLine(++number, String.valueOf(after.text())));
        }
        return lines;
    }

    private static void attributes(Json.Members record, Fields fields) {
        for (String name :
                List.of("event_id", "platform", "release", "environment", "dist", "culprit", "user", "extra")) {
            fields.add(name, record.at(name));
        }
        fields.add("host.name", record.at("server_name"));
        fields.add("url.full", record.at("request", "url"));
        fields.add("http.request.method", record.at("request", "method"));
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
