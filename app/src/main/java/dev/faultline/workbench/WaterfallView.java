package dev.faultline.workbench;

import dev.faultline.analysis.trace.SpanFilter;
import dev.faultline.analysis.trace.SpanNode;
import dev.faultline.analysis.trace.TraceRecords;
import dev.faultline.analysis.trace.TraceTree;
import dev.faultline.model.EventId;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;

/**
 * A trace as a waterfall: the tree at the left, when each span ran at the right, a small picture of the whole above. Takes
 * keys and mouse; the rows that are visible are drawn, so a trace of a hundred thousand spans is as quick as one of ten.
 */
final class WaterfallView extends Pane implements TableText.Twin {
    private static final double BAR = 14;

    private final Canvas canvas = new Canvas();
    private final ScrollBar bar = new ScrollBar();
    private final WaterfallRows rows = new WaterfallRows();
    private final WaterfallScale scale = new WaterfallScale();
    private final WaterfallMap map;
    private final WaterfallPainter painter;
    private final WaterfallDrag drag;
    private final ContextMenu menu = new ContextMenu();
    private int cursor;
    private int top;
    private Consumer<EventId> chosen = id -> {};
    private Consumer<String> narrowed = text -> {};

    WaterfallView(Theme theme) {
        map = new WaterfallMap(scale, theme, this::draw);
        painter = new WaterfallPainter(canvas, new CanvasLetters(this, this::layoutChildren), rows, scale, theme);
        drag = new WaterfallDrag(scale, painter::names, canvas::getWidth, this::draw);
        setId("waterfall");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TREE_VIEW);
        bar.setOrientation(Orientation.VERTICAL);
        getChildren().addAll(map, canvas, drag.band(), bar);
        bar.valueProperty().addListener((property, before, now) -> {
            if (top != now.intValue()) {
                top = now.intValue();
                draw();
            }
        });
        focusedProperty().addListener((property, before, now) -> draw());
        drag.theme(theme);
        drag.on(this);
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(ScrollEvent.SCROLL, this::scroll);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, this::openMenu);
    }

    /** Called with the event of the span under the cursor. */
    void onChosen(Consumer<EventId> listener) {
        chosen = listener;
    }

    /** Called with a sentence that says what is left out; empty where nothing is. */
    void onNarrowed(Consumer<String> listener) {
        narrowed = listener;
    }

    void theme(Theme next) {
        painter.theme(next);
        drag.theme(next);
        map.theme(next);
        draw();
    }

    /** Shows a trace; null for none. */
    void show(@Nullable TraceTree next) {
        rows.show(next);
        painter.critical(new WaterfallCritical(next));
        painter.records(Map.of());
        cursor = 0;
        top = 0;
        scale.show(next);
        map.show(next);
        arranged();
    }

    /** Shows the same spans at other times, and stays where one is. */
    void replace(TraceTree next) {
        int span = rows.count() > 0 ? rows.index(cursor) : -1;
        rows.replace(next);
        painter.critical(new WaterfallCritical(next));
        scale.show(next);
        map.show(next);
        cursor = Math.max(0, Math.max(rows.row(span), rows.leaderRow(span)));
        arranged();
    }

    /** Puts logs and snapshots at their spans. */
    void records(TraceRecords records) {
        painter.records(records.bySpan());
        draw();
    }

    /** The stretch that is looked at. */
    WaterfallScale scale() {
        return scale;
    }

    /** How many spans the trace has that is shown. */
    int spans() {
        return rows.spans();
    }

    @Override
    public @Nullable TableText table() {
        TraceTree now = rows.tree();
        return now == null ? null : TableText.of(now);
    }

    SpanFilter filter() {
        return rows.filter();
    }

    /** Leaves out all but some spans and those that called them. */
    void filter(SpanFilter filter) {
        int span = rows.count() > 0 ? rows.index(cursor) : -1;
        rows.filter(filter);
        cursor = Math.max(0, rows.row(span));
        arranged();
    }

    /** Marks the spans whose service or operation holds the text; empty for none. */
    void search(String text) {
        int span = rows.count() > 0 ? rows.index(cursor) : -1;
        rows.search(text);
        cursor = Math.max(0, Math.max(rows.row(span), rows.leaderRow(span)));
        keepInSight();
        draw();
    }

    /** To the next span that is marked, or has failed where nothing is searched for. */
    void next(boolean forward) {
        int row = rows.next(cursor, forward);
        if (row >= 0) {
            move(row);
        }
    }

    /** To a span, by its index in the tree. */
    void choose(int span) {
        int row = rows.reveal(span);
        arranged();
        if (row >= 0) {
            move(row);
        }
    }

    private void arranged() {
        cursor = Math.clamp(cursor, 0, Math.max(0, rows.count() - 1));
        String words = rows.filter().words();
        narrowed.accept(words.isEmpty() ? "" : Words.of("waterfall.narrowed", words, rows.count(), rows.spans()));
        keepInSight();
        draw();
    }

    private int visibleRows() {
        return (int) Math.max(1, (canvas.getHeight() - painter.axis()) / painter.row());
    }

    private void keepInSight() {
        if (cursor < top) {
            top = cursor;
        } else if (cursor >= top + visibleRows()) {
            top = cursor - visibleRows() + 1;
        }
        setBar();
    }

    private void setBar() {
        int highest = Math.max(0, rows.count() - visibleRows());
        top = Math.clamp(top, 0, highest);
        bar.setMax(highest);
        bar.setVisibleAmount(visibleRows());
        bar.setUnitIncrement(1);
        bar.setBlockIncrement(visibleRows());
        bar.setValue(top);
    }

    private void move(int row) {
        if (rows.count() > 0) {
            cursor = Math.clamp(row, 0, rows.count() - 1);
            keepInSight();
            draw();
            chosen.accept(rows.span(cursor).id());
        }
    }

    private void press(MouseEvent event) {
        requestFocus();
        menu.hide();
        double y = event.getY() - WaterfallMap.HEIGHT - painter.axis();
        int row = top + (int) (y / painter.row());
        if (y >= 0 && row < rows.count()) {
            move(row);
            if (event.getClickCount() == 2) {
                collapse(rows.times(row) == 1 && !rows.isCollapsed(row));
            }
        }
    }

    private void scroll(ScrollEvent event) {
        if (event.isControlDown()) {
            double width = canvas.getWidth() - painter.names();
            double share = Math.clamp((event.getX() - painter.names()) / Math.max(1, width), 0, 1);
            scale.zoom(share, event.getDeltaY() > 0 ? 0.8 : 1.25);
        } else {
            top -= (int) Math.signum(event.getDeltaY()) * 3;
            setBar();
        }
        draw();
        event.consume();
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() && event.getCode() == KeyCode.C && !event.isShiftDown()) {
            copy();
            event.consume();
        }
        if (event.isShortcutDown() || event.isAltDown() || rows.count() == 0) {
            return;
        }
        switch (event.getCode()) {
            case DOWN, J -> move(cursor + 1);
            case UP, K -> move(cursor - 1);
            case PAGE_DOWN -> move(cursor + visibleRows());
            case PAGE_UP -> move(cursor - visibleRows());
            case HOME -> move(0);
            case END -> move(rows.count() - 1);
            case RIGHT -> collapse(false);
            case LEFT -> leave();
            case P -> {
                if (event.isShiftDown()) {
                    toChild();
                } else {
                    toParent();
                }
            }
            case E, N, F3 -> next(!event.isShiftDown());
            case X -> filter(rows.filter().onCriticalPath(!rows.filter().critical()));
            case OPEN_BRACKET -> collapseAll(true);
            case CLOSE_BRACKET -> collapseAll(false);
            case W -> zoom(0.8);
            case S -> zoom(1.25);
            case A -> pan(event.isShiftDown() ? -1 : -0.2);
            case D -> pan(event.isShiftDown() ? 1 : 0.2);
            case F -> fit();
            case DIGIT0 -> whole();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void zoom(double factor) {
        scale.zoom(0.5, factor);
        draw();
    }

    private void pan(double share) {
        scale.pan(share);
        draw();
    }

    /** The span under the cursor fills the width. */
    private void fit() {
        SpanNode span = rows.span(cursor);
        scale.look(span.start(), span.end());
        draw();
    }

    private void whole() {
        scale.whole();
        filter(SpanFilter.ALL);
    }

    private void leave() {
        int span = rows.index(cursor);
        if ((!rows.hasChildren(cursor) || rows.isCollapsed(cursor)) && rows.open(cursor, false)) {
            cursor = Math.max(0, Math.max(rows.row(span), rows.leaderRow(span)));
            arranged();
        } else if (!rows.hasChildren(cursor) || rows.isCollapsed(cursor)) {
            toParent();
        } else {
            collapse(true);
        }
    }

    private void collapse(boolean close) {
        if (close || !rows.open(cursor, true)) {
            rows.collapse(cursor, close);
        }
        arranged();
    }

    private void toParent() {
        int parent = rows.parent(cursor);
        if (parent >= 0) {
            move(parent);
        }
    }

    private void toChild() {
        if (rows.hasChildren(cursor)) {
            collapse(false);
            if (cursor + 1 < rows.count()
                    && rows.span(cursor + 1).depth() > rows.span(cursor).depth()) {
                move(cursor + 1);
            }
        }
    }

    private void collapseAll(boolean close) {
        rows.collapseAll(close);
        arranged();
    }

    private void openMenu(ContextMenuEvent request) {
        if (rows.count() > 0) {
            menu.getItems()
                    .setAll(WaterfallMenu.items(
                            rows.span(cursor), rows.filter(), this::filter, this::whole, this::copy));
            menu.show(this, request.getScreenX(), request.getScreenY());
        }
        request.consume();
    }

    private void copy() {
        if (rows.count() > 0) {
            Copied.put(WaterfallMenu.spoken(rows.span(cursor)));
        }
    }

    @Override
    protected void layoutChildren() {
        double head = WaterfallMap.HEIGHT;
        double body = Math.max(0, getHeight() - head);
        double axis = painter.axis();
        map.resizeRelocate(0, 0, Math.max(0, getWidth() - BAR), head);
        canvas.relocate(0, head);
        canvas.setWidth(Math.max(0, getWidth() - BAR));
        canvas.setHeight(body);
        bar.resizeRelocate(getWidth() - BAR, head + axis, BAR, Math.max(0, body - axis));
        setBar();
        draw();
    }

    private String spoken() {
        String span = WaterfallMenu.spoken(rows.span(cursor));
        return rows.times(cursor) == 1 ? span : Words.of("waterfall.siblings", rows.times(cursor), span);
    }

    private void draw() {
        map.frame();
        if (rows.spans() == 0) {
            painter.empty(Words.of("waterfall.choose"));
            setAccessibleText(Words.of("waterfall.none"));
            return;
        }
        painter.paint(top, cursor, isFocused());
        String row = rows.count() == 0 ? Words.of("waterfall.no-match") : spoken();
        setAccessibleText(Words.of("waterfall.name", rows.spans(), cursor + 1, rows.count(), row));
    }
}
