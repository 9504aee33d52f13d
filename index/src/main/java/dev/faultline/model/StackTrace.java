package dev.faultline.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An exception, or a thread's stack where there is none.
 *
 * @param type exception class, such as {@code java.lang.ArithmeticException}; empty for a bare stack
 * @param message its message
 * @param frames innermost call first, whatever the language prints
 * @param cause the exception that led to this one
 * @param text the stack as the evidence prints it; null where the evidence is structured
 */
public record StackTrace(
        String type,
        @Nullable String message,
        List<Frame> frames,
        @Nullable StackTrace cause,
        @Nullable String text) {
    /** Copies the frames. */
    public StackTrace {
        frames = List.copyOf(frames);
    }

    /** The exception at the bottom of the chain of causes, this one where it has none. */
    public StackTrace rootCause() {
        StackTrace root = this;
        while (root.cause != null) {
            root = root.cause;
        }
        return root;
    }
}
