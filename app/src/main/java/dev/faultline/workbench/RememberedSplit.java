package dev.faultline.workbench;

import java.util.function.DoubleSupplier;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.input.MouseEvent;

/**
 * Two things above each other. The upper one is as high as it needs until a person drags the divider; from then on the
 * divider stands where it was put, after a restart too.
 */
final class RememberedSplit extends SplitPane {
    private static final double MOST = 0.7;

    private final Settings settings;
    private final String name;
    private final DoubleSupplier needed;
    private double kept;
    private boolean held;

    /** {@code needed} is the height that the upper one needs. */
    RememberedSplit(Settings settings, String name, DoubleSupplier needed, Node above, Node below) {
        super(above, below);
        this.settings = settings;
        this.name = name;
        this.needed = needed;
        kept = settings.divider(name, Double.NaN);
        setId("split-" + name);
        setOrientation(Orientation.VERTICAL);
        heightProperty().addListener((property, before, now) -> place());
        addEventFilter(
                MouseEvent.MOUSE_PRESSED, event -> held = event.getTarget() instanceof Node node && isDivider(node));
        // What is under the mouse hears of the release, not the divider; one outside is known by the next move without
        // a button.
        addEventFilter(MouseEvent.MOUSE_RELEASED, event -> keep());
        addEventFilter(MouseEvent.MOUSE_MOVED, event -> keep());
    }

    private static boolean isDivider(Node node) {
        return node.getStyleClass().contains("split-pane-divider")
                || node.getParent() != null && node.getParent().getStyleClass().contains("split-pane-divider");
    }

    private void keep() {
        if (!held) {
            return;
        }
        held = false;
        kept = getDividerPositions()[0];
        settings.keepDivider(name, kept);
        settings.save();
    }

    /** Anew, because what the upper one needs has changed. */
    void place() {
        if (getHeight() > 0) {
            setDividerPositions(Double.isNaN(kept) ? Math.min(MOST, needed.getAsDouble() / getHeight()) : kept);
        }
    }
}
