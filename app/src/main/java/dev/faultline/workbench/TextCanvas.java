package dev.faultline.workbench;

import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
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

    /** As much of a text as is this wide, with an ellipsis where it is not all: a canvas would squeeze its letters. */
    static String fitting(String text, Font font, double width) {
        Text measure = new Text(text);
        measure.setFont(font);
        int length = text.length();
        while (length > 1 && measure.getLayoutBounds().getWidth() > width) {
            // Of one that is far too long most goes at once.
            double wide = measure.getLayoutBounds().getWidth();
            length = Math.min(length - 1, (int) Math.ceil(length * width / wide));
            length -= Character.isHighSurrogate(text.charAt(length - 1)) ? 1 : 0;
            measure.setText(text.substring(0, length) + "…");
        }
        return measure.getText();
    }
}
