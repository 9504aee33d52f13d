package dev.faultline.analysis.link;

import dev.faultline.model.Event;
import dev.faultline.model.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the point from which links are sought.
 *
 * @param event the chosen event
 * @param failing the event whose exception it is: its own, or that of a log line in the chosen span; null for none
 * @param frames frames of the application, the innermost of the root cause first
 * @param thrown exceptions of the chain, the root cause first
 */
record Origin(Event event, @Nullable Event failing, List<Frame> frames, List<Stacks.Thrown> thrown) {
    Origin {
        frames = List.copyOf(frames);
        thrown = List.copyOf(thrown);
    }

    static Origin of(Event event) {
        List<Stacks.Thrown> thrown = Stacks.thrown(event);
        return new Origin(event, thrown.isEmpty() ? null : event, Stacks.app(event), thrown);
    }

    /** The point of failure of a span: its own exception, else that of a log line in it. */
    static Origin of(Event span, List<Event> logs) {
        if (Stacks.thrown(span).isEmpty()) {
            for (Event log : logs) {
                List<Stacks.Thrown> thrown = Stacks.thrown(log);
                if (!thrown.isEmpty()) {
                    return new Origin(span, log, Stacks.app(log), thrown);
                }
            }
        }
        return of(span);
    }

    /** Only one of its frames. */
    Origin at(Frame frame) {
        return new Origin(event, failing, List.of(frame), thrown);
    }

    /** Whether an exception of that event has the type and the place of one of these, and passes through the frames here. */
    boolean isSameFailure(Event other) {
        boolean shared =
                Stacks.thrown(other).stream().anyMatch(theirs -> thrown.stream().anyMatch(ours -> ours.isSame(theirs)));
        return shared && frames.stream().anyMatch(frame -> Stacks.holds(other, frame));
    }

    /** Whether its innermost frame of the application lies in a function that is one of these. */
    boolean isSamePlace(Event other) {
        List<Frame> theirs = Stacks.app(other);
        return !theirs.isEmpty()
                && frames.stream().anyMatch(frame -> frame.function()
                        .equals(theirs.getFirst().function()));
    }
}
