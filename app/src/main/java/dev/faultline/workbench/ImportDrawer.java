package dev.faultline.workbench;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Each source of the import under way, or of the last one: which is read, which waits, and how far it came. */
final class ImportDrawer extends Drawer {
    private final TableView<SourceProgress> table = new TableView<>();

    /** {@code done} is called when it is closed by its button. */
    ImportDrawer(ImportModel imports, Runnable done) {
        super("import-drawer", 200);
        table.setId("importing-table");
        table.setAccessibleText(Words.of("importing.name"));
        table.setPlaceholder(TextColumns.placeholder(Words.of("importing.none")));
        table.getColumns().add(TextColumns.path(Words.of("common.source"), 420, SourceProgress::name));
        table.getColumns().add(TextColumns.text(Words.of("sources.state"), 130, each -> each.state()
                .word()));
        table.getColumns()
                .add(TextColumns.text(Words.of("heap.bytes"), 190, each -> Bytes.of(each.bytesRead(), each.bytes())));
        table.getColumns()
                .add(TextColumns.number(Words.of("importing.events"), 130, SourceProgress::events, Words::number));
        imports.sources().addListener((property, before, now) -> show(now));
        show(imports.sources().get());
        Label title = title(Words.of("importing.title"));
        VBox all = new VBox(4, title, table);
        VBox.setVgrow(table, Priority.ALWAYS);
        HBox.setHgrow(all, Priority.ALWAYS);
        getChildren().addAll(all, closing(done));
    }

    private void show(List<SourceProgress> sources) {
        int chosen = table.getSelectionModel().getSelectedIndex();
        // The rows stay where they are while their figures grow.
        if (table.getItems().size() == sources.size()) {
            for (int i = 0; i < sources.size(); i++) {
                if (!table.getItems().get(i).equals(sources.get(i))) {
                    table.getItems().set(i, sources.get(i));
                }
            }
        } else {
            table.getItems().setAll(sources);
        }
        if (chosen >= 0) {
            table.getSelectionModel().select(chosen);
        }
    }

    void open() {
        show(true);
        table.requestFocus();
    }
}
