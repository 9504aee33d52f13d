package dev.faultline.workbench;

import dev.faultline.model.Event;
import dev.faultline.model.Timestamps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Keys that lead somewhere: to a match, to a time, to an event by a link, to another set of columns or filters. */
final class EventKeys {
    private final CaseModel model;
    private final EventList events;
    private final TimelineView timeline;
    private final FindBar find;
    private final TimeDrawer time;
    private final ClockDrawer clock;
    private final CaseName name;
    private final Panels panels;
    private final Supplier<@Nullable CaseTab> front;
    private final Consumer<Map<String, Runnable>> named;
    private List<ViewState.Filter> away = List.of();

    /** {@code front} is the view in front, null for the list; {@code named} gives all actions by their names. */
    EventKeys(
            CaseModel model,
            EventList events,
            TimelineView timeline,
            Panels panels,
            Runnable done,
            Supplier<@Nullable CaseTab> front,
            Consumer<Map<String, Runnable>> named) {
        this.model = model;
        this.events = events;
        this.timeline = timeline;
        this.panels = panels;
        this.front = front;
        this.named = named;
        find = new FindBar(model, events);
        time = new TimeDrawer(model, events, done);
        clock = new ClockDrawer(model, done);
        name = new CaseName(model, done);
        events.onKey(this::list);
    }

    FindBar find() {
        return find;
    }

    /** What stands below all views when it is open. */
    List<Drawer> drawers() {
        return List.of(time, clock, name);
    }

    /** Whether there was something to hide. */
    boolean hide() {
        return time.hide() || clock.hide() || name.hide() || front.get() == null && find.hide();
    }

    /** What the case is called, for the status bar. */
    Label name() {
        return name.label();
    }

    void rename() {
        name.open();
    }

    /** A key with Ctrl; false where it means nothing here. */
    boolean shortcut(KeyCode code, boolean shift) {
        if (code == KeyCode.F && shift) {
            toggleFilters();
        } else if (code == KeyCode.F) {
            find(front.get());
        } else if (code == KeyCode.G && !shift) {
            time.openAtTime();
        } else if (code == KeyCode.L && !shift) {
            copyLink();
        } else if (code == KeyCode.T && shift) {
            clock.open();
        } else if (code == KeyCode.B && !shift) {
            panels.toggleFacets();
        } else if (code == KeyCode.N && shift) {
            panels.toggleInspectorWindow();
        } else {
            return false;
        }
        return true;
    }

    /** A key that the list has no meaning for of its own. */
    private boolean list(KeyCode code, boolean shift) {
        switch (code) {
            case N, F3 -> find.next(!shift);
            case ENTER -> {
                events.moveTo(events.cursor(), true);
                panels.toInspector();
            }
            case D -> time.openAtRange();
            case MINUS, SUBTRACT -> timeline.zoom(1.25);
            case EQUALS, PLUS, ADD -> timeline.zoom(0.8);
            case DIGIT0, NUMPAD0 -> timeline.whole();
            case BACK_SPACE -> model.undo();
            default -> {
                return false;
            }
        }
        return true;
    }

    /** In the list by a bar of its own; in another view by the first field that it has for it. */
    private void find(@Nullable CaseTab tab) {
        if (tab == null) {
            find.open();
            return;
        }
        fields((Node) tab)
                .filter(field -> !tab.isForm())
                .findFirst()
                .ifPresentOrElse(TextField::requestFocus, () -> model.say(Words.of("find.not-here")));
    }

    private static Stream<TextField> fields(Node node) {
        if (!node.isVisible()) {
            return Stream.empty();
        }
        if (node instanceof TextField field) {
            return Stream.of(field).filter(TextField::isEditable);
        }
        return node instanceof Parent parent
                ? parent.getChildrenUnmodifiable().stream().flatMap(EventKeys::fields)
                : Stream.empty();
    }

    /** Takes all filters away for a look, and puts them back. */
    private void toggleFilters() {
        ViewState state = model.state().get();
        if (!state.filters().isEmpty()) {
            away = state.filters();
            model.look(state.withFilters(List.of()));
            model.say(Words.of("filters.away", away.size()));
        } else if (!away.isEmpty()) {
            model.look(state.withFilters(away));
        } else {
            model.say(Words.of("filters.none"));
        }
    }

    private void copyLink() {
        Event event = model.selected().get();
        if (event == null) {
            model.say(Words.of("link.select-first"));
            return;
        }
        String when = event.hasTime() ? Timestamps.format(event.time()) : "";
        model.read("link", cancelled -> Destination.Link.of(model.openCase().id(), event.id(), when), link -> {
            Copied.put(link);
            model.say(Words.of("link.copied", link));
        });
    }

    private @Nullable Window window() {
        return events.getScene() == null ? null : events.getScene().getWindow();
    }

    void columns() {
        Window owner = window();
        if (owner != null) {
            events.columns().choose(owner);
        }
    }

    /** What is typed as a query and is none: a word with a sign before it. */
    void command(Command command) {
        switch (command.type()) {
            case TIME -> time.go(command.text());
            case SERVICE ->
                model.look(model.state().get().toggled(new ViewState.Filter("service", command.text(), false)));
            case PATTERN ->
                model.look(model.state().get().toggled(new ViewState.Filter("pattern", command.text(), false)));
            case SQL -> model.say(Words.of("query.no-sql"));
            case ACTION -> actions(command.text());
        }
    }

    private void actions(String typed) {
        Window owner = window();
        if (owner != null) {
            Map<String, Runnable> all = new LinkedHashMap<>();
            named.accept(all);
            new Palette(all).show(owner, typed);
        }
    }

    /** What can be done here, by name. */
    void actions(Map<String, Runnable> actions) {
        actions.put(Words.of("action.find"), () -> find(front.get()));
        actions.put(Words.of("action.find-next"), () -> find.next(true));
        actions.put(Words.of("action.goto"), time::openAtTime);
        actions.put(Words.of("action.range"), time::openAtRange);
        actions.put(Words.of("action.link"), this::copyLink);
        actions.put(Words.of("action.copy-choose"), events::chooseCopy);
        actions.put(Words.of("action.rename"), this::rename);
        actions.put(Words.of("action.columns"), this::columns);
        actions.put(Words.of("action.filters"), this::toggleFilters);
        actions.put(Words.of("action.clock"), clock::open);
        actions.put(Words.of("action.facets"), panels::toggleFacets);
        actions.put(Words.of("action.inspector-window"), panels::toggleInspectorWindow);
    }
}
