package dev.faultline.workbench;

import javafx.scene.Node;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/** Gives the columns of tables the room that larger letters need; what a person made wider since stays so. */
final class TableScale {
    private static final String KEY = "scale";

    private TableScale() {}

    /** How much larger than usual the columns of a table are. */
    static double of(TableView<?> table) {
        return table.getProperties().get(KEY) instanceof Double factor ? factor : 1;
    }

    /** All tables below a node; {@code factor} 1 is the usual size. */
    static void apply(Node node, double factor) {
        for (Node each : node.lookupAll(".table-view")) {
            if (each instanceof TableView<?> table) {
                Object before = table.getProperties().put(KEY, factor);
                double change = factor / (before instanceof Double old ? old : 1);
                if (change != 1) {
                    for (TableColumn<?, ?> column : table.getColumns()) {
                        column.setPrefWidth(column.getPrefWidth() * change);
                    }
                }
            }
        }
    }
}
