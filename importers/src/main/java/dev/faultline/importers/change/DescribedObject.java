package dev.faultline.importers.change;

import dev.faultline.importers.Limits;
import dev.faultline.importers.Line;
import dev.faultline.importers.tree.Json;
import dev.faultline.store.EventSink;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One object of a description, as the tree that its JSON would be, and the rows of its table of events. */
final class DescribedObject {
    private static final Pattern FIELD =
            Pattern.compile("( *)([A-Z][A-Za-z ]{0,60}|[a-z0-9][a-z0-9.-]{0,62}):(?: +(.*))?");
    private static final Pattern EVENT = Pattern.compile(" {2}(\\S+) {2,}(\\S+) {2,}(.+?) {2,}(\\S+) {2,}(.+)");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT);
    private static final Map<String, String> LISTS = Map.of(
            "Init Containers", "initContainerStatuses",
            "Containers", "containerStatuses",
            "Ephemeral Containers", "ephemeralContainerStatuses");

    private final EventSink sink;
    private final long written;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Map<String, List<Map<String, String>>> containers = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private String section = "";
    private String state = "";
    private long offset;
    private long length;
    private long number;

    private record Row(String type, String reason, String age, String from, String message, Json.Span place) {}

    DescribedObject(EventSink sink, long written) {
        this.sink = sink;
        this.written = written;
    }

    void take(String text, Line line) {
        if (text.isBlank()) {
            return;
        }
        if (section.equals("Events") && text.startsWith(" ")) {
            event(text, line);
            return;
        }
        Matcher field = FIELD.matcher(text);
        if (!field.matches()) {
            return;
        }
        if (fields.isEmpty()) {
            offset = line.offset;
            number = line.number;
        }
        length = line.offset + line.length - offset;
        String value = field.group(3) == null ? "" : field.group(3).strip();
        if (field.group(1).isEmpty()) {
            section = field.group(2);
            state = "";
            fields.putIfAbsent(section, value);
        } else if (LISTS.containsKey(section)) {
            container(field.group(1).length(), field.group(2), value);
        }
    }

    private void container(int column, String name, String value) {
        List<Map<String, String>> list = containers.computeIfAbsent(section, each -> new ArrayList<>());
        if (column == 2 && value.isEmpty()) {
            list.add(new LinkedHashMap<>(Map.of("name", name)));
            state = "";
        } else if (!list.isEmpty() && column == 4) {
            state = name;
            list.getLast().putIfAbsent(name, value);
        } else if (!list.isEmpty() && column > 4) {
            list.getLast().putIfAbsent(state + "/" + name, value);
        }
    }

    private void event(String text, Line line) {
        Matcher row = EVENT.matcher(text);
        if (row.matches() && rows.size() < Limits.ARCHIVE_ENTRIES) {
            boolean heading = row.group(1).equals("Type") || row.group(1).startsWith("--");
            if (!heading) {
                Json.Span place = new Json.Span(line.offset, line.length, line.number);
                rows.add(new Row(row.group(1), row.group(2), row.group(3), row.group(4), row.group(5), place));
            }
        } else if (!rows.isEmpty()) {
            Row last = rows.removeLast();
            long end = line.offset + line.length - last.place.offset();
            Json.Span place = new Json.Span(last.place.offset(), end, last.place.line());
            rows.add(new Row(last.type, last.reason, last.age, last.from, last.message + "\n" + text.strip(), place));
        }
    }

    /** Gives everything that is known of the object. */
    void finish() {
        String name = fields.get("Name");
        if (name == null) {
            return;
        }
        String kind = kind();
        Json.Span place = new Json.Span(offset, length, number);
        Map<String, Json> status = new LinkedHashMap<>();
        containers.forEach((title, list) -> status.put(
                LISTS.getOrDefault(title, title),
                new Json.Items(list.stream().map(each -> status(each, place)).toList(), place)));
        String node = fields.getOrDefault("Node", "");
        Json object = object(
                place,
                "metadata",
                object(
                        place,
                        "name",
                        text(name),
                        "namespace",
                        text(fields.get("Namespace")),
                        "creationTimestamp",
                        time(fields.getOrDefault("Start Time", fields.get("CreationTimestamp")))),
                "spec",
                object(place, "nodeName", text(node.split("/", 2)[0])),
                "status",
                new Json.Members(status, place));
        new KubernetesObject(object, kind, place, sink).read();
        for (Row row : rows) {
            give(row, kind, name);
        }
    }

    private void give(Row row, String kind, String name) {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("TYPE", row.type);
        cells.put("REASON", row.reason);
        cells.put("LAST SEEN", row.age);
        cells.put("SOURCE", row.from);
        cells.put("MESSAGE", row.message);
        cells.put("OBJECT", kind.toLowerCase(Locale.ROOT) + "/" + name);
        String namespace = fields.get("Namespace");
        if (namespace != null) {
            cells.put("NAMESPACE", namespace);
        }
        KubernetesEventTable.event(
                cells, sink.draft().record(row.place.offset(), row.place.shortLength(), row.place.line()), written);
        sink.accept();
    }

    /** It is not said; what there is tells it. */
    private String kind() {
        if (fields.containsKey("StrategyType")) {
            return "Deployment";
        }
        if (fields.containsKey("Capacity") || fields.containsKey("Unschedulable")) {
            return "Node";
        }
        if (fields.containsKey("QoS Class") || fields.containsKey("Start Time") && !fields.containsKey("Parallelism")) {
            return "Pod";
        }
        String controlled = fields.getOrDefault("Controlled By", "");
        if (controlled.startsWith("Deployment/")) {
            return "ReplicaSet";
        }
        return fields.containsKey("Parallelism") ? "Job" : fields.containsKey("Endpoints") ? "Service" : "Object";
    }

    private static Json status(Map<String, String> container, Json.Span place) {
        return object(
                place,
                "name",
                text(container.get("name")),
                "image",
                text(container.get("Image")),
                "restartCount",
                text(container.get("Restart Count")),
                "state",
                state(container, "State", place),
                "lastState",
                state(container, "Last State", place));
    }

    private static Json state(Map<String, String> container, String which, Json.Span place) {
        String word = container.get(which);
        if (word == null) {
            return Json.Nothing.ABSENT;
        }
        String inside = which + "/";
        Json said = object(
                place,
                "reason",
                text(container.get(inside + "Reason")),
                "message",
                text(container.get(inside + "Message")),
                "exitCode",
                text(container.get(inside + "Exit Code")),
                "startedAt",
                time(container.get(inside + "Started")),
                "finishedAt",
                time(container.get(inside + "Finished")));
        return object(place, word.toLowerCase(Locale.ROOT), said);
    }

    /** An object of names and values; what is absent is left out. */
    private static Json object(Json.Span place, Object... namesAndValues) {
        Map<String, Json> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] instanceof Json value && value != Json.Nothing.ABSENT) {
                members.put(String.valueOf(namesAndValues[i]), value);
            }
        }
        return new Json.Members(members, place);
    }

    private static Json text(@Nullable String value) {
        return value == null || value.isEmpty() || value.equals("<none>") ? Json.Nothing.ABSENT : new Json.Text(value);
    }

    /** {@code Fri, 20 Nov 2026 20:02:44 +0000} as JSON would have it. */
    private static Json time(@Nullable String value) {
        if (value == null) {
            return Json.Nothing.ABSENT;
        }
        try {
            return new Json.Text(TIME.parse(value, Instant::from).toString());
        } catch (DateTimeException unknown) {
            return Json.Nothing.ABSENT;
        }
    }
}
