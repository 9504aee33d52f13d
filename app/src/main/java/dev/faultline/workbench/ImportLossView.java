package dev.faultline.workbench;

import dev.faultline.text.SafeText;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What an import did not take: what is lost as a table, and folded below it what was there already. */
final class ImportLossView extends VBox {
    ImportLossView(ImportLosses losses, Runnable close) {
        super(8);
        setId("losses");
        setPadding(new Insets(16));
        Label title = new Label(losses.title());
        title.setId("losses-title");
        title.getStyleClass().add("title-4");
        TableView<ImportLosses.Row> table = new TableView<>();
        table.setId("losses-table");
        table.setAccessibleText(Words.of("losses.name"));
        table.setPlaceholder(TextColumns.placeholder(Words.of("losses.none")));
        table.getColumns().add(TextColumns.path(Words.of("common.source"), 380, ImportLosses.Row::source));
        table.getColumns()
                .add(TextColumns.number(
                        Words.of("common.line"),
                        80,
                        ImportLosses.Row::line,
                        line -> line == 0 ? "" : Words.number(line)));
        table.getColumns()
                .add(TextColumns.text(Words.of("common.why"), 330, ImportLosses.Row::reason, ImportLosses.Row::reason));
        table.getColumns().add(TextColumns.text(Words.of("losses.kept"), 230, ImportLosses.Row::kept));
        table.getItems().setAll(losses.rows());
        VBox.setVgrow(table, Priority.ALWAYS);
        Button copy = new Button(Words.of("common.copy"));
        copy.setOnAction(click -> Copied.put(SafeText.block(losses.text())));
        Button done = new Button(Words.of("common.close"));
        done.getStyleClass().add("accent");
        done.setOnAction(click -> close.run());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren().addAll(title, table);
        if (!losses.already().isEmpty()) {
            getChildren().add(already(losses));
        }
        getChildren().add(new HBox(8, gap, copy, done));
    }

    private static TitledPane already(ImportLosses losses) {
        ListView<String> list = new ListView<>();
        list.setAccessibleText(Words.of("losses.already-name"));
        list.getItems().setAll(losses.already());
        list.setPrefHeight(220);
        TitledPane pane =
                new TitledPane(Words.of("losses.already", losses.already().size()), list);
        pane.setId("losses-already");
        pane.setExpanded(losses.rows().isEmpty());
        return pane;
    }
}
