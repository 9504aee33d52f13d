package dev.faultline.workbench;

import dev.faultline.model.Event;
import dev.faultline.text.SafeText;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What happened around an event in all sources, below the list, which stays where it is. */
final class PeekDrawer extends VBox {
    private static final long SECOND = 1_000_000_000L;

    private final CaseModel model;
    private final Label title = new Label();
    private final ListView<String> lines = new ListView<>();
    private long width = 2 * SECOND;
    private @Nullable Event event;

    PeekDrawer(CaseModel model) {
        this.model = model;
        setId("peek");
        setSpacing(4);
        setPadding(new Insets(4));
        Button less = new Button("÷4");
        less.setOnAction(click -> resize(width / 4));
        Button more = new Button("×4");
        more.setOnAction(click -> resize(width * 4));
        Button close = new Button("✕");
        close.setAccessibleText(Words.of("hunt.close"));
        close.setOnAction(click -> hide());
        for (Button button : List.of(less, more, close)) {
            button.getStyleClass().add("small");
        }
        lines.setPrefHeight(220);
        lines.setStyle("-fx-font-family: monospace; -fx-font-size: 12px;");
        getChildren().addAll(new HBox(8, title, less, more, close), lines);
        hide();
    }

    private void resize(long nanos) {
        width = Math.clamp(nanos, 1_000_000, 3600 * SECOND);
        Event around = event;
        if (around != null) {
            show(around);
        }
    }

    void hide() {
        setVisible(false);
        setManaged(false);
    }

    void show(Event around) {
        event = around;
        setVisible(true);
        setManaged(true);
        title.setText(Words.of("peek.around", TimeText.full(around.time()).substring(0, 26), TimeText.duration(width)));
        model.around(around, width, events -> {
            OptionalLong zero = OptionalLong.of(around.time());
            lines.getItems()
                    .setAll(events.stream().map(each -> line(each, zero)).toList());
            for (int i = 0; i < events.size(); i++) {
                if (events.get(i).id().equals(around.id())) {
                    lines.getSelectionModel().select(i);
                    lines.scrollTo(Math.max(0, i - 4));
                }
            }
        });
    }

    private static String line(Event event, OptionalLong zero) {
        String text = event.name() == null ? event.message() : event.name() + " · " + event.message();
        return String.format(
                Locale.ROOT,
                "%-14s %s %-12s %s",
                TimeText.of(event.time(), zero),
                Theme.sign(event.severity()),
                event.service() == null ? "" : SafeText.line(event.service()),
                SafeText.line(text.length() > 300 ? text.substring(0, 300) + "…" : text));
    }
}
