package dev.faultline.workbench;

import dev.faultline.text.SafeText;
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

    /** {@code sources} shows each of them. */
    ProgressRow(ImportModel imports, Runnable sources) {
        super(8);
        setAlignment(Pos.CENTER_LEFT);
        text.setId("importing");
        bar.setPrefWidth(70);
        bar.setMinWidth(40);
        setMinWidth(0);
        Button cancel = new Button(Words.of("progress.stop"));
        cancel.setId("stop-import");
        cancel.getStyleClass().add("small");
        cancel.setMinWidth(USE_PREF_SIZE);
        cancel.setOnAction(event -> imports.cancel());
        Button each = new Button(Words.of("progress.sources"));
        each.setId("import-sources");
        each.getStyleClass().add("small");
        each.setMinWidth(USE_PREF_SIZE);
        each.setAccessibleText(Words.of("progress.sources-name"));
        each.setOnAction(event -> sources.run());
        Label message = new Label();
        message.setId("import-message");
        message.textProperty().bind(imports.message());
        // How far it is says more than what waits.
        text.setMinWidth(USE_PREF_SIZE);
        message.setMinWidth(0);
        HBox running = new HBox(8, bar, text, each, cancel);
        running.setAlignment(Pos.CENTER_LEFT);
        running.visibleProperty().bind(imports.progress().isNotNull());
        running.managedProperty().bind(running.visibleProperty());
        getChildren().addAll(message, running);
        imports.progress().addListener((property, before, now) -> show(now));
    }

    private void show(@Nullable ImportProgress progress) {
        if (progress != null) {
            bar.setProgress(progress.share());
            text.setText(Words.of("progress.importing", SafeText.line(progress.text())));
        }
    }
}
