package dev.faultline.workbench;

import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * A frame around what has the keys, for who uses them. Canvases, tables, tabs and flat buttons show nothing of their own, or
 * nothing that can be seen in both themes; a text field shows its caret.
 */
final class FocusRing extends Region {
    private static final double LEAST = 2;
    private static final double WIDTH = 2;

    private boolean keys;
    private @Nullable Bounds drawn;

    private FocusRing() {
        setId("focus-ring");
        setManaged(false);
        setMouseTransparent(true);
        setVisible(false);
        // Above the sheets, which come after it.
        setViewOrder(-1);
        setStyle("-fx-border-color: -color-accent-emphasis; -fx-border-width: 2; -fx-border-radius: 4;");
    }

    /** Puts one into what a scene shows, which is told before the scene is. */
    static void on(StackPane root) {
        FocusRing ring = new FocusRing();
        root.getChildren().add(ring);
        Scene there = root.getScene();
        if (there != null) {
            ring.follow(there);
        }
        root.sceneProperty().addListener((property, before, now) -> {
            if (now != null) {
                ring.follow(now);
            }
        });
    }

    private void follow(Scene scene) {
        scene.addEventFilter(InputEvent.ANY, event -> {
            if (event.getEventType() == KeyEvent.KEY_PRESSED) {
                keys = true;
            } else if (event.getEventType() == MouseEvent.MOUSE_PRESSED) {
                keys = false;
            }
        });
        // What has the keys is moved and scrolled too.
        scene.addPostLayoutPulseListener(() -> place(scene));
        scene.focusOwnerProperty().addListener((property, before, now) -> place(scene));
    }

    private void place(Scene scene) {
        Node owner = scene.getFocusOwner();
        Bounds next = owner == null || !keys || owner instanceof TextInputControl ? null : seen(owner);
        if (next != null && (next.getWidth() < LEAST || next.getHeight() < LEAST)) {
            next = null;
        }
        if (next == null) {
            setVisible(false);
        } else if (!next.equals(drawn) || !isVisible()) {
            setVisible(true);
            // Around it, where the frame stands out from a button of its own colour too.
            resizeRelocate(
                    next.getMinX() - WIDTH,
                    next.getMinY() - WIDTH,
                    next.getWidth() + 2 * WIDTH,
                    next.getHeight() + 2 * WIDTH);
        }
        drawn = next;
    }

    /** What of a node is not cut away by what it is in. */
    private static Bounds seen(Node node) {
        Bounds bounds = node.localToScene(node.getLayoutBounds());
        for (Parent each = node.getParent(); each != null; each = each.getParent()) {
            Bounds around = each.localToScene(each.getLayoutBounds());
            double left = Math.max(bounds.getMinX(), around.getMinX());
            double top = Math.max(bounds.getMinY(), around.getMinY());
            bounds = new BoundingBox(
                    left,
                    top,
                    Math.max(0, Math.min(bounds.getMaxX(), around.getMaxX()) - left),
                    Math.max(0, Math.min(bounds.getMaxY(), around.getMaxY()) - top));
        }
        return bounds;
    }
}
