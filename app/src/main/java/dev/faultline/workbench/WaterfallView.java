package dev.faultline.workbench;

import dev.faultline.analysis.trace.CriticalPath;
import dev.faultline.analysis.trace.SpanNode;
import dev.faultline.analysis.trace.TraceTree;
import dev.faultline.model.EventId;
import dev.faultline.model.Severity;
import dev.faultline.text.SafeText;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/**
 * A trace as a waterfall: the tree at the left, when each span ran at the right, a small picture of the whole above. Draws
 * the rows that are visible, so a trace of a hundred thousand spans is as quick as one of ten.
 */
final class WaterfallView extends Pane {
    private static final double ROW = 20;
    private static final double MAP = 44;
    private static final double AXIS = 16;
    private static final double NAMES = 0.36;
    private static final double INDENT = 12;
    private static final int DEEPEST = 24;
    private static final double BAR = 14;

    private final Canvas canvas = new Canvas();
    private final ScrollBar bar = new ScrollBar();
    private Theme theme;
    private @Nullable TraceTree tree;
    private BitSet collapsed = new BitSet();
    private int[] rows = {};
    private int shown;
    private int cursor;
    private int top;
    private long from;
    private long to;
    private boolean onlyCritical;
    private String wanted = "";
    private double dragged = -1;
    private Consumer<EventId> chosen = id -> {};

    WaterfallView(Theme theme) {
        this.theme = theme;
        setId("waterfall");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TREE_VIEW);
        bar.setOrientation(Orientation.VERTICAL);
        getChildren().addAll(canvas, bar);
        bar.valueProperty().addListener((property, before, now) -> {
            top = now.intValue();
            draw();
        });
        focusedProperty().addListener((property, before, now) -> draw());
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        addEventHandler(MouseEvent.MOUSE_RELEASED, event -> dragged = -1);
        addEventHandler(ScrollEvent.SCROLL, this::scroll);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /** Called with the event of the span under the cursor. */
    void onChosen(Consumer<EventId> listener) {
        chosen = listener;
    }

    void theme(Theme next) {
        theme = next;
        draw();
    }

    /** Shows a trace; null for none. */
    void show(@Nullable TraceTree next) {
        tree = next;
        collapsed = new BitSet();
        cursor = 0;
        top = 0;
        onlyCritical = false;
        whole();
        arrange();
    }

    /** Marks the spans whose service or operation holds the text; empty for none. */
    void search(String text) {
        wanted = text.strip().toLowerCase(Locale.ROOT);
        draw();
    }

    /** To the next span that is marked, has failed, or both. */
    void next(boolean forward) {
        TraceTree now = tree;
        for (int i = cursor + (forward ? 1 : -1); now != null && i >= 0 && i < shown; i += forward ? 1 : -1) {
            SpanNode span = now.spans().get(rows[i]);
            if (wanted.isEmpty() ? span.failed() : isWanted(span)) {
                move(i);
                return;
            }
        }
    }

    private void whole() {
        from = Long.MAX_VALUE;
        to = Long.MIN_VALUE;
        TraceTree now = tree;
        if (now != null) {
            for (SpanNode span : now.spans()) {
                from = Math.min(from, span.start());
                to = Math.max(to, span.end());
            }
        }
        if (from >= to) {
            from = from == Long.MAX_VALUE ? 0 : from;
            to = from + 1;
        }
    }

    /** Which spans have a row: not those below a collapsed one, nor off the critical path where only that is asked for. */
    private void arrange() {
        TraceTree now = tree;
        int count = now == null ? 0 : now.spans().size();
        rows = new int[count];
        shown = 0;
        int hiddenBelow = Integer.MAX_VALUE;
        for (int i = 0; now != null && i < count; i++) {
            SpanNode span = now.spans().get(i);
            if (span.depth() > hiddenBelow) {
                continue;
            }
            hiddenBelow = collapsed.get(i) ? span.depth() : Integer.MAX_VALUE;
            if (!onlyCritical || span.critical() > 0) {
                rows[shown++] = i;
            }
        }
        cursor = Math.clamp(cursor, 0, Math.max(0, shown - 1));
        setBar();
        draw();
    }

    private int visibleRows() {
        return (int) Math.max(1, (getHeight() - MAP - AXIS) / ROW);
    }

