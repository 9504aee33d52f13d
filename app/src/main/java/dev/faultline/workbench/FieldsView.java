package dev.faultline.workbench;

import dev.faultline.text.SafeText;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** Names and values, each of which can be copied, filtered for and filtered out. */
final class FieldsView extends ListView<FieldsView.Line> {
    /** The width of names, at the usual size of letters. */
    private static final double NAME = 118;

    private static final double USUAL = 13;
    private static final double GAP = 6;
    /** What a line leaves to its edges and to the scroll bar. */
    private static final double AROUND = 40;

    private static final int LONGEST = 4_000;

    private final CaseModel model;
    private final Consumer<String> hunt;

    /**
     * A line.
     *
     * @param name what is shown before it; empty for a line that goes on
     * @param value what it says
     * @param field the name of the query language; null where it cannot be asked for
     */
    record Line(String name, String value, @Nullable String field) {}

    FieldsView(CaseModel model, Consumer<String> hunt) {
        this.model = model;
        this.hunt = hunt;
        setCellFactory(list -> new FieldCell());
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            Line line = getSelectionModel().getSelectedItem();
            if (line != null && event.isShortcutDown() && event.getCode() == KeyCode.C && !event.isShiftDown()) {
                copy(line.value());
                event.consume();
            } else if (line != null && event.getCode() == KeyCode.F && !event.isShortcutDown() && !event.isAltDown()) {
                hunt.accept(line.value());
                event.consume();
            }
        });
    }

    void show(List<Line> lines) {
        getItems().setAll(lines);
        if (!lines.isEmpty()) {
            scrollTo(0);
        }
    }

    /** All of it as text. */
    String text() {
        StringBuilder text = new StringBuilder();
        getItems().forEach(line -> text.append(line.name())
                .append(line.name().isEmpty() ? "" : ": ")
                .append(line.value())
                .append('\n'));
        return text.toString();
    }

    private void copy(String text) {
        Copied.put(text);
        model.say(Words.of("common.copied"));
    }

    private final class FieldCell extends ListCell<Line> {
        private final Label name = new Label();
        private final Label value = new Label();
        private final HBox box = new HBox(GAP, name, value);

        FieldCell() {
            // The theme leaves room around a line that a list of forty fields has better use for.
            setStyle("-fx-padding: 2 6 2 6; -fx-cell-size: 0;");
            name.getStyleClass().add("text-muted");
            // As wide as its letters need, which are larger where all is.
            DoubleBinding names =
                    Bindings.createDoubleBinding(() -> NAME * name.getFont().getSize() / USUAL, name.fontProperty());
            name.minWidthProperty().bind(names);
            name.prefWidthProperty().bind(names);
            name.setWrapText(true);
            value.setWrapText(true);
            value.setStyle("-fx-font-family: monospace;");
            HBox.setHgrow(value, Priority.ALWAYS);
            // Said and not left to the layout, which measures a line as if it had all room: ids then lost their end.
            value.prefWidthProperty()
                    .bind(FieldsView.this
                            .widthProperty()
                            .subtract(AROUND)
                            .subtract(Bindings.when(name.managedProperty())
                                    .then(names.add(GAP))
                                    .otherwise(0)));
            // Lines wrap at the width of the list instead of growing past it.
            prefWidthProperty().bind(FieldsView.this.widthProperty().subtract(24));
            box.maxWidthProperty().bind(FieldsView.this.widthProperty().subtract(AROUND));
        }

        @Override
        protected void updateItem(@Nullable Line line, boolean empty) {
            super.updateItem(line, empty);
            if (empty || line == null) {
                setGraphic(null);
                setContextMenu(null);
                return;
            }
            String shown = SafeText.block(line.value());
            name.setText(line.name());
            value.setText(shown.length() > LONGEST ? Words.of("fields.cut", shown.substring(0, LONGEST)) : shown);
            name.setManaged(!line.name().isEmpty());
            name.setVisible(!line.name().isEmpty());
            setGraphic(box);
            setContextMenu(menu(line));
        }

        private ContextMenu menu(Line line) {
            ContextMenu menu = new ContextMenu();
            String field = line.field();
            if (field != null) {
                menu.getItems().add(item(Words.of("fields.only", line.name()), () -> filter(field, line, false)));
                menu.getItems().add(item(Words.of("fields.without", line.name()), () -> filter(field, line, true)));
            }
            menu.getItems().add(item(Words.of("common.where-else"), () -> hunt.accept(line.value())));
            menu.getItems().add(item(Words.of("common.copy-value"), () -> copy(line.value())));
            menu.getItems().add(item(Words.of("fields.copy-all"), () -> copy(text())));
            return menu;
        }

        private void filter(String field, Line line, boolean exclude) {
            model.look(model.state().get().toggled(new ViewState.Filter(field, line.value(), exclude)));
        }

        private static MenuItem item(String text, Runnable action) {
            MenuItem item = new MenuItem(text);
            item.setMnemonicParsing(false);
            item.setOnAction(event -> action.run());
            return item;
        }
    }
}
