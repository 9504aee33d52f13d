package dev.faultline.workbench;

import dev.faultline.analysis.flame.FlameFrame;
import dev.faultline.analysis.flame.FlameTree;
import dev.faultline.model.EventId;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;

/**
 * A flame graph, the outermost call above. A click chooses a box, a second one lets it fill the width; arrows walk over the
 * boxes.
 */
final class FlameView extends Pane implements TableText.Twin {
    private final Canvas canvas = new Canvas();
    private final FlamePainter painter;
    private Consumer<String> said = text -> {};
    private Consumer<EventId> chosen = id -> {};
    private @Nullable FlameTree tree;
    private int focus;
    private int cursor;
    private int top;

    FlameView(Theme theme) {
        painter = new FlamePainter(canvas, new CanvasLetters(this, this::layoutChildren), theme);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TREE_VIEW);
        getChildren().add(canvas);
        focusedProperty().addListener((property, before, now) -> draw());
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_MOVED, event -> say(at(event)));
        addEventHandler(MouseEvent.MOUSE_EXITED, event -> say(cursor));
        addEventHandler(ScrollEvent.SCROLL, this::scroll);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /** Called with a sentence about the box under the mouse, else under the cursor. */
    void onSaid(Consumer<String> listener) {
        said = listener;
    }

    /** Called with an event that shows the chosen box. */
    void onChosen(Consumer<EventId> listener) {
        chosen = listener;
    }

    void theme(Theme next) {
        painter.theme(next);
        draw();
    }

    void show(@Nullable FlameTree next) {
        tree = next;
        focus = 0;
        cursor = 0;
        top = 0;
        painter.show(next);
        draw();
    }

    /** Marks the boxes that hold the text. */
    void search(String text) {
        painter.search(text.strip());
        draw();
    }

    private void next(boolean forward) {
        int found = painter.nextMatch(cursor, forward);
        if (found >= 0) {
            focus = isBelow(found, focus) ? focus : 0;
            move(found);
        }
    }

    private boolean isBelow(int box, int above) {
        return box >= above && box < painter.end(above);
    }

    private int at(MouseEvent event) {
        return painter.at(event.getX(), event.getY(), focus, top);
    }

    private void press(MouseEvent event) {
        requestFocus();
        int box = at(event);
        if (box >= 0) {
            if (event.getClickCount() == 2) {
                zoom(box);
            } else {
                move(box);
            }
        }
    }

    private void scroll(ScrollEvent event) {
        FlameTree now = tree;
        if (now != null && event.isControlDown()) {
            zoom(
                    event.getDeltaY() > 0
                            ? cursor
                            : Math.max(0, now.frames().get(focus).parent()));
        } else if (now != null) {
            top = Math.clamp(top - (long) Math.signum(event.getDeltaY()), 0, Math.max(0, now.depth() - 3));
            draw();
        }
        event.consume();
    }

    private void key(KeyEvent event) {
        FlameTree now = tree;
        if (now == null) {
            return;
        }
        if (event.isShortcutDown() && event.getCode() == KeyCode.C) {
            copy(now);
            event.consume();
        }
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        FlameFrame here = now.frames().get(cursor);
        switch (event.getCode()) {
            case DOWN, J -> move(painter.firstChild(cursor));
            case UP, K, P -> move(here.parent());
            case RIGHT, D -> move(painter.sibling(cursor, true));
            case LEFT, A -> move(painter.sibling(cursor, false));
            case ENTER, W, F -> zoom(cursor);
            case S, BACK_SPACE -> zoom(Math.max(0, now.frames().get(focus).parent()));
            case DIGIT0, HOME -> zoom(0);
            case N, F3 -> next(!event.isShiftDown());
            case PAGE_UP -> page(now, false);
            case PAGE_DOWN -> page(now, true);
            case END -> page(now, true, Integer.MAX_VALUE);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void page(FlameTree now, boolean deeper) {
        page(now, deeper, Math.max(1, painter.rows() - 1));
    }

    /** So many calls deeper, always into the widest, or so many back. */
    private void page(FlameTree now, boolean deeper, int most) {
        int box = cursor;
        for (int i = 0; i < most; i++) {
            int next = deeper ? painter.firstChild(box) : now.frames().get(box).parent();
            if (next < 0 || next == box) {
                break;
            }
            box = next;
        }
        move(box);
    }

    /** A box fills the width; those above it stay as the way back. */
    private void zoom(int box) {
        focus = box;
        move(box);
    }

    private void move(int box) {
        FlameTree now = tree;
        if (now == null || box < 0 || box >= now.frames().size()) {
            return;
        }
        cursor = box;
        // Left or above what fills the width: that is then too narrow a look.
        focus = isBelow(box, focus) ? focus : box;
        int depth = now.frames().get(box).depth();
        int rows = painter.rows();
        top = depth < top ? depth : depth >= top + rows ? depth - rows + 1 : top;
        draw();
        say(box);
        EventId example = now.frames().get(box).example();
        if (example != null) {
            chosen.accept(example);
        }
    }

    private void say(int box) {
        FlameTree now = tree;
        if (now != null && box >= 0 && box < now.frames().size()) {
            said.accept(FlameWeights.sentence(now, now.frames().get(box)));
        }
    }

    /** The stack of the chosen box, the outermost call first. */
    private void copy(FlameTree now) {
        Copied.put(now.path(cursor).stream()
                .skip(1)
                .map(frame -> FlameWeights.label(frame, false))
                .collect(Collectors.joining(";")));
    }

    @Override
    public @Nullable TableText table() {
        FlameTree now = tree;
        return now == null ? null : TableText.of(now);
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        draw();
    }

    private void draw() {
        painter.paint(focus, cursor, top, isFocused());
        FlameTree now = tree;
        setAccessibleText(
                now == null
                        ? Words.of("flame.none")
                        : Words.of(
                                "flame.name",
                                FlameWeights.weight(now, now.total()),
                                FlameWeights.sentence(now, now.frames().get(cursor))));
    }
}
