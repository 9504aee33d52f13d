package dev.faultline.analysis.variable;

import dev.faultline.model.Event;
import dev.faultline.model.Frame;
import dev.faultline.model.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a snapshot holds and what it does not.
 *
 * @param event the snapshot's event
 * @param frames number of frames
 * @param top the innermost frame of the application, or the innermost of all
 * @param variables number of variables at any depth
 * @param missing what was not captured, or not whole
 */
public record SnapshotSummary(
        Event event, int frames, @Nullable Frame top, int variables, List<Missing> missing) {
    /** Copies the list. */
    public SnapshotSummary {
        missing = List.copyOf(missing);
    }

    /** A variable without its value, or with less than all of it, and the tool's reason. */
    public record Missing(String frame, String path, String reason) {}

    /** Summarises an event that holds a snapshot. */
    public static SnapshotSummary of(Event event, Snapshot snapshot) {
        int[] count = {0};
        List<Missing> missing = new ArrayList<>();
        for (Snapshot.FrameVariables frame : snapshot.frames()) {
            VariablePaths.walk(frame.variables(), (path, depth, variable) -> {
                count[0]++;
                if (variable.notCaptured() != null) {
                    missing.add(new Missing(frame.frame().toString(), path, variable.notCaptured()));
                }
                return true;
            });
        }
        return new SnapshotSummary(event, snapshot.frames().size(), top(snapshot), count[0], missing);
    }

    private static @Nullable Frame top(Snapshot snapshot) {
        return snapshot.frames().stream()
                .map(Snapshot.FrameVariables::frame)
                .filter(Frame::inApp)
                .findFirst()
                .orElse(
                        snapshot.frames().isEmpty()
                                ? null
                                : snapshot.frames().getFirst().frame());
    }
}
