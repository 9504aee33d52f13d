package dev.faultline.importers.trace;

import dev.faultline.importers.tree.Fields;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonTime;
import dev.faultline.model.Frame;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.StackTrace;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What X-Ray's segments and subsegments mean as events. */
final class XRaySegments {
    private static final Set<String> TAKEN = Set.of(
            "name",
            "id",
            "trace_id",
            "parent_id",
            "start_time",
            "end_time",
            "subsegments",
            "http",
            "sql",
            "cause",
            "type",
            "namespace",
            "annotations");
    private static final Map<String, String> HTTP = Map.of(
            "request.method", "http.request.method",
            "request.url", "url.full",
            "request.user_agent", "user_agent.original",
            "request.client_ip", "client.address",
            "response.status", "http.response.status_code",
            "response.content_length", "http.response.body.size");
    private static final Map<String, String> SQL = Map.of(
            "database_type", "db.system.name",
            "sanitized_query", "db.query.text",
            "user", "db.user");

    private final EventSink sink;

    XRaySegments(EventSink sink) {
        this.sink = sink;
    }

    /** What a subsegment takes from the one around it. */
    private record Around(
            @Nullable String trace,
            @Nullable String parent,
            @Nullable String service,
            Json.@Nullable Span place) {}

    /** Gives the segment and all that are in it. False where it is none. */
    boolean take(Json.Members segment, Json.Span place) {
        if (segment.at("id").word() == null || segment.at("start_time").word() == null) {
            return false;
        }
        // A segment's own place, unless it was unpacked from a text.
        boolean unpacked = place.offset() == segment.span().offset()
                && place.length() != segment.span().length();
        segment(segment, new Around(null, null, null, unpacked ? place : null), 0);
        return true;
    }

    private void segment(Json.Members segment, Around around, int depth) {
        Json.Span place = around.place() == null ? segment.span() : around.place();
        boolean sub = depth > 0 || "subsegment".equals(segment.at("type").text());
        String name = segment.at("name").word();
        String service = sub ? around.service() : name;
        String trace = segment.at("trace_id").word() == null
                ? around.trace()
                : trace(segment.at("trace_id").text());
        String parent = segment.at("parent_id").word() == null
                ? around.parent()
                : segment.at("parent_id").word();
        EventDraft draft = sink.draft()
                .record(place.offset(), place.shortLength(), place.line())
                .kind(Kind.SPAN)
                .name(name)
                .service(service);
        time(segment, draft, place);
        Ids.set(draft, trace, segment.at("id").word(), parent, sink, place.offset(), place.line());
        failure(segment, draft);
        attributes(segment, sub, draft, place);
        sink.accept();
        Around inside = new Around(trace, segment.at("id").word(), service, around.place());
        for (Json each : segment.at("subsegments").items()) {
            if (each instanceof Json.Members members) {
                segment(members, inside, depth + 1);
            } else {
                sink.reject(
                        IssueCode.NOT_A_RECORD,
                        "a subsegment is missing or beyond the limits",
                        place.offset(),
                        place.length(),
                        place.line());
            }
        }
    }

    private static @Nullable String trace(@Nullable String id) {
        return id != null && id.startsWith("1-") ? id.substring(2).replace("-", "") : id;
    }

    private void time(Json segment, EventDraft draft, Json.Span place) {
        Optional<Long> start = JsonTime.nanos(segment.at("start_time"));
        Optional<Long> end = JsonTime.nanos(segment.at("end_time"));
        if (start.isEmpty()) {
            sink.report(IssueCode.TIME_MISSING, "the segment has no usable time", place.offset(), place.line());
            return;
        }
        draft.time(start.get(), TimeQuality.EXACT);
        if (end.isPresent()) {
            draft.duration(end.get() - start.get());
            if (end.get() < start.get()) {
                String detail = "the segment ends before it begins";
                sink.report(IssueCode.CLOCK_BACKWARDS, detail, place.offset(), place.line());
            }
        }
    }

    private static void failure(Json segment, EventDraft draft) {
        StackTrace thrown = thrown(segment.at("cause", "exceptions").items());
        if (segment.at("fault").isTrue()) {
            draft.severity(Severity.ERROR);
        } else if (segment.at("error").isTrue() || segment.at("throttle").isTrue()) {
            draft.severity(Severity.WARN);
        }
        if (thrown != null) {
            draft.exception(thrown).message(thrown.message() == null ? thrown.type() : thrown.message());
        }
    }

    /** The first was thrown; the ones behind it led to it. */
    private static @Nullable StackTrace thrown(List<Json> exceptions) {
        @Nullable StackTrace thrown = null;
        for (Json each : exceptions.reversed()) {
            List<Frame> frames = new ArrayList<>();
            for (Json frame : each.at("stack").items()) {
                String label = frame.at("label").word();
                frames.add(new Frame(
                        label == null ? "?" : label,
                        frame.at("path").word(),
                        frame.at("line").number(),
                        null,
                        true));
            }
            String type = each.at("type").word();
            thrown = new StackTrace(type == null ? "" : type, each.at("message").text(), frames, thrown, null);
        }
        return thrown;
    }

    private void attributes(Json.Members segment, boolean sub, EventDraft draft, Json.Span place) {
        Fields fields = new Fields(draft);
        String namespace = segment.at("namespace").word();
        String kind = namespace != null ? "client" : sub ? "internal" : "server";
        fields.add("span.kind", new Json.Text(kind));
        fields.add("aws.xray.namespace", segment.at("namespace"));
        for (String side : List.of("request", "response")) {
            segment.at("http", side).members().forEach((name, value) -> {
                String path = side + "." + name;
                fields.add(HTTP.getOrDefault(path, "http." + path), value);
            });
        }
        segment.at("sql").members().forEach((name, value) -> fields.add(SQL.getOrDefault(name, "db." + name), value));
        fields.add("", segment.at("annotations"));
        String reference = segment.at("cause").word();
        if (reference != null) {
            fields.add("cause", segment.at("cause"));
        }
        segment.values().forEach((name, value) -> {
            if (!TAKEN.contains(name)) {
                fields.add(name, value);
            }
        });
        fields.finish(sink, place);
    }
}
