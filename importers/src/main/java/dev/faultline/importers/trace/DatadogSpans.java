package dev.faultline.importers.trace;

import dev.faultline.importers.log.StackTraces;
import dev.faultline.importers.tree.Fields;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonTime;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.StackTrace;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The spans of one chunk of a Datadog trace, which share the upper half of their trace id. */
final class DatadogSpans {
    private static final int MOST_TRACES = 10_000;
    private static final String UPPER_HALF = "_dd.p.tid";
    private static final Map<String, String> NAMES = Map.of(
            "http.method", "http.request.method",
            "http.status_code", "http.response.status_code",
            "http.url", "url.full",
            "http.useragent", "user_agent.original",
            "db.statement", "db.query.text",
            "env", "deployment.environment.name",
            "version", "service.version",
            "language", "telemetry.sdk.language",
            "process_id", "process.pid",
            "runtime-id", "service.instance.id");

    private final EventSink sink;
    private final Map<String, String> upperHalves = new HashMap<>();

    DatadogSpans(EventSink sink) {
        this.sink = sink;
    }

    void take(Json record) {
        Json.Span place = record instanceof Json.Members object ? object.span() : new Json.Span(0, 0, 0);
        Json meta = record.at("meta");
        if (record.at("span_id").word() == null) {
            sink.reject(IssueCode.NOT_A_RECORD, "a span without an id", place.offset(), place.length(), place.line());
            return;
        }
        EventDraft draft = sink.draft()
                .record(place.offset(), place.shortLength(), place.line())
                .kind(Kind.SPAN);
        time(record, draft, place);
        ids(record, draft, place);
        String operation = record.at("name").word();
        String resource = record.at("resource").word();
        draft.name(resource == null ? operation : resource)
                .service(record.at("service").word())
                .thread(meta.at("thread.name").word());
        String error = record.at("error").text();
        boolean failed = error != null && !error.equals("0") && !error.equals("false");
        String message = first(meta, "error.message", "error.msg");
        draft.severity(failed ? Severity.ERROR : Severity.UNSPECIFIED).message(message);
        draft.exception(thrown(meta, message));
        Fields fields = new Fields(draft);
        fields.add("operation.name", record.at("name"));
        fields.add("span.type", record.at("type").word() == null ? Json.Nothing.ABSENT : record.at("type"));
        meta.members().forEach((name, value) -> {
            if (!name.equals("thread.name") && !name.equals("error.stack")) {
                fields.add(NAMES.getOrDefault(name, name), value);
            }
        });
        record.at("metrics").members().forEach((name, value) -> fields.add(NAMES.getOrDefault(name, name), value));
        for (String list : List.of("span_links", "span_events")) {
            if (!record.at(list).isEmpty()) {
                fields.add(list.substring("span_".length()), record.at(list));
            }
        }
        fields.finish(sink, place);
        sink.accept();
    }

    private void time(Json record, EventDraft draft, Json.Span place) {
        String start = record.at("start").text();
        // Always nanoseconds, however small: a test's clock begins at 0.
        long whole = Digits.of(start, 18);
        Optional<Long> nanos = whole >= 0 ? Optional.of(whole) : JsonTime.nanos(record.at("start"));
        if (nanos.isPresent()) {
            draft.time(nanos.get(), TimeQuality.EXACT);
        } else {
            sink.report(IssueCode.TIME_MISSING, "the span has no time", place.offset(), place.line());
        }
        draft.duration(Digits.of(record.at("duration").text(), 18));
    }

    private void ids(Json record, EventDraft draft, Json.Span place) {
        String trace = record.at("trace_id").word();
        String low = hex(trace);
        String upper = record.at("meta", UPPER_HALF).word();
        if (trace != null && upper != null && upperHalves.size() < MOST_TRACES) {
            upperHalves.put(trace, upper);
        } else if (trace != null && upper == null) {
            upper = upperHalves.get(trace);
        }
        boolean whole = low != null && low.length() == 32;
        String id = low == null || upper == null || whole ? low : upper + low;
        String parent = record.at("parent_id").word();
        Ids.set(
                draft,
                id,
                hex(record.at("span_id").word()),
                "0".equals(parent) ? null : hex(parent),
                sink,
                place.offset(),
                place.line());
    }

    /** Sixteen digits of an unsigned decimal; hexadecimal ones of 16 or 32 digits, as some exports have, stay. */
    private static @Nullable String hex(@Nullable String id) {
        if (id == null || id.length() == 32 || id.length() == 16 && !id.chars().allMatch(Character::isDigit)) {
            return id;
        }
        try {
            return HexFormat.of().toHexDigits(Long.parseUnsignedLong(id));
        } catch (NumberFormatException noNumber) {
            return id;
        }
    }

    private static @Nullable String first(Json meta, String... names) {
        for (String name : names) {
            if (meta.at(name).word() != null) {
                return meta.at(name).text();
            }
        }
        return null;
    }

    private static @Nullable StackTrace thrown(Json meta, @Nullable String message) {
        String type = meta.at("error.type").word();
        String text = meta.at("error.stack").word();
        if (text == null) {
            return type == null ? null : new StackTrace(type, message, List.of(), null, null);
        }
        StackTrace parsed = StackTraces.parse(text);
        return new StackTrace(
                type == null ? parsed.type() : type,
                message == null ? parsed.message() : message,
                parsed.frames(),
                parsed.cause(),
                text);
    }
}
