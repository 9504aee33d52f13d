package dev.faultline.workbench;

import dev.faultline.model.Event;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Histogram;
import java.util.OptionalLong;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/**
 * Density over time, stacked by severity. Drag to look at a stretch, wheel to zoom at the pointer, double click or 0 for
 * the whole case; W, S, A and D as in a trace viewer.
 */
final class TimelineView extends Pane implements TableText.Twin {
    private static final double HEIGHT = 96;
    private static final double AXIS = 16;
    private static final long AROUND = 30_000_000_000L;
    /** Room at the left for words. */
    private static final double GUTTER = 116;

    /** What a time on the axis needs, with air beside it. */
    private static final double TICK = 225;

    private static final Severity[] STACK = {
        Severity.FATAL,
        Severity.ERROR,
        Severity.WARN,
        Severity.INFO,
        Severity.DEBUG,
        Severity.TRACE,
        Severity.UNSPECIFIED
    };

    private final CaseModel model;
    private final Canvas canvas = new Canvas();
    private final CanvasLetters letters;
    private final TimelineBands bands = new TimelineBands(this::draw);
    private Theme theme;
    private double dragFrom = -1;
    private double dragTo = -1;

    TimelineView(CaseModel model, Theme theme) {
        this.model = model;
        this.theme = theme;
        setId("timeline");
        getChildren().add(canvas);
        letters = new CanvasLetters(this, this::measure);
        measure();
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        model.found().addListener((property, before, now) -> draw());
        model.state().addListener((property, before, now) -> draw());
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        addEventHandler(MouseEvent.MOUSE_RELEASED, this::release);
        addEventHandler(ScrollEvent.SCROLL, this::scroll);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /** Room at the left for words, here and in the lanes below. */
    static double gutter(CanvasLetters letters) {
        return letters.of(GUTTER);
    }

    private double gutter() {
        return gutter(letters);
    }

    private void measure() {
        letters.high(letters.of(HEIGHT));
        draw();
    }

    /** Intervals and what a person noted. */
    TimelineBands bands() {
        return bands;
    }

    void theme(Theme next) {
        theme = next;
        draw();
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        draw();
    }

    @Override
    public @Nullable TableText table() {
        CaseModel.Found found = model.found().get();
        return found == null ? null : TableText.of(found.histogram());
    }

    private TimeRange range() {
        CaseModel.Found found = model.found().get();
        return found == null ? new TimeRange(0, 1) : found.range();
    }

    private double plot() {
        return Math.max(1, getWidth() - gutter());
    }

    private long timeAt(double x) {
        TimeRange range = range();
        return range.from() + (long) (range.length() * (Math.clamp(x - gutter(), 0, plot()) / plot()));
    }

    private double x(long time) {
        TimeRange range = range();
        return gutter() + (time - range.from()) * plot() / (double) Math.max(1, range.length());
    }

    private void press(MouseEvent event) {
        requestFocus();
        if (event.getClickCount() == 2) {
            whole();
            return;
        }
        dragFrom = event.getX();
        dragTo = event.getX();
    }

    private void drag(MouseEvent event) {
        dragTo = Math.clamp(event.getX(), gutter(), gutter() + plot());
        if (event.isShiftDown()) {
            pan((dragFrom - dragTo) / plot());
            dragFrom = dragTo;
        }
        draw();
    }

    private void release(MouseEvent event) {
        if (dragFrom >= 0 && Math.abs(dragTo - dragFrom) > 3) {
            long from = timeAt(Math.min(dragFrom, dragTo));
            long to = timeAt(Math.max(dragFrom, dragTo));
            look(from, to);
        }
        dragFrom = -1;
        draw();
    }

    private void look(long from, long to) {
        model.look(model.state().get().withRange(new TimeRange(from, Math.max(from + 1, to))));
    }

    void whole() {
        model.look(model.state().get().withRange(TimeRange.ALL));
    }

    /** Makes the stretch longer or shorter around its middle. */
    void zoom(double factor) {
        zoom(gutter() + plot() / 2, factor);
    }

    private void scroll(ScrollEvent event) {
        zoom(event.getX(), event.getDeltaY() > 0 ? 0.8 : 1.25);
        event.consume();
    }

    private void zoom(double x, double factor) {
        TimeRange range = range();
        long center = timeAt(x);
        double length = Math.max(1_000, range.length() * factor);
        long from = center - (long) (length * (Math.clamp(x - gutter(), 0, plot()) / plot()));
        look(from, from + (long) length);
    }

    private void pan(double share) {
        TimeRange range = range();
        long step = (long) (range.length() * share);
        look(range.from() + step, range.to() + step);
    }

    /** The same length of time where the case begins, or where it ends. */
    private void toEnd(boolean last) {
        model.openCase().reader().range().ifPresent(all -> {
            long length = Math.min(range().length(), all.length());
            long from = last ? all.to() - length : all.from();
            look(from, from + length);
        });
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        KeyCode code = event.getCode();
        switch (code) {
            case W, EQUALS, PLUS, ADD -> zoom(0.8);
            case S, MINUS, SUBTRACT -> zoom(1.25);
            case A, LEFT -> pan(event.isShiftDown() ? -1 : -0.2);
            case D, RIGHT -> pan(event.isShiftDown() ? 1 : 0.2);
            case UP -> zoom(0.8);
            case DOWN -> zoom(1.25);
            case PAGE_UP -> pan(-1);
            case PAGE_DOWN -> pan(1);
            case HOME -> toEnd(false);
            case END -> toEnd(true);
            case F -> fit();
            case DIGIT0 -> whole();
            case BACK_SPACE -> model.undo();
            default -> {
                return;
            }
        }
        event.consume();
    }

    /** A minute around the selected event. */
    private void fit() {
        Event event = model.selected().get();
        if (event != null && event.hasTime()) {
            look(event.time() - AROUND, event.time() + Math.max(0, event.duration()) + AROUND);
        } else {
            model.say(Words.of("timeline.select-first"));
        }
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        double width = canvas.getWidth();
        double height = canvas.getHeight();
        g.setFill(theme.raised);
        g.fillRect(0, 0, width, height);
        CaseModel.Found found = model.found().get();
        if (found == null || width < 2) {
            return;
        }
        if (found.range().to() <= 1) {
            untimed(g);
            return;
        }
        Histogram histogram = found.histogram();
        long highest = bars(g, histogram, height - letters.of(AXIS));
        outside(g, found);
        marks(g, found, width);
        bands.draw(g, letters, theme, this::x, gutter(), width, height - letters.of(AXIS));
        axis(g, found.range(), width, height);
        zero(g, width, height);
        if (dragFrom >= 0) {
            g.setGlobalAlpha(0.25);
            g.setFill(theme.accent);
            g.fillRect(Math.min(dragFrom, dragTo), 0, Math.abs(dragTo - dragFrom), height - letters.of(AXIS));
            g.setGlobalAlpha(1);
        }
        setAccessibleText(Words.of(
                "timeline.name",
                TimeText.full(found.range().from()),
                TimeText.full(found.range().to()),
                found.hits().count(),
                highest,
                bands.words()));
    }

    /** What has no time at all has no axis either. */
    private void untimed(GraphicsContext g) {
        g.setFill(theme.muted);
        g.setFont(letters.plain(12));
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.TOP);
        g.fillText(Words.of("timeline.no-times"), 12, letters.of(12), Math.max(1, canvas.getWidth() - 24));
        setAccessibleText(Words.of("timeline.no-times"));
    }

