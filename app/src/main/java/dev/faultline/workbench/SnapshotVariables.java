package dev.faultline.workbench;

import dev.faultline.analysis.variable.NotCaptured;
import dev.faultline.analysis.variable.VariablePaths;
import dev.faultline.model.Event;
import dev.faultline.model.Snapshot;
import dev.faultline.model.Variable;
import dev.faultline.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import javafx.collections.ObservableList;
import javafx.scene.control.TreeItem;
import org.jspecify.annotations.Nullable;

/** Variables as rows of a tree; members are made when they are opened, for there may be very many. */
final class SnapshotVariables {
    private static final int LONGEST = 500;
    private static final int MOST_FOUND = 500;

    private SnapshotVariables() {}

    /**
     * A row.
     *
     * @param path how a query names it after {@code var.}
     * @param frame the function in whose frame it is, where rows of several frames stand together; else empty
     */
    record Row(String path, String frame, Variable variable) {
        /** One line: name, value, type, and why something is missing. */
        String text() {
            String value = variable.value() == null ? "" : " = " + quoted();
            String members = variable.value() == null && !variable.members().isEmpty()
                    ? "  (" + variable.members().size() + ")"
                    : "";
            String type = variable.type() == null ? "" : "  : " + variable.type();
            String missing =
                    variable.notCaptured() == null ? "" : "  ⟦" + NotCaptured.words(variable.notCaptured()) + "⟧";
            String name = frame.isEmpty() ? variable.name() : path;
            String text = name
                    + value
                    + type
                    + members
                    + missing
                    + (frame.isEmpty() ? "" : Words.of("variables.in-frame", frame));
            return SafeText.line(text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
        }

        private String quoted() {
            boolean text =
                    variable.type() != null && variable.type().endsWith("String") && !"null".equals(variable.value());
            return text ? "\"" + variable.value() + "\"" : String.valueOf(variable.value());
        }
    }

    static List<TreeItem<Row>> items(String prefix, List<Variable> variables) {
        List<TreeItem<Row>> items = new ArrayList<>();
        for (Variable variable : variables) {
            items.add(new Item(new Row(prefix + variable.name(), "", variable)));
        }
        return items;
    }

    /** Variables of any frame whose path, value or type holds the text. */
    static List<Row> find(Event event, String text, BooleanSupplier cancelled) {
        List<Row> found = new ArrayList<>();
        String wanted = text.toLowerCase(Locale.ROOT);
        if (event.detail() instanceof Snapshot snapshot) {
            for (Snapshot.FrameVariables frame : snapshot.frames()) {
                VariablePaths.walk(frame.variables(), (path, depth, variable) -> {
                    if (cancelled.getAsBoolean()) {
                        throw new CancellationException("the search in the variables was cancelled");
                    }
                    if (found.size() < MOST_FOUND
                            && (holds(path, wanted)
                                    || holds(variable.value(), wanted)
                                    || holds(variable.type(), wanted))) {
                        found.add(new Row(path, frame.frame().function(), variable));
                    }
                    return found.size() < MOST_FOUND;
                });
            }
        }
        return found;
    }

    private static boolean holds(@Nullable String text, String wanted) {
        return text != null && text.toLowerCase(Locale.ROOT).contains(wanted);
    }

    static TreeItem<Row> item(Row row) {
        return new Item(row);
    }

    private static final class Item extends TreeItem<Row> {
        private boolean filled;

        Item(Row row) {
            super(row);
        }

        @Override
        public boolean isLeaf() {
            return getValue().variable().members().isEmpty();
        }

        @Override
        public ObservableList<TreeItem<Row>> getChildren() {
            if (!filled) {
                filled = true;
                super.getChildren()
                        .addAll(items(
                                getValue().path() + ".", getValue().variable().members()));
            }
            return super.getChildren();
        }
    }
}
