package dev.faultline.importers.container;

import dev.faultline.model.IssueCode;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Adds to every event what its wrapper said: pod, container, and the tool's time or zone where the line has none. */
final class WrappedSink implements EventSink {
    private static final int MOST_LINES = 100_000;

    private @Nullable EventSink behind;
    private @Nullable EventDraft draft;
    private @Nullable String service;
    private String pod = "";
    private String namespace = "";
    private String container = "";
    private String stream = "";
    /** Lines that no event has begun with yet: where each stands, and when it was taken. */
    private final ArrayDeque<Taken> lines = new ArrayDeque<>();

    private final TakenZone zone = new TakenZone();
    private long observed = Long.MIN_VALUE;

    private record Taken(long offset, long time) {}

    void begin(Wrapper.Unwrapped first, @Nullable String serviceName) {
        pod = first.pod;
        namespace = first.namespace;
        container = first.container;
        stream = first.stream.substring(first.stream.lastIndexOf('/') + 1);
        service = serviceName;
    }

    /** The line that comes next stands at this place and was taken at this time. */
    void next(EventSink sink, long offset, long time) {
        behind = sink;
        if (lines.size() == MOST_LINES) {
            lines.removeFirst();
        }
        lines.add(new Taken(offset, time));
    }

    /** No line comes any more, but what was held back may. */
    void last(EventSink sink) {
        behind = sink;
    }

    /** When the line was taken that the event begins with: parsers may hold an event back until later lines came. */
    private long observed(long offset) {
        while (!lines.isEmpty() && lines.getFirst().offset() <= offset) {
            observed = lines.removeFirst().time();
        }
        return observed;
    }

    private EventSink sink() {
        return java.util.Objects.requireNonNull(behind);
    }

    @Override
    public EventDraft draft() {
        EventDraft fresh = sink().draft();
        draft = fresh;
        return fresh;
    }

    @Override
    public void accept() {
        EventDraft event = java.util.Objects.requireNonNull(draft);
        long taken = observed(event.offset());
        if (!event.hasTime() && taken != Long.MIN_VALUE) {
            event.time(taken, TimeQuality.EXACT);
        }
        long shift = zone.shift(event.time(), event.timeQuality(), taken);
        if (shift != Long.MIN_VALUE) {
            event.time(event.time() + shift, TimeQuality.EXACT);
        }
        if (!event.hasService() && service != null) {
            event.service(service);
        }
        event.attribute("k8s.pod.name", pod.isEmpty() ? null : pod);
        event.attribute("k8s.namespace.name", namespace.isEmpty() ? null : namespace);
        event.attribute("container.name", container.isEmpty() ? null : container);
        if (stream.equals("stderr") || stream.equals("stdout")) {
            event.attribute("log.iostream", stream);
        }
        sink().accept();
    }

    @Override
    public void reject(IssueCode code, String detail, long offset, long length, long line) {
        sink().reject(code, detail, offset, length, line);
    }

    @Override
    public void report(IssueCode code, String detail, long offset, long line) {
        sink().report(code, detail, offset, line);
    }

    @Override
    public boolean cancelled() {
        return sink().cancelled();
    }
}
