package dev.faultline.text;

import dev.faultline.analysis.variable.SnapshotSummary;
import dev.faultline.model.Event;
import dev.faultline.model.Frame;
import dev.faultline.model.Snapshot;
import dev.faultline.model.Timestamps;
import dev.faultline.model.Variable;
import java.util.List;

/** Snapshots for a person. */
public final class SnapshotText {
    private SnapshotText() {}

    public static String line(SnapshotSummary summary) {
        Event event = summary.event();
        StringBuilder line = new StringBuilder();
        line.append(event.hasTime() ? Timestamps.format(event.time()) : "no time                       ");
        line.append(' ').append(event.severity().letter());
        line.append(' ').append(SafeText.line(event.service() == null ? "-" : event.service()));
        line.append("  ")
                .append(
                        summary.top() == null
                                ? "no frames"
                                : SafeText.line(summary.top().toString()));
        if (event.exception() != null) {
            line.append("  [").append(SafeText.line(event.exception().type())).append(": ");
            line.append(SafeText.line(String.valueOf(event.exception().message())))
                    .append(']');
        }
        line.append("  ").append(summary.variables()).append(" variables");
        if (!summary.missing().isEmpty()) {
            line.append(", ").append(summary.missing().size()).append(" not captured");
        }
        return line.append("  #").append(event.id()).toString();
    }

    /** Frames of the application first; frames without variables in one line each. */
    public static String block(SnapshotSummary summary, Snapshot snapshot, int depth) {
        StringBuilder text = new StringBuilder(line(summary)).append('\n');
        if (snapshot.reason() != null) {
            text.append("captured because: ")
                    .append(SafeText.line(snapshot.reason()))
                    .append('\n');
        }
        List<Snapshot.FrameVariables> libraries =
                snapshot.frames().stream().filter(frame -> !shown(frame)).toList();
        snapshot.frames().stream().filter(SnapshotText::shown).forEach(frame -> frame(text, frame, depth));
        if (!libraries.isEmpty()) {
            text.append("\n").append(libraries.size()).append(" frames of libraries, without variables\n");
            libraries.forEach(
                    frame -> text.append("  at ").append(name(frame.frame())).append('\n'));
        }
        if (!summary.missing().isEmpty()) {
            text.append("\nnot captured\n");
            summary.missing().forEach(missing -> text.append("  ")
                    .append(SafeText.line(missing.path()))
                    .append(": ")
                    .append(SafeText.line(missing.reason()))
                    .append('\n'));
        }
        return text.toString().stripTrailing();
    }

    private static boolean shown(Snapshot.FrameVariables frame) {
        return frame.frame().inApp() || !frame.variables().isEmpty();
    }

    private static String name(Frame frame) {
        return SafeText.line(frame.toString());
    }

    private static void frame(StringBuilder text, Snapshot.FrameVariables frame, int depth) {
        text.append("\nat ").append(name(frame.frame())).append('\n');
        if (frame.variables().isEmpty()) {
            text.append("    no variables captured\n");
        }
        frame.context()
                .forEach(line -> text.append(String.format(
                        "    %s%5d  %s%n",
                        line.number() == frame.frame().line() ? ">" : " ", line.number(), SafeText.line(line.text()))));
        variables(text, frame.variables(), depth, 1);
    }

    private static void variables(StringBuilder text, List<Variable> variables, int depth, int level) {
        for (Variable variable : variables) {
            text.append("    ".repeat(level)).append(SafeText.line(variable.name()));
            if (variable.value() != null) {
                text.append(" = ").append(SafeText.line(variable.value()));
            }
            if (variable.type() != null) {
                text.append("  (").append(SafeText.line(variable.type())).append(')');
            }
            if (variable.notCaptured() != null) {
                text.append("  … ").append(SafeText.line(variable.notCaptured()));
            }
            if (level >= depth && !variable.members().isEmpty()) {
                text.append("  … ").append(variable.members().size()).append(" members, see --depth");
            }
            text.append('\n');
            if (level < depth) {
                variables(text, variable.members(), depth, level + 1);
            }
        }
    }
}
