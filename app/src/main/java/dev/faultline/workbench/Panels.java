package dev.faultline.workbench;

import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The facets at the left, the view in front, the inspector at the right: each side can go, and the inspector move out. */
final class Panels extends SplitPane {
    private final Region facets;
    private final InspectorView inspector;
    private final Settings settings;
    private final Supplier<Theme> theme;
    private double facetsAt;
    private double inspectorAt;
    private @Nullable Stage apart;
    private Consumer<StackPane> moved = root -> {};

    Panels(Region facets, Node center, InspectorView inspector, Settings settings, Supplier<Theme> theme) {
        super(facets, center, inspector);
        this.facets = facets;
        this.inspector = inspector;
        this.settings = settings;
        this.theme = theme;
        facetsAt = settings.divider("facets", 0.16);
        inspectorAt = settings.divider("inspector", 0.7);
        setOrientation(Orientation.HORIZONTAL);
        SplitPane.setResizableWithParent(facets, false);
        SplitPane.setResizableWithParent(inspector, false);
        place();
    }

    /** Called with what the inspector's own window shows, each time it moves there. */
    void onApart(Consumer<StackPane> listener) {
        moved = listener;
    }

    private void note() {
        double[] positions = getDividerPositions();
        if (getItems().contains(facets)) {
            facetsAt = positions[0];
        }
        if (getItems().contains(inspector)) {
            inspectorAt = positions[positions.length - 1];
        }
    }

    private void place() {
        if (getItems().contains(facets)) {
            setDividerPosition(0, facetsAt);
        }
        if (getItems().contains(inspector)) {
            setDividerPosition(getDividers().size() - 1, inspectorAt);
        }
    }

    /** Takes the left side away, or brings it back. */
    void toggleFacets() {
        note();
        if (!getItems().remove(facets)) {
            getItems().addFirst(facets);
        }
        place();
    }

    /** Gives the keys to the inspector, wherever it is. */
    void toInspector() {
        Stage open = apart;
        if (open != null) {
            open.requestFocus();
        }
        inspector.focusTab();
    }

    /** Shows the inspector in a window of its own, or brings it back. */
    void toggleInspectorWindow() {
        Stage open = apart;
        if (open != null) {
            open.close();
            bringBack();
            return;
        }
        note();
        getItems().remove(inspector);
        Stage stage = new Stage();
        StackPane root = new StackPane(inspector);
        moved.accept(root);
        Scene scene = new Scene(root, 640, 800);
        theme.get().apply(scene);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            boolean same = event.isShortcutDown() && event.isShiftDown() && event.getCode() == KeyCode.N;
            if (same || event.getCode() == KeyCode.ESCAPE) {
                toggleInspectorWindow();
                event.consume();
            }
        });
        stage.setTitle(Words.of("inspector.window"));
        stage.setScene(scene);
        stage.setOnHidden(hidden -> bringBack());
        apart = stage;
        stage.show();
        place();
    }

    private void bringBack() {
        apart = null;
        if (!getItems().contains(inspector)) {
            note();
            getItems().add(inspector);
            place();
        }
    }

    void theme(Theme next) {
        Stage open = apart;
        if (open != null) {
            next.apply(open.getScene());
        }
    }

    /** Keeps where the dividers stand; a window of its own goes with the case. */
    void remember() {
        note();
        Stage open = apart;
        if (open != null) {
            open.close();
        }
        settings.keepDivider("facets", facetsAt);
        settings.keepDivider("inspector", inspectorAt);
        settings.save();
    }
}
