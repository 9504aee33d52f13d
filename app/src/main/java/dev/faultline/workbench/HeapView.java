package dev.faultline.workbench;

import dev.faultline.analysis.threads.HeapTables;
import dev.faultline.store.CaseReader;
import dev.faultline.text.SafeText;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** What fills a heap, class by class, and what grew between two. */
final class HeapView extends VBox implements CaseTab {
    private final CaseModel model;
    private final ChoiceBox<HeapTables.@Nullable Table> heap = box("heap-table-choice", Words.of("heap.which"));
    private final ChoiceBox<HeapTables.@Nullable Table> before = box("heap-before", Words.of("heap.since-which"));
    private final Label head = new Label();
    private final TableView<HeapTables.Row> table = new TableView<>();
    private final HBox choices = new HBox(8);
    private boolean filling;

    HeapView(CaseModel model) {
        this.model = model;
        setId("heap");
        heap.setOnAction(event -> list());
        before.setOnAction(event -> list());
        choices.getChildren()
                .addAll(new Label(Words.of("heap.heap")), heap, new Label(Words.of("heap.compared")), before);
        choices.setVisible(false);
        choices.managedProperty().bind(choices.visibleProperty());
        choices.setAlignment(Pos.CENTER_LEFT);
        choices.setPadding(new Insets(6, 8, 2, 8));
        head.setPadding(new Insets(2, 8, 4, 8));
        table.setId("heap-table");
        table.setAccessibleText(Words.of("heap.name"));
        table.setStyle(TextColumns.ROWS);
        table.setPlaceholder(TextColumns.placeholder(""));
        column(
                Words.of("heap.bytes"),
                120,
                row -> row.after() == null ? 0 : row.after().bytes());
        column(
                Words.of("heap.instances"),
                110,
                row -> row.after() == null ? 0 : row.after().instances());
        column(
                Words.of("heap.bytes-before"),
                120,
                row -> row.before() == null ? null : row.before().bytes());
        column(Words.of("heap.change"), 120, row -> before.getValue() == null ? null : row.growth());
        TableColumn<HeapTables.Row, String> name = new TableColumn<>(Words.of("heap.class"));
        name.setCellValueFactory(cell ->
                new ReadOnlyObjectWrapper<>(SafeText.line(cell.getValue().name())));
        name.setPrefWidth(480);
        table.getColumns().add(name);
        table.getSelectionModel().selectedItemProperty().addListener((property, old, now) -> {
            HeapTables.Size size = now == null ? null : now.after() == null ? now.before() : now.after();
            if (size != null) {
                model.event(size.event(), event -> model.selected().set(event));
            }
        });
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(choices, head, table);
    }

    private static ChoiceBox<HeapTables.@Nullable Table> box(String id, String says) {
        ChoiceBox<HeapTables.@Nullable Table> box = new ChoiceBox<>();
        box.setId(id);
        box.setAccessibleText(says);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(HeapTables.@Nullable Table shown) {
                return shown == null ? Words.of("common.none") : SafeText.line(shown.name());
            }

            @Override
            public HeapTables.@Nullable Table fromString(String text) {
                return null;
            }
        });
        return box;
    }

    private void column(String name, double width, Function<HeapTables.Row, @Nullable Long> number) {
        TableColumn<HeapTables.Row, @Nullable Long> column = new TableColumn<>(name);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(number.apply(cell.getValue())));
        column.setCellFactory(made -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable Long value, boolean empty) {
                super.updateItem(value, empty);
                setText(empty || value == null ? null : Words.number(value));
            }
        });
        column.setStyle("-fx-alignment: CENTER-RIGHT;");
        column.setPrefWidth(width);
        table.getColumns().add(column);
    }

    @Override
    public void refresh() {
        CaseReader reader = model.openCase().reader();
        model.read("heap", cancelled -> HeapTables.of(reader, cancelled), found -> {
            filling = true;
            heap.getItems().setAll(found.tables());
            before.getItems().setAll(found.tables());
            before.getItems().addFirst(null);
            if (!found.tables().isEmpty()) {
                heap.getSelectionModel().selectFirst();
            }
            before.getSelectionModel().selectFirst();
            filling = false;
            table.setPlaceholder(TextColumns.placeholder(Words.of("heap.none")));
            // Boxes with nothing to choose are only in the way.
            choices.setVisible(!heap.getItems().isEmpty());
            list();
        });
    }

    private void list() {
        HeapTables.Table shown = heap.getValue();
        HeapTables.Table old = before.getValue();
        if (filling || shown == null) {
            return;
        }
        List<HeapTables.Row> rows = old == null ? HeapTables.of(shown) : HeapTables.beside(old, shown);
        head.setText(Words.of(
                "heap.count",
                shown.bytes(),
                shown.classes().size(),
                old == null ? "" : Words.of("heap.since", shown.bytes() - old.bytes(), old.name())));
        table.getItems().setAll(rows);
    }

    @Override
    public void theme(Theme next) {
        // All of it takes its colours from the style sheet.
    }

    @Override
    public void focus() {
        table.requestFocus();
    }
}
