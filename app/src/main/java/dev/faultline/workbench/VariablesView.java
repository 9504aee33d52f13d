package dev.faultline.workbench;

import dev.faultline.model.Event;
import dev.faultline.model.Reference;
import dev.faultline.model.Snapshot;
import dev.faultline.text.VariableJson;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The variables of the chosen frame as a tree, or those of all frames that hold a text. */
final class VariablesView extends VBox {
    private final CaseModel model;
    private final Consumer<String> hunt;
    private final TextField search = new TextField();
    private final TreeView<SnapshotVariables.Row> tree = new TreeView<>();
    private final Label note = new Label();
    private @Nullable Event event;
    private FrameRow.@Nullable Call call;

    VariablesView(CaseModel model, Consumer<String> hunt) {
        this.model = model;
        this.hunt = hunt;
        search.setId("variable-search");
        search.setPromptText("find in the variables of all frames");
        search.setAccessibleText("Find in the variables of all frames");
        search.textProperty().addListener((property, before, now) -> list());
        tree.setId("variables");
        tree.setAccessibleText("Variables of the chosen frame");
        tree.setShowRoot(false);
        tree.setCellFactory(shown -> new RowCell());
        tree.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        note.setWrapText(true);
        note.getStyleClass().add("text-muted");
        VBox.setVgrow(tree, Priority.ALWAYS);
        setSpacing(4);
        getChildren().addAll(search, note, tree);
    }

    void show(@Nullable Event shown, FrameRow.@Nullable Call chosen) {
        if (!java.util.Objects.equals(event, shown)) {
            event = shown;
            search.clear();
        }
        call = chosen;
        list();
    }

    private void list() {
        Event shown = event;
        String text = search.getText().strip();
        boolean snapshot = shown != null && shown.detail() instanceof Snapshot;
        search.setDisable(!snapshot);
        if (shown != null && snapshot && !text.isEmpty()) {
            model.read("variables", cancelled -> SnapshotVariables.find(shown, text, cancelled), found -> {
                say(found.isEmpty() ? "no variable of any frame holds this text" : "");
                fill(found.stream().map(SnapshotVariables::item).toList());
            });
            return;
        }
        FrameRow.Call of = call;
        if (of == null || of.captured() == null) {
            say(
                    snapshot
                            ? "Choose a frame to see its variables."
                            : "No variables: this is a stack only. A snapshot of this place has them (Related), or a probe"
                                    + " here next time: see Findings.");
            fill(List.of());
            return;
        }
        say(of.variables() == 0 ? "No variables were captured in this frame." : "");
        fill(SnapshotVariables.items("", of.captured().variables()));
    }

    private void say(String text) {
        note.setText(text);
        note.setManaged(!text.isEmpty());
        note.setVisible(!text.isEmpty());
    }

    private void fill(List<TreeItem<SnapshotVariables.Row>> items) {
        TreeItem<SnapshotVariables.Row> root = new TreeItem<>();
        root.getChildren().setAll(items);
        root.setExpanded(true);
        tree.setRoot(root);
        if (!items.isEmpty()) {
            tree.getSelectionModel().select(0);
        }
    }

    private void key(KeyEvent pressed) {
        TreeItem<SnapshotVariables.Row> item = tree.getSelectionModel().getSelectedItem();
        if (item == null || item.getValue() == null) {
            return;
        }
        SnapshotVariables.Row row = item.getValue();
        if (pressed.isShortcutDown() && pressed.getCode() == KeyCode.C && !pressed.isShiftDown()) {
            copy(row.variable().value() == null ? row.text() : row.variable().value(), "value");
        } else if (pressed.isShortcutDown() || pressed.isAltDown()) {
            return;
        } else if (pressed.getCode() == KeyCode.V) {
            pin(row);
        } else if (pressed.getCode() == KeyCode.F) {
            find(row);
        } else {
            return;
        }
        pressed.consume();
    }

    private void find(SnapshotVariables.Row row) {
        String value = row.variable().value();
        if (value == null || value.isBlank()) {
            model.say(row.path() + " has no value of its own to look for");
        } else {
            hunt.accept(value);
        }
    }

    private void copy(String text, String what) {
        Copied.put(text);
        model.say("copied the " + what);
    }

    private void pin(SnapshotVariables.Row row) {
        Event of = event;
        if (of != null) {
            Reference.parse(of.id() + "#" + row.path())
                    .ifPresent(reference -> model.board().pin(reference, row.text()));
        }
    }

    private final class RowCell extends TreeCell<SnapshotVariables.Row> {
        private static final String STYLE =
                "-fx-font-family: monospace; -fx-font-size: 12px; -fx-padding: 1 4 1 4; -fx-cell-size: 0;";

        RowCell() {
            setStyle(STYLE);
        }

        @Override
        protected void updateItem(SnapshotVariables.@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            setStyle(STYLE);
            if (empty || row == null) {
                setText(null);
                setContextMenu(null);
                return;
            }
            setText(row.text());
            if (row.variable().notCaptured() != null) {
                setStyle(STYLE + "-fx-text-fill: -color-fg-muted;");
            }
            setContextMenu(menu(row));
        }

        private ContextMenu menu(SnapshotVariables.Row row) {
            ContextMenu menu = new ContextMenu();
            String value = row.variable().value();
            if (value != null) {
                menu.getItems().add(item("Where else does this value occur?   f", () -> find(row)));
                menu.getItems().add(item("Only events with this value here", () -> filter(row, value, false)));
                menu.getItems().add(item("Without this value here", () -> filter(row, value, true)));
                menu.getItems().add(item("Copy the value   Ctrl+C", () -> copy(value, "value")));
            }
            menu.getItems().add(item("Copy the path", () -> copy("var." + row.path(), "path")));
            menu.getItems()
                    .add(item("Copy as JSON", () -> copy(VariableJson.text(row.variable()), "variable as JSON")));
            menu.getItems().add(item("Pin it   v", () -> pin(row)));
            return menu;
        }

        private void filter(SnapshotVariables.Row row, String value, boolean exclude) {
            String field = "var." + row.path();
            model.look(model.state().get().toggled(new ViewState.Filter(field, value, exclude)));
        }

        private static MenuItem item(String text, Runnable action) {
            MenuItem item = new MenuItem(text);
            item.setMnemonicParsing(false);
            item.setOnAction(event -> action.run());
            return item;
        }
    }
}
