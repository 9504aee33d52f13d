package dev.faultline.workbench;

import dev.faultline.model.Event;
import dev.faultline.model.Frame;
import dev.faultline.model.Snapshot;
import dev.faultline.model.StackTrace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line in the list of frames. */
sealed interface FrameRow {
    /** A call. */
    record Call(Frame frame, Snapshot.@Nullable FrameVariables captured) implements FrameRow {
        int variables() {
            return captured == null ? 0 : captured.variables().size();
        }
    }

    /** Calls of libraries in a row, shown as one line until it is opened. */
    record Folded(List<Call> calls) implements FrameRow {
        public Folded {
            calls = List.copyOf(calls);
        }
    }

    /** An exception above its calls. */
    record Heading(String text) implements FrameRow {}

    /** The rows of an event: snapshots as captured, exceptions with the root cause first. */
    static List<FrameRow> of(Event event) {
        List<FrameRow> rows = new ArrayList<>();
        if (event.detail() instanceof Snapshot snapshot && !snapshot.frames().isEmpty()) {
            StackTrace thrown = event.exception();
            if (thrown != null && !thrown.type().isEmpty()) {
                rows.add(new Heading(named(thrown.rootCause())));
            }
            fold(
                    snapshot.frames().stream()
                            .map(each -> new Call(each.frame(), each))
                            .toList(),
                    rows);
            return rows;
        }
        List<StackTrace> chain = new ArrayList<>();
        for (StackTrace each = event.exception(); each != null; each = each.cause()) {
            chain.addFirst(each);
        }
        for (StackTrace each : chain) {
            if (!each.type().isEmpty()) {
                boolean root = each.cause() == null;
                rows.add(new Heading((root ? "" : Words.of("frames.led-to") + "  ") + named(each)));
            }
            fold(each.frames().stream().map(frame -> new Call(frame, null)).toList(), rows);
        }
        return rows;
    }

    private static String named(StackTrace thrown) {
        return thrown.type() + (thrown.message() == null ? "" : ": " + thrown.message());
    }

    private static void fold(List<Call> calls, List<FrameRow> into) {
        // Where nothing is of the application, folding would hide all there is.
        if (calls.stream().noneMatch(call -> call.frame().inApp())) {
            into.addAll(calls);
            return;
        }
        List<Call> run = new ArrayList<>();
        for (Call call : calls) {
            if (call.frame().inApp() || call.variables() > 0) {
                end(run, into);
                into.add(call);
            } else {
                run.add(call);
            }
        }
        end(run, into);
    }

    private static void end(List<Call> run, List<FrameRow> into) {
        if (run.size() == 1) {
            into.add(run.getFirst());
        } else if (!run.isEmpty()) {
            into.add(new Folded(run));
        }
        run.clear();
    }
}
