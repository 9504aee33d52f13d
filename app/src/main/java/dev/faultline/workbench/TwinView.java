package dev.faultline.workbench;

import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A picture as a table, whose rows can be copied. */
final class TwinView extends VBox {
    TwinView(TableText text, Runnable close) {
        setId("twin");
        setSpacing(8);
        setPadding(new Insets(16));
        Label title = new Label(text.title());
        title.getStyleClass().add("title-4");
        TableView<List<String>> table = new TableView<>();
        table.setId("twin-table");
        table.setAccessibleText(text.title());
        for (int i = 0; i < text.columns().size(); i++) {
            int column = i;
            TableColumn<List<String>, List<String>> each =
                    TextColumns.text(text.columns().get(i), i < 2 ? 240 : 110, row -> row.get(column));
            each.setSortable(false);
            table.getColumns().add(each);
        }
        table.getItems().setAll(text.rows());
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.getSelectionModel().selectFirst();
        table.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.isShortcutDown() && event.getCode() == KeyCode.C) {
                NoteText.copy(table.getSelectionModel().getSelectedItems().stream()
                        .map(row -> String.join("\t", row))
                        .collect(Collectors.joining("\n")));
            }
        });
        VBox.setVgrow(table, Priority.ALWAYS);
        Button done = new Button(Words.of("common.close"));
        done.getStyleClass().add("accent");
        done.setOnAction(event -> close.run());
        getChildren().addAll(title, table, done);
    }
}
