package dev.faultline.workbench;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * Makes many small buttons one stop of Tab: the arrow keys, Home and End go from one to the other, and Tab leaves them all. A
 * person who only wants past them presses one key and not fifty.
 */
final class OneStop {
    private final List<List<Node>> rows;
    private final List<Node> all;
    private final Consumer<Node> arrived;

    /** {@code arrived} is called with each that the keys come to, to bring it into sight. */
    private OneStop(List<List<Node>> rows, Consumer<Node> arrived) {
        this.rows = rows;
        this.arrived = arrived;
        all = rows.stream().flatMap(List::stream).toList();
        for (Node node : all) {
            node.setFocusTraversable(node.equals(all.getFirst()));
            node.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
                if (!isModified(event) && go(node, event.getCode())) {
                    event.consume();
                }
            });
            node.focusedProperty().addListener((property, before, now) -> {
                if (now) {
                    all.forEach(each -> each.setFocusTraversable(each.equals(node)));
                }
            });
        }
    }

    /** Of rows from top to bottom, each from left to right. */
    static void of(List<List<Node>> rows, Consumer<Node> arrived) {
        new OneStop(rows.stream().filter(row -> !row.isEmpty()).toList(), arrived);
    }

    private static boolean isModified(KeyEvent event) {
        return event.isShortcutDown() || event.isAltDown() || event.isShiftDown();
    }

    private boolean go(Node from, KeyCode code) {
        return switch (code) {
            case LEFT -> to(all.indexOf(from) - 1);
            case RIGHT -> to(all.indexOf(from) + 1);
            case HOME -> to(0);
            case END -> to(all.size() - 1);
            case UP -> beside(from, -1);
            case DOWN -> beside(from, 1);
            default -> false;
        };
    }

    private boolean beside(Node from, int step) {
        for (int i = 0; i < rows.size(); i++) {
            int column = rows.get(i).indexOf(from);
            if (column >= 0 && i + step >= 0 && i + step < rows.size()) {
                List<Node> next = rows.get(i + step);
                return to(all.indexOf(next.get(Math.min(column, next.size() - 1))));
            }
        }
        return false;
    }

    private boolean to(int index) {
        if (index < 0 || index >= all.size()) {
            return false;
        }
        all.get(index).requestFocus();
        arrived.accept(all.get(index));
        return true;
    }
}
