package dev.faultline.importers.snapshot;

import dev.faultline.importers.tree.CapturedFrames;
import dev.faultline.importers.tree.Json;
import dev.faultline.model.Frame;
import dev.faultline.model.Snapshot;
import dev.faultline.model.StackTrace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Exceptions and frames of a Sentry event, turned round: the call that failed comes first. */
final class SentryStacks {
    private SentryStacks() {}

    /** All frames of a chain of exceptions: those of the one that was thrown, then of what led to it. */
    static List<Snapshot.FrameVariables> frames(List<Json> chain) {
        List<Snapshot.FrameVariables> frames = new ArrayList<>();
        for (Json each : chain.reversed()) {
            frames.addAll(frames(each.at("stacktrace", "frames")));
        }
        return frames;
    }

    /** The last of the list was thrown; the ones before it led to it. */
    static @Nullable StackTrace thrown(List<Json> chain) {
        @Nullable StackTrace thrown = null;
        for (Json each : chain) {
            List<Frame> frames = new ArrayList<>();
            each.at("stacktrace", "frames").items().forEach(frame -> frames.addFirst(frame(frame)));
            String type = each.at("type").word();
            String value = each.at("value").text();
            thrown = new StackTrace(type == null ? "" : type, value, frames, thrown, null);
        }
        return thrown;
    }

    private static Frame frame(Json frame) {
        String function = frame.at("function").word();
        String module = frame.at("module").word();
        String name = function == null
                ? "?"
                : module == null || module.equals("__main__") ? function : module + "." + function;
        String file = frame.at("filename").word();
        boolean inApp = !"false".equals(frame.at("in_app").text());
        return new Frame(
                name,
                file == null ? frame.at("abs_path").word() : file,
                frame.at("lineno").number(),
                module,
                inApp);
    }

    static List<Snapshot.FrameVariables> frames(Json list) {
        List<Snapshot.FrameVariables> frames = new ArrayList<>();
        for (Json frame : list.items()) {
            frames.addFirst(new Snapshot.FrameVariables(
                    frame(frame), CapturedFrames.variables(frame), CapturedFrames.source(frame)));
        }
        return frames;
    }
}
