package dev.faultline.workbench;

import dev.faultline.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** One line below the list while something comes in: what, how much, and what is not on screen yet. */
final class LiveStrip extends HBox {
    private final Label text = new Label();
    private final ToggleButton pause = new ToggleButton(Words.of("live.pause"));
    private final Button end = new Button(Words.of("live.end"));

    LiveStrip(CaseModel model, EventList events, Runnable details) {
        super(8);
        setId("live");
        setAlignment(Pos.CENTER_LEFT);
        setPadding(new Insets(3, 8, 3, 8));
        setStyle("-fx-background-color: -color-success-subtle;");
        text.setId("live-text");
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        pause.setAccessibleText(Words.of("live.pause-name"));
        pause.setOnAction(click -> model.live().pause(pause.isSelected()));
        end.setId("live-end");
        end.setAccessibleText(Words.of("live.end-name"));
        end.setOnAction(click -> {
            model.live().pause(false);
            events.toEnd();
        });
        Button more = new Button(Words.of("live.open"));
        more.setOnAction(click -> details.run());
        Button stop = new Button(Words.of("progress.stop"));
        stop.setAccessibleText(Words.of("live.stop-name"));
        stop.setOnAction(click -> model.live().stopAll());
        for (var button : List.of(pause, end, more, stop)) {
            button.getStyleClass().add("small");
            button.setMinWidth(USE_PREF_SIZE);
        }
        getChildren().addAll(text, end, pause, more, stop);
        model.live().state().addListener((property, before, now) -> show(now, events.below()));
        events.belowProperty()
                .addListener(
                        (property, before, now) -> show(model.live().state().get(), now.longValue()));
        show(model.live().state().get(), 0);
    }

    private void show(LiveModel.Live live, long below) {
        setVisible(live.isOn());
        setManaged(live.isOn());
        pause.setSelected(live.paused());
        pause.setText(live.paused() ? Words.of("live.go-on") : Words.of("live.pause"));
        long unseen = live.unseen() + below;
        end.setText(unseen == 0 ? Words.of("live.end") : Words.of("live.unseen", unseen));
        List<String> parts = new ArrayList<>();
        live.files().forEach(each -> parts.add(Words.of("live.file", each.file().getFileName(), each.events())));
        live.receiving().ifPresent(each -> parts.add(Words.of("live.receiver", each.address(), each.taken())));
        text.setText("● live   " + SafeText.line(String.join("   ·   ", parts)));
    }
}
