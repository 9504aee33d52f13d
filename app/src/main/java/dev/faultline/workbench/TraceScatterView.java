package dev.faultline.workbench;

import dev.faultline.analysis.trace.TraceScatter;
import dev.faultline.analysis.trace.TraceWindow;
import dev.faultline.model.Severity;
import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/**
 * When the traces began and how long they took. A click opens the longest trace of a dot, a drag lists only those inside of
 * it, arrows walk over the dots.
 */
final class TraceScatterView extends Pane {
    static final int COLUMNS = 160;
    static final int ROWS = 24;
    private static final double LEFT = 74;
    private static final double BOTTOM = 15;
    /** What a time takes of the line below, with air beside it. */
    private static final double DATE = 150;

    private static final double HEIGHT = 96;
    /** In less than this no dot can be told from another. */
    private static final double LEAST = 48;
    /** So many pages of dots lead from one end to the other. */
    private static final int PAGES = 10;

    private final Canvas canvas = new Canvas();
    private final CanvasLetters letters;
    private final Consumer<String> opened;
    private final Consumer<TraceWindow> brushed;
    private Theme theme;
    private @Nullable TraceScatter scatter;
    private int cursor = -1;
    private double pressedX = -1;
    private double pressedY;
    private double nowX;
    private double nowY;
    private boolean isBrushed;
    private double room = HEIGHT;
    private Runnable measured = () -> {};

