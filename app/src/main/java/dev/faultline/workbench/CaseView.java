package dev.faultline.workbench;

import dev.faultline.model.Event;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Lanes;
import dev.faultline.text.SafeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** All views of one case, and the keys that mean something there. */
final class CaseView extends BorderPane {
    private final CaseModel model;
    private final TimelineView timeline;
    private final LanesView lanes;
    private final SeriesView series;
    private final TimeZoneSwitch zone;
    private final EventList events;
    private final QueryBar query;
    private final PeekDrawer peek;
    private final HuntDrawer hunt;
    private final SearchesDrawer searches;
    private final LiveDrawer live;
    private final NotedDrawer noted;
    private final ImportDrawer importing;
    private final InspectorView inspector;
    private final FacetsView facets;
    private final Panels panels;
    private final Settings settings;
    private final EventKeys keys;
    private final VBox overview = new VBox();
    private final VBox center;
    private final VBox rail = new VBox(4);
    private final ToggleGroup front = new ToggleGroup();
    private final Map<String, CaseTab> tabs = new LinkedHashMap<>();
    private double scale;
    private Theme theme;
    private @Nullable CaseTab tab;

    CaseView(CaseModel model, Theme theme, Settings settings, Choosers choosers) {
        this.model = model;
        this.theme = theme;
        this.settings = settings;
        timeline = new TimelineView(model, theme);
        lanes = new LanesView(model, theme);
        series = new SeriesView(model, theme);
        zone = new TimeZoneSwitch(model);
        events = new EventList(model, theme);
        searches = new SearchesDrawer(model.searches(), this::focusEvents);
        live = new LiveDrawer(model, this::focusEvents);
        noted = new NotedDrawer(model, timeline);
        importing = new ImportDrawer(model.imports(), this::focusEvents);
        events.onNoted(noted::open);
        model.board().refresh();
        hunt = new HuntDrawer(model);
        inspector = new InspectorView(model, hunt::of);
        center = new VBox();
        facets = new FacetsView(model);
        facets.scale(settings.scale());
        panels = new Panels(facets, center, inspector, settings, () -> this.theme);
        keys = new EventKeys(model, events, timeline, panels, this::focusEvents, () -> tab, this::actions);
        query = new QueryBar(model, searches, keys::command);
        peek = new PeekDrawer(model);
        events.onPeeked(peek::show);
        scale = settings.scale();
        StackPane rows = new StackPane(events, new NothingFound(model));
        StackPane.setAlignment(rows.getChildren().getLast(), Pos.TOP_LEFT);
        VBox list =
                new VBox(keys.find(), new UndatedStrip(events), rows, new LiveStrip(model, events, live::open), peek);
        VBox.setVgrow(rows, Priority.ALWAYS);
        overview.getChildren().addAll(series, lanes);
        center.getChildren().addAll(timeline, overview, list);
        center.heightProperty().addListener((property, before, now) -> overview());
        series.prefHeightProperty().addListener((property, before, now) -> overview());
        lanes.prefHeightProperty().addListener((property, before, now) -> overview());
        VBox.setVgrow(list, Priority.ALWAYS);
        tabs.put("traces", new TracesView(model, theme, settings));
        tabs.put("patterns", new PatternsView(model, theme));
        tabs.put("suspects", new SuspectsView(model));
        tabs.put("findings", new FindingsView(model));
        tabs.put("playbooks", new PlaybooksView(model, settings::libraries));
        tabs.put(
                "board",
                new BoardView(model, choosers, new PlaybookRecording(model, settings.playbooks()), () -> bring(1)));
        tabs.put("verify", new VerifyView(model));
        tabs.put("report", new ReportView(model, choosers, settings.templates()));
        tabs.put("profiles", new ProfilesView(model, theme));
        tabs.put("threads", new ThreadsView(model));
        tabs.put("heap", new HeapView(model));
        rail(list);
        model.found().addListener((property, before, now) -> refreshFront());
        setTop(query);
        // Where there is little height the names scroll: they must not push the foot of the window out of it.
        ScrollPane names = new ScrollPane(rail);
        names.setId("rail");
        names.setFitToWidth(true);
        names.setMinHeight(0);
        names.setMinWidth(USE_PREF_SIZE);
        names.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        // A bar would take the room of the names; the wheel and the keys reach them without one.
        names.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        setLeft(names);
        setCenter(panels);
        VBox below = new VBox(hunt, searches, live, noted, importing);
        below.getChildren().addAll(keys.drawers());
        below.getChildren().add(statusBar());
        setBottom(below);
    }

