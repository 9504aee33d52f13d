package dev.faultline.workbench;

import dev.faultline.analysis.trace.TraceComparison;
import dev.faultline.analysis.trace.TraceComparison.Place;
import dev.faultline.analysis.trace.TraceComparison.Side;
import java.util.function.Function;
import javafx.geometry.Insets;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Two traces or groups of traces as one tree: what is added, missing, slower, faster or failing, with its numbers. */
final class TraceComparisonView extends VBox {
    private final TableView<Place> table = new TableView<>();
    private final Label head = new Label();
    private final CheckBox differences = new CheckBox(Words.of("comparison.only-differences"));
    private @Nullable TraceComparison shown;

    TraceComparisonView() {
        table.setId("trace-comparison");
        table.setStyle(TextColumns.ROWS);
        table.setAccessibleText(Words.of("comparison.name"));
        table.setPlaceholder(TextColumns.placeholder(Words.of("comparison.none")));
        head.setWrapText(true);
        head.setMinHeight(USE_PREF_SIZE);
        head.setId("trace-comparison-head");
        HBox.setHgrow(head, Priority.ALWAYS);
        head.setMaxWidth(Double.MAX_VALUE);
        differences.setOnAction(event -> fill());
        differences.setMinWidth(USE_PREF_SIZE);
        HBox line = new HBox(8, head, differences);
        line.setPadding(new Insets(4, 8, 4, 8));
        add(
                Words.of("comparison.difference"),
                100,
                place -> sign(place) + " " + place.difference().label());
        add(Words.of("comparison.place"), 190, TraceComparisonView::place);
        both(Words.of("comparison.in"), 70, side -> Integer.toString(side.traces()));
        both(Words.of("table.failed"), 85, side -> Integer.toString(side.failed()));
        both(Words.of("map.calls"), 80, side -> Words.number(side.calls(), 0));
        both(Words.of("common.duration"), 140, side -> TimeText.duration(side.duration()));
        both(Words.of("common.self"), 130, side -> TimeText.duration(side.self()));
        add(Words.of("comparison.self-change"), 100, TraceComparisonView::delta);
        // The order is that of the tree.
        table.getColumns().forEach(column -> column.setSortable(false));
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(line, table);
    }

    private void add(String name, double width, Function<Place, String> text) {
        table.getColumns().add(TextColumns.text(name, width, text, Place::sentence));
    }

    /** A figure of the first side and of the second. */
    private void both(String name, double width, Function<Side, String> text) {
        add(name + " A | B", width, place -> figure(place.first(), text) + " | " + figure(place.second(), text));
    }

    private static String figure(Side side, Function<Side, String> text) {
        return side.traces() == 0 ? "–" : text.apply(side);
    }

    private static String sign(Place place) {
        return switch (place.difference()) {
            case ADDED -> "+";
            case MISSING -> "−";
            case MORE_CALLS -> "×";
            case FEWER_CALLS -> "÷";
            case SLOWER -> "▲";
            case FASTER -> "▼";
            case FAILING -> "●";
            case SAME -> " ";
        };
    }

    private static String place(Place place) {
        return "  ".repeat(Math.min(20, place.depth()))
                + (place.service() == null ? "" : place.service() + " · ")
                + (place.name() == null ? "" : place.name());
    }

    private static String delta(Place place) {
        return place.selfDelta() == 0
                ? ""
                : (place.selfDelta() < 0 ? "−" : "+") + TimeText.duration(Math.abs(place.selfDelta()));
    }

    void say(String text) {
        head.setText(text);
    }

    /** Shows what a comparison says; the text names the sides. */
    void show(TraceComparison comparison, String sides) {
        shown = comparison;
        head.setText(Words.of(
                "comparison.head",
                sides,
                comparison.differences().size(),
                comparison.places().size(),
                comparison.first() == 1 && comparison.second() == 1
                        ? Words.of("comparison.numbers")
                        : Words.of("comparison.medians")));
        fill();
    }

    private void fill() {
        TraceComparison now = shown;
        if (now != null) {
            table.getItems().setAll(differences.isSelected() ? now.differences() : now.places());
        }
    }
}
