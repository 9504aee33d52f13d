package dev.faultline.workbench;

import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.util.Callback;
import org.jspecify.annotations.Nullable;

/** Cells for paths: where there is no room the beginning goes, because the name is at the end. */
final class PathCells {
    private PathCells() {}

    static <T> Callback<TableColumn<T, String>, TableCell<T, String>> factory() {
        return column -> {
            TableCell<T, String> cell = new TableCell<>() {
                @Override
                protected void updateItem(@Nullable String path, boolean empty) {
                    super.updateItem(path, empty);
                    setText(empty ? null : path);
                }
            };
            cell.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
            return cell;
        };
    }
}