    private void setBar() {
        bar.setMax(Math.max(0, shown - visibleRows()));
        bar.setVisibleAmount(visibleRows());
        bar.setUnitIncrement(1);
        bar.setBlockIncrement(visibleRows());
        top = Math.clamp(top, 0, Math.max(0, shown - visibleRows()));
        bar.setValue(top);
    }

    private void move(int row) {
        if (shown == 0) {
            return;
        }
        cursor = Math.clamp(row, 0, shown - 1);
        if (cursor < top) {
            top = cursor;
        } else if (cursor >= top + visibleRows()) {
            top = cursor - visibleRows() + 1;
        }
        setBar();
        draw();
        TraceTree now = tree;
        if (now != null) {
            chosen.accept(now.spans().get(rows[cursor]).id());
        }
    }

    private double names() {
        return canvas.getWidth() * NAMES;
    }

    private double x(long time) {
        return names() + (time - from) * (canvas.getWidth() - names()) / (double) (to - from);
    }

    private void press(MouseEvent event) {
        requestFocus();
        if (event.getY() < MAP) {
            dragged = event.getX();
            return;
        }
        int row = top + (int) ((event.getY() - MAP - AXIS) / ROW);
        if (event.getY() >= MAP + AXIS && row < shown) {
            move(row);
            if (event.getClickCount() == 2) {
                toggle(rows[row]);
            }
        }
    }

    /** A stretch of the small picture is looked at in the large one. */
    private void drag(MouseEvent event) {
        TraceTree now = tree;
        if (dragged >= 0 && now != null && Math.abs(event.getX() - dragged) > 3) {
            double a = Math.clamp(Math.min(dragged, event.getX()) / canvas.getWidth(), 0, 1);
            double b = Math.clamp(Math.max(dragged, event.getX()) / canvas.getWidth(), 0, 1);
            whole();
            long length = to - from;
            long begin = from + (long) (a * length);
            to = from + Math.max((long) (a * length) + 1, (long) (b * length));
            from = begin;
            draw();
        }
    }

    private void scroll(ScrollEvent event) {
        if (event.isControlDown()) {
            zoom(event.getX(), event.getDeltaY() > 0 ? 0.8 : 1.25);
        } else {
            top = Math.clamp(top - (long) Math.signum(event.getDeltaY()) * 3, 0, Math.max(0, shown - visibleRows()));
            setBar();
            draw();
        }
        event.consume();
    }

    private void zoom(double x, double factor) {
        double share = Math.clamp((x - names()) / Math.max(1, canvas.getWidth() - names()), 0, 1);
        double length = Math.max(100, (to - from) * factor);
        long center = from + (long) ((to - from) * share);
        from = center - (long) (length * share);
        to = from + (long) length;
        draw();
    }

