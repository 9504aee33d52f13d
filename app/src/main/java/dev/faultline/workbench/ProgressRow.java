package dev.faultline.workbench;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** The import under way, in the status bar: how far it is, how fast, how long it will take, and a way to stop it. */
final class ProgressRow extends HBox {
    private final ProgressBar bar = new ProgressBar();
    private final Label text = new Label();

    ProgressRow(ImportModel imports) {
        super(8);
        setAlignment(Pos.CENTER_LEFT);
        text.setId("importing");
        bar.setPrefWidth(140);
        Button cancel = new Button(Words.of("progress.stop"));
        cancel.setId("stop-import");
        cancel.getStyleClass().add("small");
        cancel.setOnAction(event -> imports.cancel());
        Label message = new Label();
        message.setId("import-message");
        message.textProperty().bind(imports.message());
        HBox running = new HBox(8, bar, text, cancel);
        running.setAlignment(Pos.CENTER_LEFT);
        running.visibleProperty().bind(imports.progress().isNotNull());
        running.managedProperty().bind(running.visibleProperty());
        getChildren().addAll(message, running);
        imports.progress().addListener((property, before, now) -> show(now));
    }

    private void show(@Nullable ImportProgress progress) {
        if (progress != null) {
            bar.setProgress(progress.share());
            text.setText(Words.of("progress.importing", dev.faultline.text.SafeText.line(progress.text())));
        }
    }
}
