package dev.faultline.workbench;

import dev.faultline.model.AttributeValue;
import dev.faultline.model.Change;
import dev.faultline.model.Event;
import dev.faultline.model.Frame;
import dev.faultline.model.Severity;
import dev.faultline.model.StackTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that an event says, line by line. */
final class EventFields {
    private final List<FieldsView.Line> lines = new ArrayList<>();

    private EventFields() {}

    /** {@code where} is the file and place that prove it. */
    static List<FieldsView.Line> of(Event event, String where) {
        EventFields fields = new EventFields();
        fields.describe(event, where);
        return fields.lines;
    }

    private void describe(Event event, String where) {
        plain("time", time(event));
        plain("duration", event.duration() >= 0 ? TimeText.duration(event.duration()) : null);
        field(
                "severity",
                event.severity() == Severity.UNSPECIFIED
                        ? null
                        : event.severity().label());
        field("kind", event.kind().label());
        field("service", event.service());
        field("name", event.name());
        plain("message", event.message());
        field("trace_id", event.traceId());
        field("span_id", event.spanId());
        field("parent_id", event.parentId());
        field("thread", event.thread());
        field("logger", event.logger());
        for (Map.Entry<String, AttributeValue> attribute : event.attributes().entrySet()) {
            add(attribute.getKey(), attribute.getValue().toString(), "attributes." + attribute.getKey());
        }
        field("pattern", event.pattern() < 0 ? null : Integer.toString(event.pattern()));
        if (event.detail() instanceof Change change) {
            change(change);
        }
        for (StackTrace each = event.exception(); each != null; each = each.cause()) {
            boolean first = each.equals(event.exception());
            String message = each.message() == null ? "" : ": " + each.message();
            add(first ? "exception" : Words.of("fields.caused-by"), each.type() + message, null);
            if (!each.type().isEmpty() && first) {
                field("exception.type", each.type());
            }
            frames(each.frames());
        }
        plain("source", where);
        plain("id", event.id().toString());
    }

    private static String time(Event event) {
        return event.hasTime()
                ? TimeText.full(event.time()) + " ("
                        + event.timeQuality().label().replace('_', ' ') + ")"
                : Words.of("fields.no-time");
    }

    private void change(Change change) {
        plain("revision", change.revision());
        plain("author", change.author());
        String marker = change.attribution().marker();
        plain("written by", change.attribution().author().label() + (marker == null ? "" : " — " + marker));
        plain("refs", String.join(", ", change.refs()));
        change.files()
                .forEach(file -> plain(
                        String.valueOf(file.status()), file.path() + "  +" + file.added() + " −" + file.removed()));
        plain("", change.body());
    }

    /** Frames of the application one by one, runs of others as their number. */
    private void frames(List<Frame> frames) {
        int library = 0;
        for (Frame frame : frames) {
            if (frame.inApp()) {
                library = flush(library);
                plain("", "▶ " + frame);
            } else {
                library++;
            }
        }
        flush(library);
    }

    private int flush(int library) {
        if (library > 0) {
            plain("", Words.of("fields.library", library));
        }
        return 0;
    }

    private void field(String name, @Nullable String value) {
        add(name, value, name);
    }

    private void plain(String name, @Nullable String value) {
        add(name, value, null);
    }

    private void add(String name, @Nullable String value, @Nullable String field) {
        if (value != null && !value.isEmpty()) {
            lines.add(new FieldsView.Line(name, value, field));
        }
    }
}
