package dev.faultline.importers.worker;

import dev.faultline.model.AttributeValue;
import dev.faultline.model.Frame;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.Snapshot;
import dev.faultline.model.StackTrace;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event on its way from the child: mutable, filled by a reader there, poured into the draft here. */
final class WorkerEvent {
    final long offset;
    final int length;
    Kind kind = Kind.PROFILE;
    boolean timed;
    long time;
    long duration = -1;
    Severity severity = Severity.INFO;

    @Nullable
    String name;

    @Nullable
    String thread;

    @Nullable
    String logger;

    @Nullable
    String message;
    /** Type of the exception; empty for a bare stack. */
    String type = "";

    @Nullable
    String exceptionMessage;
    /** What made the tool keep variables; null where there are none. */
    @Nullable
    String reason;

    final List<Snapshot.FrameVariables> frames = new ArrayList<>();
    final Map<String, AttributeValue> attributes = new LinkedHashMap<>();

    WorkerEvent(long offset, long length) {
        this.offset = offset;
        this.length = (int) Math.min(Integer.MAX_VALUE, Math.max(0, length));
    }

    WorkerEvent text(String key, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            attributes.put(key, AttributeValue.of(value));
        }
        return this;
    }

    WorkerEvent number(String key, long value) {
        attributes.put(key, new AttributeValue(AttributeValue.Type.LONG, Long.toString(value)));
        return this;
    }

    void frame(Frame frame) {
        frames.add(new Snapshot.FrameVariables(frame, List.of(), List.of()));
    }

    void pour(EventDraft draft) {
        draft.record(offset, length, 0).kind(kind).severity(severity);
        draft.name(name).thread(thread).logger(logger).message(message);
        if (timed) {
            draft.time(time, TimeQuality.EXACT);
        }
        if (duration >= 0) {
            draft.duration(duration);
        }
        attributes.forEach(draft::attribute);
        if (!frames.isEmpty() || !type.isEmpty()) {
            List<Frame> calls =
                    frames.stream().map(Snapshot.FrameVariables::frame).toList();
            draft.exception(new StackTrace(type, exceptionMessage, calls, null, null));
        }
        if (reason != null) {
            draft.detail(new Snapshot(frames, reason));
        }
    }
}
