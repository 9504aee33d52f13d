package dev.faultline.workbench;

import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** How a canvas with rows of text is begun. */
final class TextCanvas {
    private TextCanvas() {}

    /** Wipes it; text then stands right of and around the middle of the point that it is given. */
    static GraphicsContext begin(Canvas canvas, Theme theme, Font font) {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.setFill(theme.background);
        g.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
        g.setFont(font);
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.LEFT);
        return g;
    }
}
