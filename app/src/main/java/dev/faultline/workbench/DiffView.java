package dev.faultline.workbench;

import dev.faultline.analysis.change.FileDiff;
import dev.faultline.model.Change;
import dev.faultline.model.Event;
import dev.faultline.store.CaseReader;
import dev.faultline.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What a commit changed, file by file, with the numbers of the lines before and after. */
final class DiffView extends VBox {
    private final CaseModel model;
    private final OpenCode code;
    private final Label head = new Label();
    private final ListView<Row> rows = new ListView<>();
    private String failingFile = "";
    private int failingLine;

    /** A line of a file, or the name of a file where there is none. */
    record Row(String file, FileDiff.@Nullable Line line) {}

    DiffView(CaseModel model, OpenCode code) {
        this.model = model;
        this.code = code;
        head.setId("diff-head");
        head.setWrapText(true);
        head.getStyleClass().add("text-muted");
        rows.setId("diff");
        rows.setAccessibleText(Words.of("diff.name"));
        rows.setCellFactory(list -> new RowCell());
        VBox.setVgrow(rows, Priority.ALWAYS);
        getChildren().addAll(head, rows);
    }

    @Override
    public void requestFocus() {
        rows.requestFocus();
    }

    /** The line that failed is marked wherever a commit shows it. */
    void failing(String file, int line) {
        failingFile = file;
        failingLine = line;
    }

    void show(Event event, Change change) {
        rows.getItems().clear();
        String revision = change.revision();
        if (revision == null || !revision.matches("[0-9a-f]{40}")) {
            head.setText(Words.of("diff.no-commit", change.type()));
            return;
        }
        head.setText(Words.of("diff.reading"));
        CaseReader reader = model.openCase().reader();
        model.read(
                "diff",
                cancelled -> code.ask(reader, source -> source.diff(revision)),
                files -> {
                    if (event.equals(model.selected().get())) {
                        show(files);
                    }
                },
                head::setText);
    }

    private void show(List<FileDiff> files) {
        List<Row> all = new ArrayList<>();
        for (FileDiff file : files) {
            String renamed = file.oldPath().equals(file.path()) ? "" : Words.of("diff.before", file.oldPath());
            all.add(new Row(file.path() + renamed + (file.left().isEmpty() ? "" : "  — " + file.left()), null));
            file.lines().forEach(line -> all.add(new Row(file.path(), line)));
        }
        long added = count(files, '+');
        long removed = count(files, '-');
        head.setText(files.isEmpty() ? Words.of("diff.none") : Words.of("diff.count", files.size(), added, removed));
        rows.getItems().setAll(all);
    }

    private static long count(List<FileDiff> files, char sign) {
        return files.stream()
                .flatMap(file -> file.lines().stream())
                .filter(line -> line.sign() == sign)
                .count();
    }

    private final class RowCell extends ListCell<Row> {
        private static final String STYLE =
                "-fx-padding: 0 4 0 4; -fx-cell-size: 0; -fx-font-family: monospace; -fx-font-size: 12px;";

        RowCell() {
            setStyle(STYLE);
        }

        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            setStyle(STYLE);
            if (empty || row == null) {
                setText(null);
                setContextMenu(null);
                return;
            }
            FileDiff.Line line = row.line();
            if (line == null) {
                setText(SafeText.line(row.file()));
                setStyle(STYLE + "-fx-font-weight: bold;");
                setContextMenu(null);
                return;
            }
            boolean failed = line.after() > 0
                    && line.after() == failingLine
                    && row.file().endsWith(failingFile)
                    && !failingFile.isEmpty();
            setText(
                    line.sign() == '@'
                            ? "          ⋯"
                            : String.format(
                                    Locale.ROOT,
                                    "%s%4s %4s %s %s",
                                    failed ? "▶" : " ",
                                    line.before() == 0 ? "" : line.before(),
                                    line.after() == 0 ? "" : line.after(),
                                    line.sign(),
                                    SafeText.line(line.text().replace("\t", "    "))));
            switch (line.sign()) {
                case '+' -> setStyle(STYLE + "-fx-text-fill: -color-success-fg;");
                case '-' -> setStyle(STYLE + "-fx-text-fill: -color-danger-fg;");
                case '@' -> setStyle(STYLE + "-fx-text-fill: -color-fg-muted;");
                default -> {}
            }
            MenuItem copy = new MenuItem(Words.of("common.copy-line"));
            copy.setOnAction(event -> Copied.put(line.text()));
            setContextMenu(new ContextMenu(copy));
        }
    }
}
