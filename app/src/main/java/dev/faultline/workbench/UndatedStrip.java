package dev.faultline.workbench;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** Says above the list how many events without a time stand at its beginning, before the first row on screen. */
final class UndatedStrip extends HBox {
    private final EventList events;
    private final Label text = new Label();
    private final Button there = new Button();

    UndatedStrip(EventList events) {
        super(8);
        this.events = events;
        setId("undated");
        setAlignment(Pos.CENTER_LEFT);
        setPadding(new Insets(2, 8, 2, 8));
        text.setId("undated-text");
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        text.getStyleClass().add("text-muted");
        there.getStyleClass().add("small");
        there.setMinWidth(USE_PREF_SIZE);
        there.setOnAction(click -> {
            events.goTo(isAbove() ? 0 : events.undatedProperty().get());
            show();
        });
        getChildren().addAll(text, there);
        events.undatedProperty().addListener((property, before, now) -> show());
        events.topProperty().addListener((property, before, now) -> show());
        show();
    }

    private boolean isAbove() {
        return events.topProperty().get() > 0;
    }

    private void show() {
        long undated = events.undatedProperty().get();
        setVisible(undated > 0);
        setManaged(undated > 0);
        text.setText(Words.of(isAbove() ? "undated.above" : "undated.here", undated));
        there.setText(isAbove() ? Words.of("undated.show") : Words.of("undated.first-timed"));
    }
}
