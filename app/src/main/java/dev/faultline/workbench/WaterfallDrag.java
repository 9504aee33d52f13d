package dev.faultline.workbench;

import java.util.function.DoubleSupplier;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;

/** A drag over the bars of a waterfall: it looks at the stretch that it went over; with Shift it moves the stretch. */
final class WaterfallDrag {
    /** Less is the shaking of a hand that clicks. */
    private static final double LEAST = 6;

    private final WaterfallScale scale;
    private final DoubleSupplier left;
    private final DoubleSupplier right;
    private final Runnable looked;
    private final Rectangle band = new Rectangle();
    private double pressed = Double.NaN;
    private double last;

    /** {@code left} and {@code right} are the edges of the bars; {@code looked} is called when the scale was changed. */
    WaterfallDrag(WaterfallScale scale, DoubleSupplier left, DoubleSupplier right, Runnable looked) {
        this.scale = scale;
        this.left = left;
        this.right = right;
        this.looked = looked;
        band.setId("waterfall-band");
        band.setManaged(false);
        band.setMouseTransparent(true);
        band.setVisible(false);
    }

    /** What shows the stretch while the mouse is down, to be laid over the bars. */
    Rectangle band() {
        return band;
    }

    void theme(Theme theme) {
        band.setFill(theme.mark.deriveColor(0, 1, 1, 0.2));
        band.setStroke(Color.TRANSPARENT);
    }

    /** Hears the mouse there. */
    void on(Node bars) {
        bars.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        bars.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        bars.addEventHandler(MouseEvent.MOUSE_RELEASED, this::release);
    }

    private void press(MouseEvent event) {
        boolean onBars = event.getX() >= left.getAsDouble()
                && event.getX() <= right.getAsDouble()
                && event.getY() > WaterfallMap.HEIGHT;
        pressed = onBars && event.getButton() == MouseButton.PRIMARY ? event.getX() : Double.NaN;
        last = event.getX();
    }

    private void drag(MouseEvent event) {
        if (Double.isNaN(pressed)) {
            return;
        }
        if (event.isShiftDown()) {
            band.setVisible(false);
            scale.pan((last - event.getX()) / width());
            last = event.getX();
            // Let go without Shift, it is still no stretch to look at.
            pressed = event.getX();
            looked.run();
            return;
        }
        double x = Math.clamp(event.getX(), left.getAsDouble(), right.getAsDouble());
        band.setX(Math.min(pressed, x));
        band.setY(WaterfallMap.HEIGHT);
        band.setWidth(Math.abs(x - pressed));
        band.setHeight(((Node) event.getSource()).getLayoutBounds().getHeight() - WaterfallMap.HEIGHT);
        band.setVisible(band.getWidth() > LEAST);
    }

    private double width() {
        return Math.max(1, right.getAsDouble() - left.getAsDouble());
    }

    private void release(MouseEvent event) {
        if (band.isVisible()) {
            band.setVisible(false);
            long from = time(band.getX());
            scale.look(from, time(band.getX() + band.getWidth()));
            looked.run();
        }
        pressed = Double.NaN;
    }

    private long time(double x) {
        return scale.from() + (long) ((scale.to() - scale.from()) * ((x - left.getAsDouble()) / width()));
    }
}
