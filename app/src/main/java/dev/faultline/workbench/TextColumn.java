package dev.faultline.workbench;

import java.util.function.Function;
import javafx.scene.control.TableColumn;

/** A column that knows what its cells say, so that a row can be copied as it is read. */
final class TextColumn<T> extends TableColumn<T, T> {
    private final Function<T, String> text;

    TextColumn(String name, Function<T, String> text) {
        super(name);
        this.text = text;
    }

    /** Of the row with this index. */
    String text(int row) {
        return text.apply(getCellData(row));
    }
}
