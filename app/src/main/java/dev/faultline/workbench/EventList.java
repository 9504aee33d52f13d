package dev.faultline.workbench;

import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import dev.faultline.query.QueryParser;
import dev.faultline.query.QuerySyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;

/**
 * The events found, in the order of time. Draws the rows that are visible and fetches their pages in the background, so ten
 * million rows scroll as ten do; positions are {@code long}.
 */
final class EventList extends Pane {
    private static final int PAGE = 100;
    private static final int PAGES = 60;
    private static final double BAR = 14;
    /** What has no time, and nothing before it in its file that has, stands at 0. */
    private static final long FIRST_TIME = 1;

    private final CaseModel model;
    private final Canvas canvas = new Canvas();
    private final ScrollBar bar = new ScrollBar();
    private final EventRows rows;
    private final Map<Long, List<Event>> pages = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, List<Event>> eldest) {
            return size() > PAGES;
        }
    };
    private final Map<Long, Boolean> asked = new LinkedHashMap<>();
    private final ContextMenu menu = new ContextMenu();
    private final FoundRows matching;
    private @Nullable Hits hits;
    private final ReadOnlyLongWrapper below = new ReadOnlyLongWrapper(0);
    private long seen;
    private boolean atEnd;
    private long most = Long.MAX_VALUE;
    /** How many events at the beginning have no time: the list opens behind them. */
    private final ReadOnlyLongWrapper undated = new ReadOnlyLongWrapper(0);

    private final ReadOnlyLongWrapper topmost = new ReadOnlyLongWrapper(0);
    private long top;
    private long cursor;
    private long anchor;
    private boolean moved;
    private Consumer<Event> peeked = event -> {};
    private Runnable noted = () -> {};
    private BiPredicate<KeyCode, Boolean> others = (code, shift) -> false;
    private final EventColumns columns;
    private final EventChoice choice;
    private final EventPointer pointer;

    EventList(CaseModel model, Theme theme) {
        this.model = model;
        this.columns = new EventColumns(model, this::draw);
        this.matching = new FoundRows(model, this::draw);
        EventWidths widths = new EventWidths(model, columns, this::draw);
        this.rows = new EventRows(model, canvas, columns, widths, new CanvasLetters(this, this::layoutChildren), theme);
        this.choice = new EventChoice(model, this::stretch);
        this.pointer = new EventPointer(this, rows, this::at, this::draw);
        setId("events");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        bar.setOrientation(Orientation.VERTICAL);
        getChildren().addAll(canvas, bar);
        model.found().addListener((property, before, now) -> show(now == null ? null : now.hits()));
        model.first().addListener((property, before, now) -> begin(now));
        model.state().addListener((property, before, now) -> draw());
        model.selected().addListener((property, before, now) -> draw());
        bar.valueProperty().addListener((property, before, now) -> scrollTo((long) now.doubleValue(), false));
        focusedProperty().addListener((property, before, now) -> draw());
        addEventHandler(ScrollEvent.SCROLL, event -> {
            scrollTo(top - (long) Math.signum(event.getDeltaY()) * 3, true);
            event.consume();
        });
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, this::openMenu);
    }

    /** Called when a person asks what happened around an event. */
    void onPeeked(Consumer<Event> listener) {
        peeked = listener;
    }

    /** Called when a person wants to note what no file shows. */
    void onNoted(Runnable listener) {
        noted = listener;
    }

    /** Asked for the keys that mean nothing to the list itself, with whether Shift is down. */
    void onKey(BiPredicate<KeyCode, Boolean> listener) {
        others = listener;
    }

    EventColumns columns() {
        return columns;
    }

    void theme(Theme next) {
        rows.theme(next);
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

    /** The first page of what is still being searched; who has scrolled further, or comes back, waits for all of it. */
    private void begin(@Nullable Hits beginning) {
        if (beginning != null && isAtStart()) {
            hits = beginning;
            most = CaseModel.FIRST_ROWS;
            pages.clear();
            asked.clear();
            toStart();
        }
    }

    /** Whether nobody has gone anywhere yet. */
    private boolean isAtStart() {
        return cursor == Math.min(undated.get(), Math.max(0, count() - 1))
                && top == Math.clamp(undated.get(), 0, Math.max(0, count() - visibleRows()));
    }

    /** At the first event with a time; those without stand above it. */
    private void toStart() {
        undated.set(leading());
        cursor = undated.get();
        anchor = cursor;
        setBar();
        scrollTo(cursor, true);
    }

    private long leading() {
        Hits now = hits;
        long before = now == null ? 0 : Math.min(now.positionAt(FIRST_TIME), count());
        // Where none has a time they are what there is.
        return before == count() ? 0 : before;
    }

    /** How many events without a time stand at the beginning. */
    ReadOnlyLongProperty undatedProperty() {
        return undated.getReadOnlyProperty();
    }

    ReadOnlyLongProperty topProperty() {
        return topmost.getReadOnlyProperty();
    }

    /** Puts a row first on screen, with the cursor on it. */
    void goTo(long position) {
        scrollTo(position, true);
        moveTo(position, true);
        requestFocus();
    }

    /** Events that came while something is live, and stand further down than one has looked. */
    ReadOnlyLongProperty belowProperty() {
        return below.getReadOnlyProperty();
    }

    long below() {
        return below.get();
    }

    /** Shows the newest events. */
    void toEnd() {
        scrollTo(count(), true);
        requestFocus();
    }

    /** Whether the last row is kept in sight whatever comes, and however high the list is. */
    private boolean follows() {
        return atEnd && model.live().state().get().isOn();
    }

    private void show(@Nullable Hits next) {
        boolean follows = follows();
        boolean start = isAtStart();
        hits = next;
        matching.forget();
        most = Long.MAX_VALUE;
        pages.clear();
        asked.clear();
        long count = count();
        if (start) {
            toStart();
        } else {
            undated.set(leading());
        }
        cursor = Math.clamp(cursor, 0, Math.max(0, count - 1));
        anchor = cursor;
        setBar();
        Place place = model.takeArriving();
        if (start && (place == null || place.isStart()) && !follows) {
            keepSelection();
            return;
        }
        if (place == null && follows) {
            scrollTo(count, true);
            keepCursor();
        } else if (place == null) {
            scrollTo(Math.min(top, Math.max(0, count - visibleRows())), true);
            keepSelection();
        } else {
            arrive(place);
        }
    }

    /** Exactly where one was: the same first row, the same event under the cursor. */
    private void arrive(Place place) {
        scrollTo(place.top(), true);
        Hits now = hits;
        if (place.selected() != null && now != null) {
            model.event(place.selected(), event -> model.selected().set(event));
            putCursor(now, place.selected());
        }
    }

    /** The cursor stays on its event without bringing it back on screen. */
    private void keepCursor() {
        Event event = model.selected().get();
        Hits now = hits;
        if (event != null && now != null) {
            putCursor(now, event.id());
        }
    }

    private void putCursor(Hits now, EventId id) {
        model.position(now, id, position -> {
            if (position.isPresent()) {
                cursor = position.getAsLong();
                anchor = cursor;
                draw();
            }
        });
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
        return now == null ? 0 : Math.min(most, now.count());
    }

    /** Height of a row, and of the names above the rows. */
    double rowHeight() {
        return rows.height();
    }

    private int visibleRows() {
        return (int) Math.max(1, (getHeight() - rows.header()) / rows.height());
    }

    private void scrollTo(long position, boolean moveBar) {
        top = Math.clamp(position, 0, Math.max(0, count() - visibleRows()));
        topmost.set(top);
        model.top(top);
        atEnd = top + visibleRows() >= count();
        if (atEnd || !model.live().state().get().isOn()) {
            seen = count();
        }
        below.set(Math.max(0, count() - seen));
        if (moveBar) {
            bar.setValue((double) top);
        }
        draw();
    }

    /** Puts the cursor on a position and shows it. */
    void moveTo(long position, boolean select) {
        moveTo(position, select, false);
    }

    private void moveTo(long position, boolean select, boolean extend) {
        if (count() == 0) {
            return;
        }
        cursor = Math.clamp(position, 0, count() - 1);
        anchor = extend ? anchor : cursor;
        if (cursor < top) {
            scrollTo(cursor, true);
        } else if (cursor >= top + visibleRows()) {
            scrollTo(cursor - visibleRows() + 1, true);
        }
        draw();
        if (select) {
            moved = true;
            withEvent(cursor, event -> model.selected().set(event));
        }
    }

    /** A jump to a far row can be taken back. */
    private void jump(OptionalLong position) {
        if (position.isEmpty()) {
            model.say(Words.of("events.no-further"));
            return;
        }
        if (moved) {
            model.visit();
        }
        long target = position.getAsLong();
        if (target < top || target >= top + visibleRows()) {
            scrollTo(target - visibleRows() / 3, true);
        }
        moveTo(target, true);
    }

    private void withEvent(long position, Consumer<Event> action) {
        Event here = event(position);
        Hits now = hits;
        if (here != null) {
            action.accept(here);
        } else if (now != null) {
            // Apart from the pages of the list: of two questions in one lane the older is never answered.
            model.read("event-at", cancelled -> now.page(position, 1), page -> page.stream()
                    .findFirst()
                    .ifPresent(action));
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
                page.forEach(rows::see);
                draw();
            }
            asked.remove(number);
        });
    }

    private void press(MouseEvent event) {
        requestFocus();
        menu.hide();
        long position = position(event.getY());
        if (position >= top && position < count()) {
            boolean keep = event.getButton() == MouseButton.SECONDARY && isChosen(position);
            if (!keep) {
                moveTo(position, true, event.isShiftDown());
            }
        }
    }

    private long position(double y) {
        return top + (long) Math.floor((y - rows.header()) / rows.height());
    }

    /** The event at a height, where it has been fetched. */
    private @Nullable Event at(double y) {
        long position = position(y);
        return position >= top && position < count() ? event(position) : null;
    }

    EventPointer pointer() {
        return pointer;
    }

    private boolean isChosen(long position) {
        return position >= Math.min(anchor, cursor) && position <= Math.max(anchor, cursor);
    }

    private void openMenu(ContextMenuEvent request) {
        withEvent(cursor, event -> {
            menu.getItems().setAll(new EventMenu(model).items(event, this::copy, () -> peeked.accept(event)));
            menu.show(this, request.getScreenX(), request.getScreenY());
        });
        request.consume();
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() && event.getCode() == KeyCode.C && !event.isShiftDown()) {
            copy(CopyAs.TEXT);
            event.consume();
            return;
        }
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        boolean shift = event.isShiftDown();
        switch (event.getCode()) {
            case J, DOWN -> moveTo(cursor + 1, true, shift);
            case K, UP -> moveTo(cursor - 1, true, shift);
            case PAGE_DOWN -> moveTo(cursor + visibleRows(), true, shift);
            case PAGE_UP -> moveTo(cursor - visibleRows(), true, shift);
            case HOME -> moveTo(0, true, shift);
            case END -> moveTo(count() - 1, true, shift);
            case G -> jump(OptionalLong.of(shift ? count() - 1 : 0));
            case E -> next("severity:>=error", !shift);
            case W -> next("severity:>=warn", !shift);
            case O -> stepInTrace(!shift);
            case U -> model.nextMark(cursor, !shift, this::jump);
            case M -> mark(shift);
            case S -> withEvent(cursor, here -> model.nextChangeOfRate(here.time(), !shift, this::jump));
            case C -> choice.copyMarked();
            case SPACE -> withEvent(cursor, peeked);
            case A -> noted.run();
            case F -> filterByService(shift);
            default -> {
                if (!others.test(event.getCode(), shift)) {
                    return;
                }
            }
        }
        event.consume();
    }

    /** Selects an event and shows it; who has filtered it away sees it in the inspector. */
    void reveal(Event event) {
        model.selected().set(event);
        Hits now = hits;
        if (now != null) {
            model.position(now, event.id(), position -> {
                if (position.isPresent()) {
                    jump(position);
                } else {
                    model.say(Words.of("goto.hidden"));
                }
            });
        }
    }

    /** Marks the rows that these found too; null for none. */
    void matching(@Nullable Hits found) {
        matching.of(found);
    }

    private boolean matches(long position, @Nullable Event event) {
        List<Event> page = event == null ? null : pages.get(position / PAGE);
        return event != null && page != null && matching.contains(position / PAGE, page, event);
    }

    /** To the next or previous row that a query finds too. */
    void next(Query query, boolean forward) {
        model.next(cursor, query, forward, this::jump);
    }

    private void next(String query, boolean forward) {
        try {
            next(QueryParser.parse(query), forward);
        } catch (QuerySyntaxException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private void stepInTrace(boolean forward) {
        withEvent(cursor, here -> {
            String trace = here.traceId();
            String thread = here.thread();
            if (trace != null) {
                model.next(cursor, new Query.Term("trace_id", trace), forward, this::jump);
            } else if (thread != null) {
                model.next(cursor, new Query.Term("thread", thread), forward, this::jump);
            } else {
                model.say(Words.of("events.no-trace"));
            }
        });
    }

    /** Marks the row under the cursor, or all chosen ones. */
    private void mark(boolean range) {
        if (range) {
            choice.mark();
        } else {
            withEvent(cursor, here -> model.look(model.state().get().marked(here.id())));
        }
    }

    private EventChoice.@Nullable Stretch stretch() {
        Hits now = hits;
        return now == null
                ? null
                : new EventChoice.Stretch(now, Math.min(anchor, cursor), Math.abs(anchor - cursor) + 1);
    }

    /** Asks in which form the chosen rows are to be copied; the form's number takes it at once. */
    void chooseCopy() {
        if (count() > 0) {
            CopyMenu.show(this, this::copy);
        }
    }

    /** Copies the chosen rows. */
    void copy(CopyAs form) {
        choice.copy(form);
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

    private void setBar() {
        bar.setMax((double) Math.max(0, count() - visibleRows()));
        bar.setVisibleAmount(visibleRows());
        bar.setUnitIncrement(1);
        bar.setBlockIncrement(visibleRows());
    }

    @Override
    protected void layoutChildren() {
        bar.resizeRelocate(getWidth() - BAR, 0, BAR, getHeight());
        canvas.setWidth(Math.max(0, getWidth() - BAR));
        canvas.setHeight(getHeight());
        setBar();
        scrollTo(follows() ? count() : top, true);
    }

    private void draw() {
        if (count() == 0) {
            rows.empty();
            setAccessibleText(Words.of("events.none"));
            return;
        }
        rows.clear();
        for (int row = 0; row <= visibleRows() && top + row < count(); row++) {
            long position = top + row;
            Event event = event(position);
            if (matches(position, event)) {
                rows.match(row);
            }
            // A cursor that nothing was chosen with looks like none: the inspector shows nothing either.
            boolean selected = model.selected().get() != null;
            rows.row(row, event, selected && isChosen(position), isFocused());
            if (!selected && position == cursor && isFocused()) {
                rows.cursor(row);
            }
        }
        setAccessibleText(Words.of("events.name", count(), (cursor + 1)));
    }
}
