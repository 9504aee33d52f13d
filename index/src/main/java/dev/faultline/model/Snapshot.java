package dev.faultline.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stack with the variables of its frames.
 *
 * @param frames innermost call first
 * @param reason what made the tool capture it: a probe, an exception, a dump
 */
public record Snapshot(
        List<FrameVariables> frames, @Nullable String reason) implements Detail {
    /** Copies the frames. */
    public Snapshot {
        frames = List.copyOf(frames);
    }

    /**
     * One frame and what was visible in it.
     *
     * @param frame the call
     * @param variables arguments, locals, fields; empty where nothing was captured
     * @param context source lines around the call as the tool exported them, possibly none
     */
    public record FrameVariables(Frame frame, List<Variable> variables, List<SourceLine> context) {
        /** Copies the lists. */
        public FrameVariables {
            variables = List.copyOf(variables);
            context = List.copyOf(context);
        }
    }

    /** A line of source code that the tool exported beside the frame; {@code number} from 1. */
    public record SourceLine(int number, String text) {}
}
