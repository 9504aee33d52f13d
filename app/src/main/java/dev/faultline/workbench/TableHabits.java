package dev.faultline.workbench;

import dev.faultline.text.SafeText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * What every table does: Ctrl+C and a menu copy its chosen rows, and its columns stand, after a restart too, where a person
 * put them, as wide as they were made.
 */
final class TableHabits {
    private static final String KNOWN = "habits";
    private static final String NUMBER = "number";
    private static final double LEAST = 20;
    private static final double MOST = 4_000;

    private TableHabits() {}

    /** All tables below a node; before larger letters are given their room. */
    static void apply(Node node, Settings settings) {
        for (Node each : node.lookupAll(".table-view")) {
            if (each instanceof TableView<?> table && table.getProperties().put(KNOWN, true) == null) {
                copies(table);
                if (table.getId() != null) {
                    columns(table, settings);
                }
            }
        }
    }

    /** For the menu of a row. */
    static MenuItem copyItem(TableView<?> table) {
        return WaterfallMenu.item(Words.of("common.copy-key"), () -> copy(table));
    }

    private static <T> void copies(TableView<T> table) {
        table.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.isShortcutDown() && !event.isShiftDown() && event.getCode() == KeyCode.C) {
                copy(table);
                event.consume();
            }
        });
        if (table.getContextMenu() == null) {
            table.setContextMenu(new ContextMenu(copyItem(table)));
        }
    }

    private static <T> void copy(TableView<T> table) {
        String rows = table.getSelectionModel().getSelectedIndices().stream()
                .map(row -> text(table, row))
                .collect(Collectors.joining("\n"));
        if (!rows.isEmpty()) {
            Copied.put(rows);
        }
    }

    /** A row as it is read, with tabs between what its columns say. */
    static <T> String text(TableView<T> table, int row) {
        return table.getVisibleLeafColumns().stream()
                .map(column -> said(column, row))
                .collect(Collectors.joining("\t"))
                .strip();
    }

    private static <T> String said(TableColumn<T, ?> column, int row) {
        if (column instanceof TextColumn<?> text) {
            return SafeText.line(text.text(row));
        }
        Object value = column.getCellData(row);
        return value instanceof String || value instanceof Number ? SafeText.line(value.toString()) : "";
    }

    private static <T> void columns(TableView<T> table, Settings settings) {
        for (int i = 0; i < table.getColumns().size(); i++) {
            table.getColumns().get(i).getProperties().put(NUMBER, i);
        }
        restore(table, settings.columns(table.getId()));
        InvalidationListener changed = property -> settings.keepColumns(table.getId(), kept(table));
        table.getColumns().forEach(column -> column.widthProperty().addListener(changed));
        table.getColumns().addListener(changed);
    }

    /** Numbers of columns and their widths at the usual size of letters, from left to right. */
    private static <T> Map<Integer, Double> kept(TableView<T> table) {
        Map<Integer, Double> kept = new LinkedHashMap<>();
        for (TableColumn<T, ?> column : table.getColumns()) {
            if (column.getProperties().get(NUMBER) instanceof Integer number) {
                kept.put(number, column.getWidth() / TableScale.of(table));
            }
        }
        return kept;
    }

    private static <T> void restore(TableView<T> table, Map<Integer, Double> kept) {
        Map<Integer, TableColumn<T, ?>> numbered = new HashMap<>();
        table.getColumns().forEach(column -> numbered.put(numbered.size(), column));
        if (!kept.keySet().equals(numbered.keySet())) {
            // Another version had other columns.
            return;
        }
        List<TableColumn<T, ?>> order = new ArrayList<>();
        kept.forEach((number, width) -> {
            TableColumn<T, ?> column = numbered.get(number);
            if (column != null) {
                column.setPrefWidth(Math.clamp(width, LEAST, MOST));
                order.add(column);
            }
        });
        if (!order.equals(table.getColumns())) {
            table.getColumns().setAll(order);
        }
    }
}