    TraceScatterView(Theme theme, Consumer<String> opened, Consumer<TraceWindow> brushed) {
        this.theme = theme;
        this.opened = opened;
        this.brushed = brushed;
        setId("trace-scatter");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        getChildren().add(canvas);
        letters = new CanvasLetters(this, this::measure);
        measure();
        focusedProperty().addListener((property, before, now) -> draw());
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        addEventHandler(MouseEvent.MOUSE_RELEASED, this::release);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    void theme(Theme next) {
        theme = next;
        draw();
    }

    void show(TraceScatter next) {
        scatter = next;
        cursor = -1;
        draw();
    }

    private void measure() {
        double height = Math.min(room, letters.of(HEIGHT));
        letters.high(height < letters.of(LEAST) ? 0 : height);
        draw();
        measured.run();
    }

    /** Takes no more than this; nothing where that is too little to see anything. */
    void room(double most) {
        if (most != room) {
            room = most;
            measure();
        }
    }

    /** A length that letters need, where it is this one at the usual size. */
    double of(double length) {
        return letters.of(length);
    }

    /** Called when letters have another size, or it has another height. */
    void onMeasured(Runnable listener) {
        measured = listener;
    }

    private double left() {
        return letters.of(LEFT);
    }

    private double bottom() {
        return letters.of(BOTTOM);
    }

    private double width() {
        return Math.max(1, canvas.getWidth() - left() - 8);
    }

    private double height() {
        return Math.max(1, canvas.getHeight() - bottom() - 4);
    }

    private double x(TraceScatter.Cell cell) {
        return left() + (cell.column() + 0.5) * width() / COLUMNS;
    }

    private double y(TraceScatter.Cell cell) {
        return 2 + height() - (cell.row() + 0.5) * height() / ROWS;
    }

    private void press(MouseEvent event) {
        requestFocus();
        pressedX = event.getX();
        pressedY = event.getY();
        nowX = pressedX;
        nowY = pressedY;
    }

    private boolean isDrag() {
        return Math.abs(nowX - pressedX) > 4 || Math.abs(nowY - pressedY) > 4;
    }

    private void drag(MouseEvent event) {
        nowX = event.getX();
        nowY = event.getY();
        draw();
    }

    private void release(MouseEvent event) {
        TraceScatter now = scatter;
        if (now != null && isDrag()) {
            double left = Math.clamp((Math.min(pressedX, nowX) - left()) / width(), 0, 1);
            double right = Math.clamp((Math.max(pressedX, nowX) - left()) / width(), 0, 1);
            double low = Math.clamp(1 - (Math.max(pressedY, nowY) - 2) / height(), 0, 1);
            double high = Math.clamp(1 - (Math.min(pressedY, nowY) - 2) / height(), 0, 1);
            isBrushed = true;
            brushed.accept(now.window(left, right, low, high));
        } else if (now != null) {
            open(nearest(now, event.getX(), event.getY()));
        }
        pressedX = -1;
        draw();
    }

    private int nearest(TraceScatter now, double x, double y) {
        int best = -1;
        double nearest = 12 * 12;
        for (int i = 0; i < now.cells().size(); i++) {
            double dx = x(now.cells().get(i)) - x;
            double dy = y(now.cells().get(i)) - y;
            if (dx * dx + dy * dy < nearest) {
                nearest = dx * dx + dy * dy;
                best = i;
            }
        }
        return best;
    }

    private void open(int cell) {
        TraceScatter now = scatter;
        if (now != null && cell >= 0 && cell < now.cells().size()) {
            cursor = cell;
            draw();
            opened.accept(now.cells().get(cell).traceId());
        }
    }

    private void key(KeyEvent event) {
        TraceScatter now = scatter;
        if (event.isShortcutDown()
                || event.isAltDown()
                || now == null
                || now.cells().isEmpty()) {
            return;
        }
        int last = now.cells().size() - 1;
        switch (event.getCode()) {
            case RIGHT -> walk(now, cursor + 1);
            case LEFT -> walk(now, cursor - 1);
            case PAGE_DOWN -> walk(now, cursor + Math.max(1, last / PAGES));
            case PAGE_UP -> walk(now, cursor - Math.max(1, last / PAGES));
            case HOME -> walk(now, 0);
            case END -> walk(now, last);
            case UP -> open(beside(now, true));
            case DOWN -> open(beside(now, false));
            case E -> nextFailed(event.isShiftDown() ? -1 : 1);
            case ESCAPE -> {
                if (!isBrushed) {
                    return;
                }
                isBrushed = false;
                brushed.accept(TraceWindow.ALL);
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    /** To this dot, or to the nearest end. */
    private void walk(TraceScatter now, int to) {
        int dot = Math.clamp(to, 0, now.cells().size() - 1);
        if (dot != cursor) {
            open(dot);
        }
    }

    /** The nearest dot of longer traces, or of shorter ones; -1 where there is none. */
    private int beside(TraceScatter now, boolean longer) {
        if (cursor < 0) {
            return 0;
        }
        TraceScatter.Cell here = now.cells().get(cursor);
        int best = -1;
        int nearest = Integer.MAX_VALUE;
        for (int i = 0; i < now.cells().size(); i++) {
            TraceScatter.Cell cell = now.cells().get(i);
            int rows = longer ? cell.row() - here.row() : here.row() - cell.row();
            // A column is narrower than a row is high.
            int distance = 2 * rows + Math.abs(cell.column() - here.column());
            if (rows > 0 && distance < nearest) {
                nearest = distance;
                best = i;
            }
        }
        return best;
    }

    private void nextFailed(int step) {
        TraceScatter now = scatter;
        for (int i = cursor + step; now != null && i >= 0 && i < now.cells().size(); i += step) {
            if (now.cells().get(i).failed() > 0) {
                open(i);
                return;
            }
        }
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        draw();
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.setFill(theme.background);
        g.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
        TraceScatter now = scatter;
        if (now == null || now.count() == 0) {
            setAccessibleText(Words.of("scatter.none"));
            return;
        }
        g.setFill(theme.raised);
        g.fillRect(left(), 2, width(), height());
        axes(g, now);
        for (TraceScatter.Cell cell : now.cells()) {
            dot(g, cell);
        }
        if (cursor >= 0 && cursor < now.cells().size()) {
            TraceScatter.Cell cell = now.cells().get(cursor);
            g.setStroke(theme.text);
            g.strokeRect(x(cell) - 7, y(cell) - 7, 14, 14);
        }
        if (pressedX >= 0 && isDrag()) {
            g.setGlobalAlpha(0.25);
            g.setFill(theme.accent);
            g.fillRect(
                    Math.min(pressedX, nowX),
                    Math.min(pressedY, nowY),
                    Math.abs(nowX - pressedX),
                    Math.abs(nowY - pressedY));
            g.setGlobalAlpha(1);
        }
        setAccessibleText(spoken(now));
    }

    /** More traces make a larger dot; a failed one among them makes it a filled one in the colour of errors. */
    private void dot(GraphicsContext g, TraceScatter.Cell cell) {
        double size = Math.min(11, 4 + 1.3 * Math.log((double) cell.count()));
        double x = x(cell) - size / 2;
        double y = y(cell) - size / 2;
        if (cell.failed() > 0) {
            g.setFill(theme.severity(Severity.ERROR));
            g.fillOval(x, y, size, size);
        } else {
            g.setStroke(theme.severity(Severity.INFO));
            g.strokeOval(x, y, size, size);
        }
    }

    private void axes(GraphicsContext g, TraceScatter now) {
        g.setFont(letters.plain(11));
        g.setFill(theme.muted);
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText(TimeText.duration(now.longest()), left() - 5, letters.of(9));
        g.fillText(TimeText.duration(now.duration(0.5)), left() - 5, 2 + height() / 2);
        g.fillText(TimeText.duration(now.shortest()), left() - 5, height() - letters.of(5));
        double line = canvas.getHeight() - bottom() / 2;
        // Without the room for two dates only the hours.
        int from = width() < 2 * letters.of(DATE) ? 11 : 0;
        g.fillText(TimeText.full(now.to()).substring(from, 23), left() + width(), line);
        g.setTextAlign(TextAlignment.CENTER);
        double room = width() - 2 * letters.of(DATE);
        if (room > letters.of(DATE)) {
            g.fillText(TextCanvas.fitting(Words.of("scatter.keys"), g.getFont(), room), left() + width() / 2, line);
        }
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText(TimeText.full(now.from()).substring(from, 23), left(), line);
    }

    private String spoken(TraceScatter now) {
        String whole = Words.of(
                "scatter.name",
                now.count(),
                TimeText.duration(now.shortest()),
                TimeText.duration(now.longest()),
                now.cells().stream().mapToLong(TraceScatter.Cell::failed).sum());
        if (cursor < 0 || cursor >= now.cells().size()) {
            return whole;
        }
        TraceScatter.Cell cell = now.cells().get(cursor);
        return whole + Words.of("scatter.here", cell.count(), cell.failed());
    }
}
