package dev.faultline.workbench;

import dev.faultline.model.Event;
import java.util.function.DoubleFunction;
import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** What the mouse finds in the list beside rows: all of a text that is cut, and the edges of columns, which can be dragged. */
final class EventPointer {
    private final EventRows rows;
    private final Runnable draw;
    private final DoubleFunction<@Nullable Event> at;
    private final Tooltip whole = new Tooltip();
    private final Node list;
    private int edge = -1;
    private boolean isShown;

    /** {@code at} is the event at a height of the list; {@code draw} draws it anew. */
    EventPointer(Node list, EventRows rows, DoubleFunction<@Nullable Event> at, Runnable draw) {
        this.list = list;
        this.rows = rows;
        this.at = at;
        this.draw = draw;
        whole.setWrapText(true);
        whole.setMaxWidth(700);
        whole.setShowDelay(Duration.millis(400));
        whole.setShowDuration(Duration.INDEFINITE);
        list.addEventHandler(MouseEvent.MOUSE_MOVED, this::moved);
        list.addEventHandler(MouseEvent.MOUSE_EXITED, event -> say(""));
        // Before the list takes it for a row.
        list.addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
        list.addEventFilter(MouseEvent.MOUSE_DRAGGED, this::dragged);
        list.addEventFilter(MouseEvent.MOUSE_RELEASED, this::released);
    }

    private int edge(MouseEvent event) {
        return event.getY() < rows.header() ? rows.edgeAt(event.getX()) : -1;
    }

    private void moved(MouseEvent event) {
        list.setCursor(edge(event) >= 0 ? Cursor.H_RESIZE : Cursor.DEFAULT);
        Event row = event.getY() < rows.header() ? null : at.apply(event.getY());
        say(row == null ? "" : rows.cutAt(row, event.getX()));
    }

    private void say(String text) {
        if (!text.equals(whole.getText())) {
            whole.setText(text);
        }
        if (isShown == text.isEmpty()) {
            isShown = !text.isEmpty();
            if (isShown) {
                Tooltip.install(list, whole);
            } else {
                Tooltip.uninstall(list, whole);
            }
        }
    }

    private void pressed(MouseEvent event) {
        edge = event.getButton() == MouseButton.PRIMARY ? edge(event) : -1;
        if (edge >= 0) {
            if (event.getClickCount() == 2) {
                rows.measured(edge);
                draw.run();
            }
            event.consume();
        }
    }

    private void dragged(MouseEvent event) {
        if (edge >= 0) {
            rows.dragEdge(edge, event.getX());
            draw.run();
            event.consume();
        }
    }

    private void released(MouseEvent event) {
        if (edge >= 0) {
            rows.keepWidths();
            edge = -1;
            event.consume();
        }
    }

    /** All of what is cut under the mouse; empty where nothing is. */
    String said() {
        return isShown ? whole.getText() : "";
    }

    /** Where the edge of a column is that can be dragged. */
    Point2D edgeOf(int column) {
        return new Point2D(rows.edge(column), rows.header() / 2);
    }
}
