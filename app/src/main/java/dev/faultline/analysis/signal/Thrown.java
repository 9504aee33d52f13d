package dev.faultline.analysis.signal;

import dev.faultline.model.Frame;
import dev.faultline.model.StackTrace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An exception of the incident, in one place of the code.
 *
 * @param stack its stack, that of the cause at the bottom of the chain
 * @param frame the innermost frame of the application, else the innermost one; null where there is none
 * @param finding how often, and where
 * @param traces traces that it was seen on, not necessarily all
 */
public record Thrown(StackTrace stack, @Nullable Frame frame, Finding finding, List<TraceId> traces) {
    /** Copies the traces. */
    public Thrown {
        traces = List.copyOf(traces);
    }
}
