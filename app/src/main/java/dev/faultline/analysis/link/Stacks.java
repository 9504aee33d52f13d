package dev.faultline.analysis.link;

import dev.faultline.model.Event;
import dev.faultline.model.Frame;
import dev.faultline.model.Snapshot;
import dev.faultline.model.StackTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The frames and exception types of an event. */
final class Stacks {
    private static final int MOST_CAUSES = 20;

    private Stacks() {}

    /** Its exceptions, the root cause first. */
    static List<StackTrace> chain(Event event) {
        List<StackTrace> chain = new ArrayList<>();
        for (StackTrace each = event.exception(); each != null && chain.size() < MOST_CAUSES; each = each.cause()) {
            chain.addFirst(each);
        }
        return chain;
    }

    /** Each of its exceptions with the place that it came from: the innermost frame of the application, else of all. */
    static List<Thrown> thrown(Event event) {
        List<Thrown> thrown = new ArrayList<>();
        for (StackTrace each : chain(event)) {
            if (!each.type().isEmpty() && !each.frames().isEmpty()) {
                Frame first = each.frames().stream()
                        .filter(Frame::inApp)
                        .findFirst()
                        .orElse(each.frames().getFirst());
                thrown.add(new Thrown(each.type(), first));
            }
        }
        return thrown;
    }

    /** An exception and where it came from. */
    record Thrown(String type, Frame frame) {
        boolean isSame(Thrown other) {
            return type.equals(other.type) && Stacks.isSame(frame, other.frame);
        }
    }

    /** Frames of the application, those of the root cause first, each once. */
    static List<Frame> app(Event event) {
        List<Frame> frames = new ArrayList<>();
        for (StackTrace each : chain(event)) {
            add(each.frames(), frames);
        }
        if (event.detail() instanceof Snapshot snapshot) {
            add(snapshot.frames().stream().map(Snapshot.FrameVariables::frame).toList(), frames);
        }
        return frames;
    }

    private static void add(List<Frame> from, List<Frame> to) {
        for (Frame frame : from) {
            if (frame.inApp() && to.stream().noneMatch(known -> isSame(known, frame))) {
                to.add(frame);
            }
        }
    }

    /** Function, file and line are the same. */
    static boolean isSame(Frame a, Frame b) {
        return a.line() == b.line() && a.function().equals(b.function()) && Objects.equals(a.file(), b.file());
    }

    static boolean holds(Event event, Frame frame) {
        return app(event).stream().anyMatch(each -> isSame(each, frame));
    }
}