    /** The names of the views; the first is the list of events. */
    private void rail(Region list) {
        rail.setPadding(new Insets(6, 2, 6, 6));
        rail.getChildren().add(button("events", () -> bring(list, null)));
        tabs.forEach((id, view) -> rail.getChildren().add(button(id, () -> bring((Region) view, view))));
        front.selectToggle(front.getToggles().getFirst());
    }

    private ToggleButton button(String id, Runnable chosen) {
        int number = rail.getChildren().size() + 1;
        ToggleButton button = new ToggleButton(ViewNames.of(id));
        button.setId("tab-" + id);
        button.getStyleClass().add("small");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setTooltip(new Tooltip(button.getText() + shortcut(number)));
        button.setToggleGroup(front);
        button.setOnAction(event -> {
            // One of them is always in front.
            button.setSelected(true);
            chosen.run();
        });
        return button;
    }

    /** There are nine digits and more views. */
    private static String shortcut(int number) {
        return number > 9 ? "" : "   " + Words.of("case.number-key", number);
    }

    private void bring(Region view, @Nullable CaseTab next) {
        tab = next;
        VBox.setVgrow(view, Priority.ALWAYS);
        center.getChildren().set(center.getChildren().size() - 1, view);
        // What was never shown has no parts yet that could take the keys.
        center.applyCss();
        center.layout();
        TableHabits.apply(view, settings);
        TableScale.apply(view, scale);
        overview();
        refreshFront();
        focusEvents();
    }

    /** Another view than the list has the height that series and lanes take, where there is little of it. */
    private void overview() {
        CaseTab shown = tab;
        double left = center.getHeight() - timeline.prefHeight(-1) - overview.prefHeight(-1);
        boolean room = shown == null || left >= shown.least() * scale;
        overview.setVisible(room);
        overview.setManaged(room);
    }

    private void refreshFront() {
        CaseTab shown = tab;
        if (shown != null) {
            shown.refresh();
        }
    }

    private boolean bring(int number) {
        if (number > rail.getChildren().size()) {
            return false;
        }
        ((ToggleButton) rail.getChildren().get(number - 1)).fire();
        return true;
    }

    private HBox statusBar() {
        Label status = new Label();
        status.setId("status");
        status.textProperty().bind(model.status());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox bar = new HBox(12, status, gap, new ProgressRow(model.imports(), importing::open), zone, keys.name());
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.setPadding(new Insets(4, 8, 4, 8));
        return bar;
    }

    /** Gives the keys to the view in front. */
    void focusEvents() {
        CaseTab shown = tab;
        if (shown == null) {
            events.requestFocus();
        } else {
            shown.focus();
        }
    }

    /** Takes back what was typed and not applied, and what was opened to type it in. */
    void leaveText() {
        query.revert();
        Drawer.hideAround(getScene().getFocusOwner());
        focusEvents();
    }

    void theme(Theme next) {
        theme = next;
        panels.theme(next);
        timeline.theme(next);
        lanes.theme(next);
        series.theme(next);
        events.theme(next);
        tabs.values().forEach(each -> each.theme(next));
    }

    void scale(double factor) {
        scale = factor;
        TableScale.apply(center, factor);
        facets.scale(factor);
        overview();
    }

    /** Called with what a window of its own shows, each time a part of this one moves out. */
    void onApart(Consumer<StackPane> listener) {
        panels.onApart(listener);
    }

