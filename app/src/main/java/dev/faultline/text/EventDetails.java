package dev.faultline.text;

import dev.faultline.model.Change;
import dev.faultline.model.Event;
import dev.faultline.model.Snapshot;
import dev.faultline.model.StackTrace;
import dev.faultline.model.Variable;
import java.util.List;
import java.util.StringJoiner;

/** What an event holds beyond its columns, as one text for formats that have a cell for it. */
public final class EventDetails {
    private static final int DEPTH = 12;
    private static final int CAUSES = 50;
    private static final int FRAMES = 30;

    private EventDetails() {}

    /** Attributes, variables and what a change touched, as {@code name=value}. */
    public static String line(Event event) {
        StringJoiner line = new StringJoiner(" ");
        event.attributes().forEach((name, value) -> line.add(name + "=" + value));
        switch (event.detail()) {
            case Snapshot snapshot ->
                snapshot.frames().forEach(frame -> {
                    line.add("at " + frame.frame());
                    variables(line, "", frame.variables(), 0);
                });
            case Change change -> {
                line.add("type=" + change.type());
                if (change.author() != null) {
                    line.add("author=" + change.author());
                }
                change.files().forEach(file -> line.add(file.status() + " " + file.path()));
            }
            case null -> {}
        }
        return line.toString();
    }

    private static void variables(StringJoiner line, String prefix, List<Variable> variables, int depth) {
        for (Variable variable : depth > DEPTH ? List.<Variable>of() : variables) {
            if (variable.value() != null) {
                line.add(prefix + variable.name() + "=" + variable.value());
            }
            variables(line, prefix + variable.name() + ".", variable.members(), depth + 1);
        }
    }

    /** The chain of causes with their innermost frames. */
    public static String exception(StackTrace exception) {
        StringJoiner text = new StringJoiner("\n");
        int causes = 0;
        for (StackTrace each = exception; each != null && causes < CAUSES; each = each.cause()) {
            text.add((causes == 0 ? "" : "caused by ")
                    + each.type()
                    + (each.message() == null ? "" : ": " + each.message()));
            each.frames().stream().limit(FRAMES).forEach(frame -> text.add("  at " + frame));
            causes++;
        }
        return text.toString();
    }
}
