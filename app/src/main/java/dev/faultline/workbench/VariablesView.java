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
        search.setPromptText(Words.of("variables.find"));
        search.setAccessibleText(Words.of("variables.find-name"));
        search.textProperty().addListener((property, before, now) -> list());
        tree.setId("variables");
        tree.setAccessibleText(Words.of("variables.name"));
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
                say(found.isEmpty() ? Words.of("variables.not-found") : "");
                fill(found.stream().map(SnapshotVariables::item).toList());
            });
            return;
        }
        FrameRow.Call of = call;
        if (of == null || of.captured() == null) {
            say(snapshot ? Words.of("variables.choose-frame") : Words.of("variables.none"));
            fill(List.of());
            return;
        }
        say(of.variables() == 0 ? Words.of("variables.none-captured") : "");
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
            copy(row.variable().value() == null ? row.text() : row.variable().value(), Words.of("common.copied-value"));
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
            model.say(Words.of("variables.no-value", row.path()));
        } else {
            hunt.accept(value);
        }
    }

    private void copy(String text, String what) {
        Copied.put(text);
        model.say(what);
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
                menu.getItems().add(item(Words.of("common.where-else"), () -> find(row)));
                menu.getItems().add(item(Words.of("variables.only"), () -> filter(row, value, false)));
                menu.getItems().add(item(Words.of("variables.without"), () -> filter(row, value, true)));
                menu.getItems()
                        .add(item(Words.of("common.copy-value"), () -> copy(value, Words.of("common.copied-value"))));
            }
            menu.getItems()
                    .add(item(
                            Words.of("variables.copy-path"),
                            () -> copy("var." + row.path(), Words.of("variables.copied-path"))));
            menu.getItems()
                    .add(item(
                            Words.of("variables.copy-json"),
                            () -> copy(VariableJson.text(row.variable()), Words.of("variables.copied-json"))));
            menu.getItems().add(item(Words.of("variables.pin"), () -> pin(row)));
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
