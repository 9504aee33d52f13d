package dev.faultline.workbench;

import dev.faultline.text.SafeText;
import java.util.Comparator;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;
import javafx.util.Callback;
import org.jspecify.annotations.Nullable;

/** Columns whose cells are a line of text about their row. */
final class TextColumns {
    /** The style of a table whose rows are all of one height, as high as the letters need. */
    static final String ROWS = "-fx-fixed-cell-size: 2em;";

    private TextColumns() {}

    static <T> TableColumn<T, T> text(String name, double width, Function<T, String> text) {
        return column(name, width, text, null, Comparator.comparing(text));
    }

    /** With more to say where the mouse rests on it. */
    static <T> TableColumn<T, T> text(String name, double width, Function<T, String> text, Function<T, String> tip) {
        return column(name, width, text, tip, Comparator.comparing(text));
    }

    /** Of paths: where there is no room the beginning goes, because the name is at the end; all of it under the mouse. */
    static <T> TableColumn<T, T> path(String name, double width, Function<T, String> path) {
        TableColumn<T, T> column = text(name, width, path, path);
        Callback<TableColumn<T, T>, TableCell<T, T>> cells = column.getCellFactory();
        column.setCellFactory(made -> {
            TableCell<T, T> cell = cells.call(made);
            cell.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
            return cell;
        });
        return column;
    }

    /** Sorted by the number, not by its text. */
    static <T> TableColumn<T, T> number(String name, double width, ToLongFunction<T> value, LongFunction<String> text) {
        Function<T, String> shown = row -> text.apply(value.applyAsLong(row));
        TableColumn<T, T> column = column(name, width, shown, null, Comparator.comparingLong(value));
        column.setStyle("-fx-alignment: CENTER-RIGHT;");
        column.setSortType(TableColumn.SortType.DESCENDING);
        return column;
    }

    /** What a table without rows says; long sentences wrap. */
    static Label placeholder(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setPadding(new Insets(12));
        return label;
    }

    private static <T> TableColumn<T, T> column(
            String name,
            double width,
            Function<T, String> text,
            @Nullable Function<T, String> tip,
            Comparator<T> order) {
        TableColumn<T, T> column = new TextColumn<>(name, text);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setCellFactory(made -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable T row, boolean empty) {
                super.updateItem(row, empty);
                setText(empty || row == null ? null : SafeText.line(text.apply(row)));
                setTooltip(empty || row == null || tip == null ? null : new Tooltip(SafeText.line(tip.apply(row))));
            }
        });
        column.setComparator(order);
        column.setPrefWidth(width);
        return column;
    }
}
