package dev.faultline.workbench;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The first thing one sees: where to drop, what to press. */
final class WelcomeView extends VBox {
    WelcomeView(
            Runnable sample,
            Runnable addFiles,
            Runnable addFolder,
            Runnable openCase,
            List<Path> recent,
            Consumer<Path> openRecent) {
        setId("welcome");
        setAlignment(Pos.CENTER);
        setSpacing(16);
        setPadding(new Insets(40));
        Label title = new Label("Faultline");
        title.getStyleClass().add("title-1");
        Label drop = new Label("Drop files, folders or archives here");
        drop.getStyleClass().add("title-3");
        Label what = new Label("logs · traces · snapshots · thread dumps · in zip, tar, gz, bz2, xz, zst");
        HBox buttons = new HBox(
                8, button("Add files…", addFiles), button("Add folder…", addFolder), button("Open case…", openCase));
        buttons.setAlignment(Pos.CENTER);
        Button trial = button("Try the sample incident", sample);
        trial.setId("sample");
        trial.getStyleClass().add("accent");
        VBox area = new VBox(12, drop, what, buttons, trial);
        area.setAlignment(Pos.CENTER);
        area.setPadding(new Insets(48));
        area.setMaxWidth(640);
        area.setStyle(
                "-fx-border-color: -color-border-default; -fx-border-style: dashed; -fx-border-width: 2; -fx-border-radius: 8;");
        Label privacy = new Label(
                "Everything stays on this computer. No network access.   Ctrl+V pastes files, ? shows the keys.");
        getChildren().addAll(title, area);
        if (!recent.isEmpty()) {
            VBox cases = new VBox(4, new Label("Recent cases"));
            cases.setAlignment(Pos.CENTER);
            recent.forEach(path -> cases.getChildren().add(button(path.toString(), () -> openRecent.accept(path))));
            getChildren().add(cases);
        }
        getChildren().add(privacy);
    }

    private static Button button(String text, Runnable action) {
        Button button = new Button(text);
        button.setMnemonicParsing(false);
        button.setOnAction(event -> action.run());
        return button;
    }
}