    /** Keeps where the dividers stand. */
    void remember() {
        panels.remember();
    }

    /** A key with Ctrl (or Command); false where it means nothing here. */
    boolean shortcut(KeyCode code, boolean shift, boolean typing) {
        if (code.isDigitKey() && !shift && code != KeyCode.DIGIT0 && code != KeyCode.NUMPAD0) {
            return bring(code.getName().charAt(code.getName().length() - 1) - '0');
        }
        if (code == KeyCode.Z && searches.undo()) {
            return true;
        }
        if (code == KeyCode.T && !shift) {
            zero();
        } else if (code == KeyCode.Z && !typing && tab instanceof BoardView) {
            undoOnBoard(shift);
        } else if (code == KeyCode.Z && !typing) {
            model.order().takeBack(model, shift);
        } else if (code == KeyCode.I && !shift) {
            inspector.focusTab();
        } else if (code == KeyCode.R && !shift) {
            inspector.focusRelated();
        } else if (code == KeyCode.U && !shift && !typing) {
            zone.toggle();
        } else if (code == KeyCode.M) {
            pin(shift);
        } else if (code == KeyCode.E && !shift) {
            searches.toggle();
        } else if (code == KeyCode.E) {
            ((ToggleButton) rail.lookup("#tab-report")).fire();
        } else if (code == KeyCode.C && shift) {
            events.chooseCopy();
        } else if (code == KeyCode.J && !shift) {
            drawer();
        } else if (code == KeyCode.K && shift) {
            keys.columns();
        } else {
            return keys.shortcut(code, shift);
        }
        return true;
    }

    /** Shows what happened around the selected event, or takes away what stands below. */
    private void drawer() {
        Event event = model.selected().get();
        if (peek.isVisible()) {
            peek.hide();
        } else if (!hideDrawers() && event != null) {
            peek.show(event);
        }
        focusEvents();
    }

    private boolean hideDrawers() {
        return hunt.hide() || searches.hide() || live.hide() || noted.hide() || importing.hide() || keys.hide();
    }

    private void undoOnBoard(boolean again) {
        if (again) {
            model.board().redo();
        } else {
            model.board().undo();
        }
    }

    /** Puts the selected event, or the whole list with its chart, on the board. */
    private void pin(boolean list) {
        Event event = model.selected().get();
        if (list) {
            model.board().pinList();
        } else if (event == null) {
            model.say(Words.of("case.select-first"));
        } else {
            model.board().pin(event);
        }
    }

    /** A key with Alt. */
    boolean alt(KeyCode code) {
        if (code == KeyCode.LEFT) {
            model.back();
        } else if (code == KeyCode.RIGHT) {
            model.forth();
        } else {
            return false;
        }
        focusEvents();
        return true;
    }

    /** A key alone, while no text is typed. */
    boolean plain(KeyCode code, boolean shift) {
        if (code == KeyCode.ESCAPE) {
            escape();
        } else if (code == KeyCode.SLASH && !shift) {
            query.focusText();
        } else if (code == KeyCode.I && !shift) {
            nextLanes();
        } else if (code == KeyCode.F2 && !(tab instanceof BoardView)) {
            rename();
        } else if (code == KeyCode.Y && !shift) {
            series.choose();
        } else {
            return false;
        }
        return true;
    }

    /** The kept search that has the keys, else the case. */
    private void rename() {
        if (!searches.rename()) {
            keys.rename();
        }
    }

    /** What is in front goes first: the peek, then the filters; both come back with undo. */
    private void escape() {
        if (hideDrawers() || leaveTab()) {
            focusEvents();
        } else if (peek.isVisible()) {
            peek.hide();
        } else if (hasLeft()) {
            focusEvents();
        } else if (model.state().get().isNarrowed()) {
            clear();
        }
    }

