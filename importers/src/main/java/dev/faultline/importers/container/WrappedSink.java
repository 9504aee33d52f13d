package dev.faultline.importers.container;

import dev.faultline.model.IssueCode;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import org.jspecify.annotations.Nullable;

/** Adds to every event what its wrapper said: pod, container, and the tool's time where the line has none. */
final class WrappedSink implements EventSink {
    private @Nullable EventSink behind;
    private @Nullable EventDraft draft;
    private @Nullable String service;
    private String pod = "";
    private String container = "";
    private String stream = "";
    private long observed = Long.MIN_VALUE;
    private long recordObserved = Long.MIN_VALUE;

    void begin(Wrapper.Unwrapped first, @Nullable String serviceName) {
        pod = first.pod;
        container = first.container;
        stream = first.stream;
        service = serviceName;
    }

    /** The line that comes next was taken at this time. */
    void next(EventSink sink, long time) {
        behind = sink;
        // The event that this line completes is the one before; its time is that of the line that began it.
        recordObserved = observed == Long.MIN_VALUE ? time : observed;
        observed = time;
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
        if (!event.hasTime() && recordObserved != Long.MIN_VALUE) {
            event.time(recordObserved, TimeQuality.EXACT);
        }
        if (!event.hasService() && service != null) {
            event.service(service);
        }
        event.attribute("k8s.pod.name", pod.isEmpty() ? null : pod);
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