    private long bars(GraphicsContext g, Histogram histogram, double height) {
        int buckets = histogram.counts().size();
        long highest = 1;
        for (int i = 0; i < buckets; i++) {
            highest = Math.max(highest, histogram.total(i));
        }
        double bar = plot() / buckets;
        for (int i = 0; i < buckets; i++) {
            double y = height;
            for (Severity severity : STACK) {
                long count = histogram.counts().get(i)[severity.ordinal()];
                if (count > 0) {
                    // A single error among thousands is still seen.
                    double part =
                            Math.max(severity.compareTo(Severity.WARN) >= 0 ? 3 : 1, count * (height - 6) / highest);
                    g.setFill(theme.severity(severity));
                    g.fillRect(gutter() + i * bar, y - part, Math.max(1, bar - 1), part);
                    y -= part;
                }
            }
        }
        g.setFill(theme.muted);
        g.setFont(letters.plain(10));
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.TOP);
        g.fillText(Words.of("timeline.most", highest), 4, 2);
        g.fillText(Words.of("timeline.per", TimeText.duration(histogram.interval())), 4, letters.of(15));
        return highest;
    }

    /** What the picture does not show is said. */
    private void outside(GraphicsContext g, CaseModel.Found found) {
        long earlier = found.hits().positionAt(found.range().from());
        long later =
                found.hits().count() - found.hits().positionAt(found.range().to());
        // Those that stand at the beginning because they have none are not earlier.
        long undated = Math.min(earlier, found.hits().positionAt(1));
        if (earlier > undated) {
            g.fillText(Words.of("timeline.earlier", earlier - undated), 4, letters.of(34));
        }
        if (later > 0) {
            g.fillText(Words.of("timeline.later", later), 4, letters.of(47));
        }
        if (undated > 0) {
            g.fillText(Words.of("timeline.undated", undated), 4, letters.of(60), gutter() - 8);
        }
    }

    /** Changes ◇, snapshots ◎ and alerts ! at their times. */
    private void marks(GraphicsContext g, CaseModel.Found found, double width) {
        g.setFont(letters.plain(12));
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.TOP);
        for (Event mark : found.marks()) {
            double x = x(mark.time());
            if (x >= gutter() && x <= width && mark.hasTime()) {
                g.setFill(mark.kind() == Kind.CHANGE ? theme.change : theme.mark);
                g.fillText(mark.kind() == Kind.CHANGE ? "◇" : mark.kind() == Kind.ALERT ? "!" : "◎", x, letters.of(14));
            }
        }
    }

    private void axis(GraphicsContext g, TimeRange range, double width, double height) {
        g.setStroke(theme.line);
        g.strokeLine(0, height - letters.of(AXIS), width, height - letters.of(AXIS));
        g.setFill(theme.muted);
        g.setTextBaseline(VPos.CENTER);
        int ticks = (int) Math.max(1, plot() / letters.of(TICK));
        for (int i = 0; i <= ticks && plot() > letters.of(i * TICK); i++) {
            double x = gutter() + (width - gutter()) * i / ticks;
            long time = range.from() + range.length() / ticks * i;
            g.setTextAlign(i == 0 ? TextAlignment.LEFT : i == ticks ? TextAlignment.RIGHT : TextAlignment.CENTER);
            String label = i == 0 && model.state().get().zero().isEmpty()
                    ? TimeText.full(time).substring(0, 19)
                    : TimeText.within(range, time, model.state().get().zero());
            // The last one keeps off the edge.
            g.fillText(label, i == ticks ? x - 4 : x, height - letters.of(AXIS) / 2);
        }
    }

    private void zero(GraphicsContext g, double width, double height) {
        OptionalLong zero = model.state().get().zero();
        if (zero.isPresent()) {
            double x = x(zero.getAsLong());
            if (x >= gutter() && x <= width) {
                g.setStroke(theme.mark);
                g.strokeLine(x, 0, x, height - letters.of(AXIS));
                g.setFill(theme.mark);
                g.setTextAlign(TextAlignment.LEFT);
                g.setTextBaseline(VPos.TOP);
                g.fillText("▼T0", x + 2, letters.of(12));
            }
        }
    }
}
