package dev.faultline.workbench;

import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/**
 * How large a canvas writes: as the interface around it. A canvas takes no part in styles, so a text without letters stands
 * beside it and is asked.
 */
final class CanvasLetters {
    /** Letters of the interface where nobody made them larger or smaller. */
    static final double USUAL = 13;

    /** Heights of its letters that a window has on a small screen. */
    private static final double ROOMY = 440;

    private final Pane pane;
    private final Text beside = new Text();
    private final ObservableValue<Double> height;
    private boolean roomy = true;

    /** For the canvas in a pane; {@code changed} is called when it has to be measured and drawn again. */
    CanvasLetters(Pane pane, Runnable changed) {
        this.pane = pane;
        beside.setManaged(false);
        // Inside of the pane, whose bounds it would change otherwise.
        beside.setTextOrigin(VPos.TOP);
        beside.setMouseTransparent(true);
        pane.getChildren().add(beside);
        height = pane.sceneProperty().flatMap(Scene::heightProperty).map(Number::doubleValue);
        beside.fontProperty().addListener((property, before, now) -> {
            roomy = room();
            changed.run();
            pane.requestLayout();
        });
        height.addListener((property, before, now) -> {
            if (roomy != room()) {
                roomy = room();
                changed.run();
            }
        });
    }

    private boolean room() {
        Double now = height.getValue();
        return now == null || now >= of(ROOMY);
    }

    /** Whether the window has the height for pictures that only add to others; large letters leave it sooner. */
    boolean isRoomy() {
        return roomy;
    }

    /** Makes the pane so high whatever room there is; 0 takes it away. */
    void high(double height) {
        pane.setMinHeight(height);
        pane.setPrefHeight(height);
        pane.setMaxHeight(height);
        pane.setVisible(height > 0);
        pane.setManaged(height > 0);
    }

    /** A length that letters need, where it is this one at the usual size. */
    double of(double length) {
        return length * beside.getFont().getSize() / USUAL;
    }

    /** The family of the interface. */
    Font plain(double size) {
        return Font.font(of(size));
    }

    Font monospaced(double size) {
        return Font.font("Monospaced", of(size));
    }
}
