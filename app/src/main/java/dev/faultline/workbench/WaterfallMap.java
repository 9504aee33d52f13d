package dev.faultline.workbench;

import dev.faultline.analysis.trace.SpanNode;
import dev.faultline.analysis.trace.TraceTree;
import dev.faultline.model.Severity;
import java.util.List;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * A small picture of a whole trace and the stretch of it that is looked at; a drag looks at another. The picture is painted
 * once per trace, only the frame of the stretch moves.
 */
final class WaterfallMap extends Pane {
    static final double HEIGHT = 44;
    /** More lines than pixels show nothing more. */
    private static final int MOST_LINES = 4_000;

    private final WaterfallScale scale;
    private final Runnable looked;
    private final Canvas canvas = new Canvas();
    private final Rectangle stretch = new Rectangle();
    private Theme theme;
    private @Nullable TraceTree tree;
    private double pressed = -1;

    /** {@code looked} is called when the scale was changed here. */
    WaterfallMap(WaterfallScale scale, Theme theme, Runnable looked) {
        this.scale = scale;
        this.theme = theme;
        this.looked = looked;
        stretch.setFill(Color.TRANSPARENT);
        stretch.setManaged(false);
        getChildren().addAll(canvas, stretch);
        addEventHandler(MouseEvent.MOUSE_PRESSED, event -> pressed = event.getX());
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        addEventHandler(MouseEvent.MOUSE_RELEASED, event -> pressed = -1);
    }

    void theme(Theme next) {
        theme = next;
        paint();
    }

    void show(@Nullable TraceTree next) {
        tree = next;
        paint();
    }

    private void drag(MouseEvent event) {
        if (pressed >= 0 && tree != null && Math.abs(event.getX() - pressed) > 3) {
            double first = Math.clamp(Math.min(pressed, event.getX()) / getWidth(), 0, 1);
            double last = Math.clamp(Math.max(pressed, event.getX()) / getWidth(), 0, 1);
            scale.share(first, last);
            looked.run();
        }
    }

    @Override
    protected void layoutChildren() {
        if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
            canvas.setWidth(getWidth());
            canvas.setHeight(getHeight());
            paint();
        }
    }

    private void paint() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        double width = canvas.getWidth();
        g.setFill(theme.raised);
        g.fillRect(0, 0, width, HEIGHT);
        List<SpanNode> spans = tree == null ? List.of() : tree.spans();
        int lines = (int) HEIGHT - 4;
        int step = Math.max(1, spans.size() / MOST_LINES);
        for (int i = 0; i < spans.size(); i++) {
            SpanNode span = spans.get(i);
            // A failed span is never left out: it is what one looks for here.
            if (i % step == 0 || span.failed()) {
                double y = 2 + (spans.size() <= lines ? i : (double) i * lines / spans.size());
                double left = scale.shareOfWhole(span.start()) * width;
                double right = scale.shareOfWhole(span.end()) * width;
                g.setFill(span.failed() ? theme.severity(Severity.ERROR) : ServiceColors.of(span.service(), theme));
                g.fillRect(left, y, Math.max(1, right - left), 1.2);
            }
        }
        frame();
    }

    /** Draws the frame of the stretch where it now is. */
    void frame() {
        double left = scale.shareOfWhole(scale.from()) * getWidth();
        double right = scale.shareOfWhole(scale.to()) * getWidth();
        stretch.setStroke(theme.mark);
        stretch.setX(left);
        stretch.setY(1);
        stretch.setWidth(Math.max(2, right - left));
        stretch.setHeight(HEIGHT - 2);
        stretch.setVisible(tree != null && right - left < getWidth() - 2);
    }
}
