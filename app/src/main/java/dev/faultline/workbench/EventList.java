package dev.faultline.workbench;

import dev.faultline.SafeText;
import dev.faultline.model.Event;
import dev.faultline.model.Kind;
import dev.faultline.query.Hits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/**
 * The events found, in the order of time. Draws the rows that are visible and fetches their pages in the background, so ten
 * million rows scroll as ten do; positions are {@code long}.
 */
final class EventList extends Pane {
    static final double ROW = 22;
    private static final int PAGE = 100;
    private static final int PAGES = 60;
    private static final int LONGEST = 600;

    private final CaseModel model;
    private final Canvas canvas = new Canvas();
    private final ScrollBar bar = new ScrollBar();
    private final Font font = Font.font("Monospaced", 12);
    private final Map<Long, List<Event>> pages = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, List<Event>> eldest) {
            return size() > PAGES;
        }
    };
    private final Map<Long, Boolean> asked = new LinkedHashMap<>();
    private Theme theme;
    private @Nullable Hits hits;
    private long top;
    private long cursor;
    private Consumer<Event> opened = event -> {};
    private Consumer<Event> peeked = event -> {};

    EventList(CaseModel model, Theme theme) {
        this.model = model;
        this.theme = theme;
        setId("events");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        bar.setOrientation(Orientation.VERTICAL);
        getChildren().addAll(canvas, bar);
        model.found().addListener((property, before, now) -> show(now == null ? null : now.hits()));
        model.state().addListener((property, before, now) -> draw());
        bar.valueProperty().addListener((property, before, now) -> scrollTo((long) now.doubleValue(), false));
        addEventHandler(ScrollEvent.SCROLL, event -> {
            scrollTo(top - (long) Math.signum(event.getDeltaY()) * 3, true);
            event.consume();
        });
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /** Called when a person opens an event. */
    void onOpened(Consumer<Event> listener) {
        opened = listener;
    }

    /** Called when a person asks what happened around an event. */
    void onPeeked(Consumer<Event> listener) {
        peeked = listener;
    }

    void theme(Theme next) {
        theme = next;
        draw();
    }

    /** The position under the cursor. */
    long cursor() {
        return cursor;
    }

    /** The first visible position. */
    long top() {
        return top;
    }

    private void show(@Nullable Hits next) {
        hits = next;
        pages.clear();
        asked.clear();
        long count = count();
        cursor = Math.clamp(cursor, 0, Math.max(0, count - 1));
        bar.setMax((double) Math.max(0, count - visibleRows()));
        bar.setVisibleAmount(visibleRows());
        scrollTo(Math.min(top, Math.max(0, count - visibleRows())), true);
        keepSelection();
    }

    /** The selected event stays under the cursor when something else is looked at. */
    private void keepSelection() {
        Event event = model.selected().get();
        Hits now = hits;
        if (event == null || now == null) {
            return;
        }
        model.position(now, event.id(), position -> {
            if (position.isPresent()) {
                moveTo(position.getAsLong(), false);
            }
        });
    }

    private long count() {
        Hits now = hits;
        return now == null ? 0 : now.count();
    }

    private int visibleRows() {
        return (int) Math.max(1, getHeight() / ROW);
    }

    private void scrollTo(long position, boolean moveBar) {
        top = Math.clamp(position, 0, Math.max(0, count() - visibleRows()));
        if (moveBar) {
            bar.setValue((double) top);
        }
        draw();
    }

    /** Puts the cursor on a position and shows it. */
    void moveTo(long position, boolean select) {
        if (count() == 0) {
            return;
        }
        cursor = Math.clamp(position, 0, count() - 1);
        if (cursor < top) {
            scrollTo(cursor, true);
        } else if (cursor >= top + visibleRows()) {
            scrollTo(cursor - visibleRows() + 1, true);
        }
        draw();
        if (select) {
            withEvent(cursor, event -> {
                model.selected().set(event);
                opened.accept(event);
            });
        }
    }

    private void withEvent(long position, Consumer<Event> action) {
        Event here = event(position);
        Hits now = hits;
        if (here != null) {
            action.accept(here);
        } else if (now != null) {
            model.page(now, position, 1, page -> page.stream().findFirst().ifPresent(action));
        }
    }

    private @Nullable Event event(long position) {
        List<Event> page = pages.get(position / PAGE);
        int index = (int) (position % PAGE);
        if (page != null) {
            return index < page.size() ? page.get(index) : null;
        }
        ask(position / PAGE);
        return null;
    }

    private void ask(long number) {
        Hits now = hits;
        if (now == null || asked.putIfAbsent(number, true) != null) {
            return;
        }
        model.page(now, number * PAGE, PAGE, page -> {
            if (now == hits) {
                pages.put(number, page);
                draw();
            }
            asked.remove(number);
        });
    }

    private void press(MouseEvent event) {
        requestFocus();
        long position = top + (long) (event.getY() / ROW);
        if (position < count()) {
            moveTo(position, true);
        }
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        KeyCode code = event.getCode();
        boolean shift = event.isShiftDown();
        switch (code) {
            case J, DOWN -> moveTo(cursor + 1, true);
            case K, UP -> moveTo(cursor - 1, true);
            case PAGE_DOWN -> moveTo(cursor + visibleRows(), true);
            case PAGE_UP -> moveTo(cursor - visibleRows(), true);
            case HOME -> moveTo(0, true);
            case END -> moveTo(count() - 1, true);
            case G -> moveTo(shift ? count() - 1 : 0, true);
            case E -> model.nextError(cursor, !shift, this::jump);
            case ENTER -> moveTo(cursor, true);
            case O -> stepInTrace(!shift);
            case SPACE -> withEvent(cursor, peeked);
            case F -> filterByService(shift);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void stepInTrace(boolean forward) {
        withEvent(cursor, here -> {
            String trace = here.traceId();
            if (trace != null) {
                model.nextOfTrace(cursor, trace, forward, this::jump);
            }
        });
    }

    private void jump(OptionalLong position) {
        position.ifPresent(target -> moveTo(target, true));
    }

    private void filterByService(boolean exclude) {
        withEvent(cursor, event -> {
            String service = event.service();
            if (service != null) {
                ViewState.Filter filter = new ViewState.Filter("service", service, exclude);
                model.look(model.state().get().toggled(filter));
            }
        });
    }

    @Override
    protected void layoutChildren() {
        double width = 14;
        bar.resizeRelocate(getWidth() - width, 0, width, getHeight());
        canvas.setWidth(Math.max(0, getWidth() - width));
        canvas.setHeight(getHeight());
        bar.setMax((double) Math.max(0, count() - visibleRows()));
        bar.setVisibleAmount(visibleRows());
        bar.setUnitIncrement(1);
        bar.setBlockIncrement(visibleRows());
        draw();
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        double width = canvas.getWidth();
        g.setFill(theme.background);
        g.fillRect(0, 0, width, canvas.getHeight());
        g.setFont(font);
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.LEFT);
        if (count() == 0) {
            empty(g);
            return;
        }
        for (int row = 0; row <= visibleRows() && top + row < count(); row++) {
            row(g, top + row, row * ROW, width);
        }
        setAccessibleText(count() + " events, row " + (cursor + 1) + " selected");
    }

    private void empty(GraphicsContext g) {
        g.setFill(theme.muted);
        ViewState state = model.state().get();
        boolean narrowed = !state.query().isBlank()
                || !state.filters().isEmpty()
                || !state.range().equals(dev.faultline.model.TimeRange.ALL);
        g.fillText(
                narrowed
                        ? "Nothing found. Ctrl+Z takes back the last filter, query or range."
                        : "No events yet. Drop files, folders or archives anywhere on this window.",
                16,
                24);
    }

    private void row(GraphicsContext g, long position, double y, double width) {
        Event event = event(position);
        if (position == cursor) {
            g.setGlobalAlpha(isFocused() ? 0.35 : 0.2);
            g.setFill(theme.accent);
            g.fillRect(0, y, width, ROW);
            g.setGlobalAlpha(1);
        }
        double middle = y + ROW / 2;
        g.setFill(theme.muted);
        if (event == null) {
            g.fillText("…", 8, middle);
            return;
        }
        String mark =
                switch (event.timeQuality()) {
                    case EXACT -> "";
                    case ZONE_ASSUMED -> "~";
                    case YEAR_ASSUMED -> "≈";
                    case RELATIVE, NONE -> "?";
                };
        String time =
                event.hasTime() ? TimeText.of(event.time(), model.state().get().zero(), model.spansDays()) : "no time";
        g.fillText(time + mark, 8, middle);
        g.setFill(theme.severity(event.severity()));
        g.fillText(Theme.sign(event.severity()), 152, middle);
        g.setFill(theme.muted);
        g.fillText(kindSign(event.kind()), 178, middle);
        g.setFill(theme.accent);
        g.fillText(cut(event.service() == null ? "" : SafeText.line(event.service()), 14), 196, middle);
        g.setFill(theme.text);
        g.fillText(line(event), 304, middle);
    }

    private static String kindSign(Kind kind) {
        return switch (kind) {
            case LOG -> "";
            case SPAN -> "├";
            case SNAPSHOT -> "◎";
            case CHANGE -> "◇";
            case ALERT -> "!";
            case METRIC -> "#";
            case PROFILE -> "≡";
        };
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most - 1) + "…" : text;
    }

    private static String line(Event event) {
        StringBuilder text = new StringBuilder();
        if (event.name() != null) {
            text.append(event.name());
        }
        if (event.duration() >= 0 && event.kind() == Kind.SPAN) {
            text.append("  ").append(TimeText.duration(event.duration()));
        }
        if (!event.message().isEmpty()) {
            text.append(text.isEmpty() ? "" : " · ").append(cut(event.message(), LONGEST));
        }
        if (event.exception() != null && !event.exception().type().isEmpty()) {
            text.append("  [").append(event.exception().type()).append(']');
        }
        return SafeText.line(cut(text.toString(), LONGEST));
    }
}
