package dev.faultline.mcp.ask;

import dev.faultline.model.AttributeValue;
import dev.faultline.model.Change;
import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.Severity;
import dev.faultline.model.Snapshot;
import dev.faultline.model.StackTrace;
import dev.faultline.model.Timestamps;
import dev.faultline.model.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event as assistants see it: what Faultline says of it, and apart from that what the evidence says. */
public final class EventAnswer {
    private static final int DEEPEST = 12;
    private static final int MOST_CAUSES = 10;

    private EventAnswer() {}

    /** Everything about the event. */
    public static Map<String, Object> of(Event event) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", event.id().toString());
        if (event.hasTime()) {
            map.put("time", Timestamps.format(event.time()));
            if (event.duration() >= 0) {
                map.put("end", Timestamps.format(event.time() + event.duration()));
                map.put("duration_ns", event.duration());
            }
        }
        map.put("time_quality", event.timeQuality().label());
        map.put("kind", event.kind().label());
        if (event.severity() != Severity.UNSPECIFIED) {
            map.put("severity", event.severity().label());
        }
        put(map, "trace_id", event.traceId());
        put(map, "span_id", event.spanId());
        put(map, "parent_id", event.parentId());
        if (event.pattern() >= 0) {
            map.put("pattern", event.pattern());
        }
        map.put("location", location(event));
        map.put(Answer.UNTRUSTED, evidence(event));
        return map;
    }

    private static Map<String, Object> location(Event event) {
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("source", event.location().source());
        place.put("offset", event.location().offset());
        place.put("length", event.location().length());
        if (event.location().line() > 0) {
            place.put("line", event.location().line());
        }
        return place;
    }

    private static Map<String, Object> evidence(Event event) {
        Map<String, Object> map = new LinkedHashMap<>();
        put(map, "service", event.service());
        put(map, "name", event.name());
        put(map, "message", event.message().isEmpty() ? null : event.message());
        put(map, "thread", event.thread());
        put(map, "logger", event.logger());
        if (event.exception() != null) {
            map.put("exception", exception(event.exception(), 0));
        }
        if (!event.attributes().isEmpty()) {
            Map<String, Object> attributes = new LinkedHashMap<>();
            event.attributes().forEach((key, value) -> attributes.put(key, value(value)));
            map.put("attributes", attributes);
        }
        switch (event.detail()) {
            case Snapshot snapshot -> map.put("frames", frames(snapshot));
            case Change change -> map.put("change", change(change));
            case null -> {}
        }
        return map;
    }

    private static Object value(AttributeValue value) {
        if (value.type() == AttributeValue.Type.BOOLEAN) {
            return Boolean.valueOf(value.text());
        }
        if (value.type() == AttributeValue.Type.LONG && value.text().length() < 16) {
            try {
                return Long.parseLong(value.text());
            } catch (NumberFormatException notOne) {
                return value.text();
            }
        }
        // All others keep their text, so that none loses a digit.
        return value.toString();
    }

    private static Map<String, Object> exception(StackTrace exception, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        put(map, "type", exception.type().isEmpty() ? null : exception.type());
        put(map, "message", exception.message());
        map.put("frames", exception.frames().stream().map(Object::toString).toList());
        if (exception.cause() != null && depth < MOST_CAUSES) {
            map.put("cause", exception(exception.cause(), depth + 1));
        }
        return map;
    }

    /** The variables of each frame. */
    private static List<Map<String, Object>> frames(Snapshot snapshot) {
        List<Map<String, Object>> frames = new ArrayList<>();
        for (Snapshot.FrameVariables frame : snapshot.frames()) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("frame", frame.frame().toString());
            map.put("in_app", frame.frame().inApp());
            if (!frame.variables().isEmpty()) {
                map.put("variables", variables(frame.variables(), 0));
            }
            frames.add(map);
        }
        return frames;
    }

    private static List<Map<String, Object>> variables(List<Variable> variables, int depth) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Variable variable : variables) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("name", variable.name());
            put(map, "type", variable.type());
            put(map, "value", variable.value());
            put(map, "not_captured", variable.notCaptured());
            if (!variable.members().isEmpty() && depth < DEEPEST) {
                map.put("members", variables(variable.members(), depth + 1));
            } else if (!variable.members().isEmpty()) {
                map.put("members_omitted", variable.members().size());
            }
            list.add(map);
        }
        return list;
    }

    private static Map<String, Object> change(Change change) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", change.type());
        put(map, "revision", change.revision());
        put(map, "author", change.author());
        map.put("attribution", change.attribution().author().label());
        put(map, "tool", change.attribution().tool());
        put(map, "marker", change.attribution().marker());
        map.put("refs", change.refs());
        map.put("files", change.files().stream().map(EventAnswer::file).toList());
        return map;
    }

    private static Map<String, Object> file(Change.ChangedFile file) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("path", file.path());
        put(map, "old_path", file.oldPath());
        map.put("status", String.valueOf(file.status()));
        if (file.added() >= 0) {
            map.put("added", file.added());
            map.put("removed", file.removed());
        }
        return map;
    }

    /** Ids as texts. */
    public static List<String> ids(List<EventId> ids) {
        return ids.stream().map(EventId::toString).toList();
    }

    /** Puts what is there. */
    public static void put(Map<String, Object> map, String name, @Nullable Object value) {
        if (value != null) {
            map.put(name, value);
        }
    }
}