    /** Whether the keys are elsewhere than where the view in front wants them: beside it, or on one of its buttons. */
    private boolean hasLeft() {
        Node each = getScene().getFocusOwner();
        boolean button = each instanceof ButtonBase;
        Node view = tab == null ? events : (Node) tab;
        while (each != null && !each.equals(view)) {
            each = each.getParent();
        }
        return each == null || button;
    }

    private boolean leaveTab() {
        CaseTab shown = tab;
        return shown != null && shown.leave();
    }

    private void clear() {
        model.look(model.state().get().withQuery("").withFilters(List.of()).withRange(TimeRange.ALL));
    }

    private void nextLanes() {
        Lanes.Field now = model.state().get().lanes();
        Lanes.Field[] all = Lanes.Field.values();
        boolean last = now != null && now.ordinal() == all.length - 1;
        Lanes.Field next = now == null ? all[0] : last ? null : all[now.ordinal() + 1];
        model.look(model.state().get().withLanes(next));
        model.say(
                next == null
                        ? Words.of("lanes.none")
                        : Words.of("lanes.by", next.name().toLowerCase(Locale.ROOT)));
    }

    /** The selected event becomes T0, or stops being it. */
    private void zero() {
        Event event = model.selected().get();
        if (event != null && event.hasTime()) {
            OptionalLong zero = OptionalLong.of(event.time());
            ViewState state = model.state().get();
            model.look(state.withZero(state.zero().equals(zero) ? OptionalLong.empty() : zero));
        }
    }

    /** What can be done here, by name. */
    void actions(Map<String, Runnable> actions) {
        actions.put(Words.of("action.query"), query::focusText);
        actions.put(Words.of("action.zero"), this::zero);
        actions.put(Words.of("action.pin"), () -> pin(false));
        actions.put(Words.of("action.back"), model::back);
        actions.put(Words.of("action.forth"), model::forth);
        actions.put(Words.of("action.undo"), () -> model.order().takeBack(model, false));
        actions.put(Words.of("action.redo"), () -> model.order().takeBack(model, true));
        actions.put(Words.of("action.whole"), timeline::whole);
        actions.put(Words.of("action.onset"), model::toOnset);
        actions.put(Words.of("action.lanes"), this::nextLanes);
        actions.put(Words.of("action.series"), series::choose);
        zone.actions(actions);
        actions.put(
                Words.of("action.errors"), () -> model.look(model.state().get().withQuery("severity:>=error")));
        actions.put(
                Words.of("action.snapshots"),
                () -> model.look(model.state().get().withQuery("kind:snapshot")));
        actions.put(
                Words.of("action.changes"), () -> model.look(model.state().get().withQuery("kind:change")));
        inspector.actions(actions);
        keys.actions(actions);
        actions.put(Words.of("action.searches"), () -> searches.open(false));
        actions.put(Words.of("action.note"), noted::open);
        actions.put(Words.of("action.importing"), importing::open);
        actions.put(Words.of("action.live"), live::open);
        actions.put(Words.of("action.live-pause"), () -> model.live()
                .pause(!model.live().state().get().paused()));
        actions.put(Words.of("action.live-stop"), model.live()::stopAll);
        actions.put(Words.of("action.keep-search"), () -> searches.open(true));
        model.searches()
                .saved()
                .get()
                .forEach(each ->
                        actions.put(Words.of("action.search", SafeText.line(each.name())), () -> model.searches()
                                .go(each.state())));
        actions.put(Words.of("action.no-filters"), this::clear);
        rail.getChildren()
                .forEach(button -> actions.put(
                        Words.of(
                                "action.show",
                                ((ToggleButton) button).getText(),
                                shortcut(rail.getChildren().indexOf(button) + 1)),
                        ((ToggleButton) button)::fire));
        tabs.values().forEach(view -> {
            if (view instanceof BoardView board) {
                board.actions(actions);
            } else if (view instanceof ReportView report) {
                actions.put(Words.of("action.export"), report::export);
            }
        });
        for (CopyAs form : CopyAs.values()) {
            actions.put(Words.of("action.copy-as", form.label()), () -> events.copy(form));
        }
    }
}
