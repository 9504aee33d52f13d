package dev.faultline.workbench;

import dev.faultline.analysis.series.SeriesCatalog;
import dev.faultline.analysis.series.SeriesPlot;
import dev.faultline.analysis.series.SeriesSummary;
import dev.faultline.model.EventId;
import dev.faultline.text.SafeText;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;

/**
 * Metrics and pauses above the list, on the axis of the timeline. The arrow keys or the pointer read the values of a column,
 * Enter or a click leads to the event of the greatest one.
 */
final class SeriesView extends Pane {
    private static final double HEAD = 20;

    private final CaseModel model;
    private final SeriesModel series;
    private final Canvas canvas = new Canvas();
    private final CanvasLetters letters;
    private final Button choose = new Button();
    private Theme theme;
    private int column = -1;
    private int lane;

    SeriesView(CaseModel model, Theme theme) {
        this.model = model;
        this.series = new SeriesModel(model);
        this.theme = theme;
        setId("series");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        choose.setId("series-choose");
        choose.getStyleClass().addAll("small", "flat");
        choose.setTooltip(new Tooltip(Words.of("series.choose-tip")));
        choose.setStyle("-fx-padding: 0 4 0 4;");
        choose.setOnAction(event -> choose());
        getChildren().addAll(canvas, choose);
        letters = new CanvasLetters(this, () -> show(series.drawn().get()));
        series.drawn().addListener((property, before, now) -> show(now));
        focusedProperty().addListener((property, before, now) -> draw());
        addEventHandler(MouseEvent.MOUSE_MOVED, event -> point(event.getX(), event.getY()));
        addEventHandler(MouseEvent.MOUSE_EXITED, event -> point(-1, -1));
        addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            requestFocus();
            point(event.getX(), event.getY());
            open();
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        show(series.drawn().get());
    }

    void theme(Theme next) {
        theme = next;
        draw();
    }

    /** A list of all series that narrows as one types; those that are drawn are taken away again by their name. */
    void choose() {
        series.catalog(this::offer);
    }

    private void offer(SeriesCatalog catalog) {
        if (getScene() == null || catalog.series().isEmpty()) {
            model.say(Words.of("series.none"));
            return;
        }
        Map<String, Runnable> offers = new LinkedHashMap<>();
        for (SeriesSummary each : catalog.series()) {
            String name = SafeText.line((series.isChosen(each) ? "✓ " : "") + each.name() + "   — " + each.sentence());
            offers.put(name, () -> series.toggle(each));
        }
        offers.put(Words.of("series.no-series"), series::none);
        new Palette(offers).show(getScene().getWindow());
    }

    private double head() {
        return letters.of(HEAD);
    }

    private void show(SeriesModel.Drawn drawn) {
        double height = drawn.isEmpty() ? 0 : head() + drawn.lanes() * SeriesPainter.lane(letters);
        letters.high(height);
        choose.setText(drawn.plots().isEmpty() ? Words.of("series.choose-key") : Words.of("series.choose"));
        choose.setAccessibleText(Words.of("series.choose-name", drawn.metrics()));
        lane = Math.clamp(lane, 0, Math.max(0, drawn.lanes() - 1));
        draw();
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        choose.resizeRelocate(2, 0, TimelineView.gutter(letters) - 4, head());
        draw();
    }

    private void point(double x, double y) {
        SeriesModel.Drawn drawn = series.drawn().get();
        double plot = Math.max(1, getWidth() - TimelineView.gutter(letters));
        column = x < TimelineView.gutter(letters)
                ? -1
                : (int) ((x - TimelineView.gutter(letters)) / plot * columns(drawn));
        column = Math.min(column, columns(drawn) - 1);
        if (y >= head()) {
            lane = Math.clamp((int) ((y - head()) / SeriesPainter.lane(letters)), 0, Math.max(0, drawn.lanes() - 1));
        }
        draw();
    }

    private static int columns(SeriesModel.Drawn drawn) {
        return drawn.plots().isEmpty()
                ? drawn.pauses().map(pauses -> pauses.columns()).orElse(0)
                : drawn.plots().getFirst().columns();
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        SeriesModel.Drawn drawn = series.drawn().get();
        switch (event.getCode()) {
            case LEFT -> step(drawn, -1);
            case RIGHT -> step(drawn, 1);
            case UP -> lane = Math.max(0, lane - 1);
            case DOWN -> lane = Math.min(Math.max(0, drawn.lanes() - 1), lane + 1);
            case HOME -> {
                column = -1;
                step(drawn, 1);
            }
            case END -> {
                column = columns(drawn);
                step(drawn, -1);
            }
            case PAGE_UP -> leap(drawn, -1);
            case PAGE_DOWN -> leap(drawn, 1);
            case ENTER -> open();
            default -> {
                return;
            }
        }
        event.consume();
        draw();
    }

    /** To the next column that has something in this lane. */
    private void step(SeriesModel.Drawn drawn, int direction) {
        for (int at = column + direction; at >= 0 && at < columns(drawn); at += direction) {
            if (holds(drawn, at)) {
                column = at;
                return;
            }
        }
    }

    /** A tenth of the width, and there to the next that has something. */
    private void leap(SeriesModel.Drawn drawn, int direction) {
        int before = column;
        column = Math.clamp(column + direction * (columns(drawn) / 10L), -1, columns(drawn));
        int reached = column;
        step(drawn, direction);
        if (column == reached) {
            // Nothing is further on: the last one before the end.
            step(drawn, -direction);
        }
        if (column < 0 || column >= columns(drawn)) {
            column = before;
        }
    }

    private boolean holds(SeriesModel.Drawn drawn, int at) {
        return lane < drawn.plots().size()
                ? drawn.plots().get(lane).count(at) > 0
                : drawn.pauses().map(pauses -> pauses.longest(at) > 0).orElse(false);
    }

    private void open() {
        SeriesModel.Drawn drawn = series.drawn().get();
        if (column < 0 || column >= columns(drawn) || !holds(drawn, column)) {
            return;
        }
        EventId id = lane < drawn.plots().size()
                ? drawn.plots().get(lane).mostAt(column)
                : drawn.pauses().map(pauses -> pauses.longestAt(column)).orElse(null);
        if (id != null) {
            model.event(id, event -> model.selected().set(event));
        }
    }

    private void draw() {
        SeriesModel.Drawn drawn = series.drawn().get();
        SeriesPainter painter = new SeriesPainter(
                canvas, letters, theme, drawn, model.state().get().zero());
        String reading = painter.draw(head(), column, lane, isFocused());
        StringBuilder spoken = new StringBuilder(Words.of("series.spoken"));
        for (int i = 0; i < drawn.plots().size(); i++) {
            SeriesPlot plot = drawn.plots().get(i);
            String name = drawn.names().get(i).name();
            spoken.append(' ')
                    .append(
                            plot.isEmpty()
                                    ? Words.of("series.spoken-empty", name)
                                    : Words.of(
                                            "series.spoken-range",
                                            Double.toString(plot.lowest()),
                                            Double.toString(plot.highest()),
                                            name))
                    .append(';');
        }
        drawn.pauses().ifPresent(pauses -> spoken.append(' ')
                .append(Words.of("series.spoken-pauses", pauses.count(), TimeText.duration(pauses.most()))));
        setAccessibleText(SafeText.line(spoken + (reading.isEmpty() ? "" : ". " + reading)));
    }
}
