package dev.faultline.redaction;

import dev.faultline.model.AttributeValue;
import dev.faultline.model.Attribution;
import dev.faultline.model.Change;
import dev.faultline.model.Detail;
import dev.faultline.model.Event;
import dev.faultline.model.Snapshot;
import dev.faultline.model.StackTrace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes out of whole events what must not leave. */
public final class Redaction {
    private static final int CAUSES = 60;

    private final Redactor redactor;

    /** Uses this redactor, whose counts say what was taken. */
    public Redaction(Redactor redactor) {
        this.redactor = redactor;
    }

    /** The event with every text of it redacted; times, ids and places stay. */
    public Event event(Event event) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        event.attributes()
                .forEach((name, value) -> attributes.put(redactor.text(name), redactor.attribute(name, value)));
        return new Event(
                event.id(),
                event.kind(),
                event.time(),
                event.timeQuality(),
                event.duration(),
                event.severityNumber(),
                redactor.optional(event.service()),
                redactor.optional(event.name()),
                redactor.text(event.message()),
                event.traceId(),
                event.spanId(),
                event.parentId(),
                redactor.optional(event.thread()),
                redactor.optional(event.logger()),
                exception(event.exception()),
                attributes,
                detail(event.detail()),
                event.pattern(),
                event.location());
    }

    private @Nullable StackTrace exception(@Nullable StackTrace exception) {
        List<StackTrace> chain = new ArrayList<>();
        for (StackTrace each = exception; each != null && chain.size() < CAUSES; each = each.cause()) {
            chain.add(each);
        }
        @Nullable StackTrace cause = null;
        for (StackTrace each : chain.reversed()) {
            cause = new StackTrace(
                    redactor.text(each.type()),
                    redactor.optional(each.message()),
                    each.frames().stream().map(redactor::frame).toList(),
                    cause,
                    redactor.optional(each.text()));
        }
        return cause;
    }

    private @Nullable Detail detail(@Nullable Detail detail) {
        return switch (detail) {
            case Snapshot snapshot -> snapshot(snapshot);
            case Change change -> change(change);
            case null -> null;
        };
    }

    private Snapshot snapshot(Snapshot snapshot) {
        List<Snapshot.FrameVariables> frames = new ArrayList<>();
        for (Snapshot.FrameVariables frame : snapshot.frames()) {
            frames.add(new Snapshot.FrameVariables(
                    redactor.frame(frame.frame()),
                    redactor.variables(frame.variables(), 0),
                    frame.context().stream()
                            .map(line -> new Snapshot.SourceLine(line.number(), redactor.text(line.text())))
                            .toList()));
        }
        return new Snapshot(frames, redactor.optional(snapshot.reason()));
    }

    private Change change(Change change) {
        Attribution attribution = change.attribution();
        return new Change(
                change.type(),
                redactor.optional(change.revision()),
                change.parents(),
                redactor.person(change.author()),
                redactor.text(change.body()),
                change.trailers().stream()
                        .map(trailer -> Map.entry(trailer.getKey(), redactor.text(trailer.getValue())))
                        .toList(),
                change.files().stream()
                        .map(file -> new Change.ChangedFile(
                                redactor.text(file.path()),
                                redactor.optional(file.oldPath()),
                                file.status(),
                                file.added(),
                                file.removed()))
                        .toList(),
                change.refs().stream().map(redactor::text).toList(),
                new Attribution(
                        attribution.author(),
                        redactor.optional(attribution.tool()),
                        redactor.optional(attribution.marker())));
    }
}