    private void pan(double share) {
        long step = (long) ((to - from) * share);
        from += step;
        to += step;
        draw();
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case DOWN, J -> move(cursor + 1);
            case UP, K -> move(cursor - 1);
            case PAGE_DOWN -> move(cursor + visibleRows());
            case PAGE_UP -> move(cursor - visibleRows());
            case HOME -> move(0);
            case END -> move(shown - 1);
            case RIGHT -> open(false);
            case LEFT -> open(true);
            case P -> toParent();
            case E, N -> next(!event.isShiftDown());
            case X -> {
                onlyCritical = !onlyCritical;
                arrange();
            }
            case OPEN_BRACKET -> collapseAll(true);
            case CLOSE_BRACKET -> collapseAll(false);
            case W -> zoom(names() + (canvas.getWidth() - names()) / 2, 0.8);
            case S -> zoom(names() + (canvas.getWidth() - names()) / 2, 1.25);
            case A -> pan(-0.2);
            case D -> pan(0.2);
            case F -> fit();
            case DIGIT0 -> {
                whole();
                draw();
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    /** The span under the cursor fills the width. */
    private void fit() {
        TraceTree now = tree;
        if (now != null && shown > 0) {
            SpanNode span = now.spans().get(rows[cursor]);
            from = span.start();
            to = Math.max(span.start() + 1, span.end());
            draw();
        }
    }

    private void open(boolean close) {
        if (shown > 0) {
            int span = rows[cursor];
            boolean has = tree != null && tree.spans().get(span).children() > 0;
            if (close && (!has || collapsed.get(span))) {
                toParent();
            } else {
                collapsed.set(span, close && has);
                arrange();
            }
        }
    }

    private void toggle(int span) {
        if (tree != null && tree.spans().get(span).children() > 0) {
            collapsed.flip(span);
            arrange();
        }
    }

    private void toParent() {
        TraceTree now = tree;
        if (now != null && shown > 0) {
            int parent = now.spans().get(rows[cursor]).parent();
            for (int i = cursor; i >= 0 && parent >= 0; i--) {
                if (rows[i] == parent) {
                    move(i);
                    return;
                }
            }
        }
    }

    private void collapseAll(boolean close) {
        TraceTree now = tree;
        if (now != null) {
            collapsed.clear();
            for (int i = 0; close && i < now.spans().size(); i++) {
                SpanNode span = now.spans().get(i);
                collapsed.set(i, span.depth() > 0 && span.children() > 0);
            }
            arrange();
        }
    }

    @Override
    protected void layoutChildren() {
        bar.resizeRelocate(getWidth() - BAR, MAP + AXIS, BAR, Math.max(0, getHeight() - MAP - AXIS));
        canvas.setWidth(Math.max(0, getWidth() - BAR));
        canvas.setHeight(getHeight());
        setBar();
        draw();
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        double width = canvas.getWidth();
        g.setFill(theme.background);
        g.fillRect(0, 0, width, canvas.getHeight());
        g.setFont(Font.font("Monospaced", 11.5));
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.LEFT);
        TraceTree now = tree;
        if (now == null || now.spans().isEmpty()) {
            g.setFill(theme.muted);
            g.fillText("Choose a trace above to see its spans.", 12, 24);
            setAccessibleText("no trace");
            return;
        }
        for (int i = 0; i <= visibleRows() && top + i < shown; i++) {
            row(g, now, top + i, MAP + AXIS + i * ROW, width);
        }
        critical(g, now);
        map(g, now, width);
        axis(g, width);
        setAccessibleText(String.format(
                Locale.ROOT, "Trace of %,d spans, row %,d of %,d", now.spans().size(), cursor + 1, shown));
    }

    private void row(GraphicsContext g, TraceTree now, int row, double y, double width) {
        int index = rows[row];
        SpanNode span = now.spans().get(index);
        if (row == cursor) {
            g.setGlobalAlpha(isFocused() ? 0.35 : 0.2);
            g.setFill(theme.accent);
            g.fillRect(0, y, width, ROW);
            g.setGlobalAlpha(1);
        }
        double left = Math.max(names(), x(span.start()));
        double right = Math.min(width, x(span.end()));
        if (right >= names() && left <= width) {
            g.setFill(span.failed() ? theme.severity(Severity.ERROR) : color(span.service()));
            g.setGlobalAlpha(0.85);
            g.fillRect(left, y + 4, Math.max(2, right - left), ROW - 8);
            g.setGlobalAlpha(1);
            length(g, span, left, right, y);
        }
        // Names come last: a span that began before the stretch looked at must not run over them.
        g.setFill(theme.background);
        g.fillRect(0, y, names() - 4, ROW);
        if (row == cursor) {
            g.setGlobalAlpha(isFocused() ? 0.35 : 0.2);
            g.setFill(theme.accent);
            g.fillRect(0, y, names() - 4, ROW);
            g.setGlobalAlpha(1);
        }
        double indent = 6 + Math.min(DEEPEST, span.depth()) * INDENT;
        String sign = span.children() == 0 ? "·" : collapsed.get(index) ? "▸" : "▾";
        g.setFill(theme.muted);
        g.fillText(sign, indent, y + ROW / 2);
        if (span.failed()) {
            g.setFill(theme.severity(Severity.ERROR));
            g.fillText("●", indent + 10, y + ROW / 2);
        }
        g.setFill(isWanted(span) ? theme.mark : theme.text);
        String problem = span.problems().isEmpty() ? "" : "⚠ ";
        String label = problem
                + (span.service() == null ? "" : span.service() + " · ")
                + (span.name() == null ? "" : span.name())
                + (collapsed.get(index) ? "  +" + span.children() : "");
        double room = names() - indent - 28;
        int most = (int) Math.max(4, room / 7);
        String text = SafeText.line(label.length() > most ? label.substring(0, most - 1) + "…" : label);
        g.fillText(text, indent + 22, y + ROW / 2);
    }

    /** Behind the bar where there is room, else inside of it, else before it. */
    private void length(GraphicsContext g, SpanNode span, double left, double right, double y) {
        String text = TimeText.duration(span.duration());
        boolean behind = right + 70 < canvas.getWidth();
        boolean inside = !behind && right - left > 90;
        g.setFill(inside ? theme.background : theme.text);
        double x = behind ? right + 4 : inside ? left + 6 : Math.max(names() + 2, left - 70);
        g.fillText(text, x, y + ROW / 2);
    }

    private boolean isWanted(SpanNode span) {
        return !wanted.isEmpty() && (holds(span.name()) || holds(span.service()));
    }

    private boolean holds(@Nullable String text) {
        return text != null && text.toLowerCase(Locale.ROOT).contains(wanted);
    }

    /** What the root waited for, as a line along the bars. */
    private void critical(GraphicsContext g, TraceTree now) {
        int[] rowOf = new int[now.spans().size()];
        java.util.Arrays.fill(rowOf, -1);
        int last = Math.min(shown, top + visibleRows() + 1);
        for (int i = top; i < last; i++) {
            rowOf[rows[i]] = i;
        }
        g.setFill(theme.text);
        for (CriticalPath.Segment segment : now.criticalPath().segments()) {
            int row = rowOf[segment.span()];
            if (row >= 0) {
                double left = Math.max(names(), x(segment.from()));
                double right = Math.min(canvas.getWidth(), x(segment.to()));
                if (right > left) {
                    g.fillRect(left, MAP + AXIS + (row - top) * ROW + ROW - 5, Math.max(1, right - left), 2);
                }
            }
        }
    }

    /** The whole trace, a line each span at most, and the stretch that is looked at. */
    private void map(GraphicsContext g, TraceTree now, double width) {
        g.setFill(theme.raised);
        g.fillRect(0, 0, width, MAP);
        long start = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        for (SpanNode span : now.spans()) {
            start = Math.min(start, span.start());
            end = Math.max(end, span.end());
        }
        double length = Math.max(1, end - start);
        List<SpanNode> spans = now.spans();
        int lines = (int) MAP - 4;
        int step = Math.max(1, spans.size() / 4000);
        for (int i = 0; i < spans.size(); i += step) {
            SpanNode span = spans.get(i);
            double y = 2 + (spans.size() <= lines ? i : (double) i * lines / spans.size());
            g.setFill(span.failed() ? theme.severity(Severity.ERROR) : color(span.service()));
            g.fillRect((span.start() - start) / length * width, y, Math.max(1, span.duration() / length * width), 1.2);
        }
        g.setStroke(theme.mark);
        double left = Math.clamp((from - start) / length * width, 0, width);
        double right = Math.clamp((to - start) / length * width, 0, width);
        if (right - left < width - 2) {
            g.strokeRect(left, 1, Math.max(2, right - left), MAP - 2);
        }
    }

    private void axis(GraphicsContext g, double width) {
        g.setFill(theme.muted);
        int ticks = 5;
        TraceTree now = tree;
        long start = now == null
                ? 0
                : now.spans().stream().mapToLong(SpanNode::start).min().orElse(0);
        for (int i = 0; i <= ticks; i++) {
            long time = from + (to - from) / ticks * i;
            g.setTextAlign(i == 0 ? TextAlignment.LEFT : i == ticks ? TextAlignment.RIGHT : TextAlignment.CENTER);
            String text = (time < start ? "−" : "") + TimeText.duration(Math.abs(time - start));
            g.fillText(text, names() + (width - names()) * i / ticks, MAP + AXIS / 2);
        }
        g.setTextAlign(TextAlignment.LEFT);
    }

    /** A service has one colour wherever it is drawn. */
    private Color color(@Nullable String service) {
        int hash = service == null ? 0 : service.hashCode() * 0x9E3779B9;
        double hue = (hash >>> 16) % 300 + 40.0;
        return Color.hsb(hue % 360, 0.45, theme == Theme.DARK ? 0.75 : 0.6);
    }
}
