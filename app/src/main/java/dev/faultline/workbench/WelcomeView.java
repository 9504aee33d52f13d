package dev.faultline.workbench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

/** The first thing one sees: where to drop, what to press, and the cases of late. */
final class WelcomeView extends VBox {
    private static final int MOST_RECENT = 6;
    private static final double WIDTH = 720;

    /** What can be done here. */
    record Actions(
            Runnable sample, Runnable addFiles, Runnable addFolder, Runnable openCase, Consumer<Path> openRecent) {}

    WelcomeView(Actions actions, List<Path> recent) {
        setId("welcome");
        setAlignment(Pos.CENTER);
        setSpacing(16);
        setPadding(new Insets(40));
        Label title = new Label("Faultline");
        title.getStyleClass().add("title-1");
        Label drop = new Label(Words.of("welcome.drop"));
        drop.getStyleClass().add("title-3");
        Label what = new Label(Words.of("welcome.what"));
        what.setWrapText(true);
        what.setTextAlignment(TextAlignment.CENTER);
        HBox buttons = new HBox(
                8,
                button(Words.of("welcome.files"), actions.addFiles()),
                button(Words.of("welcome.folder"), actions.addFolder()),
                button(Words.of("welcome.case"), actions.openCase()));
        buttons.setAlignment(Pos.CENTER);
        Button trial = button(Words.of("welcome.sample"), actions.sample());
        trial.setId("sample");
        trial.getStyleClass().add("accent");
        VBox area = new VBox(12, drop, what, buttons, trial);
        area.setAlignment(Pos.CENTER);
        area.setPadding(new Insets(48));
        area.setMaxWidth(WIDTH);
        area.setStyle(
                "-fx-border-color: -color-border-default; -fx-border-style: dashed; -fx-border-width: 2; -fx-border-radius: 8;");
        getChildren().addAll(title, area);
        if (!recent.isEmpty()) {
            getChildren().add(recent(recent, actions.openRecent()));
        }
        Label privacy = new Label(Words.of("welcome.privacy"));
        privacy.getStyleClass().add("text-muted");
        getChildren().add(privacy);
    }

    private static VBox recent(List<Path> recent, Consumer<Path> open) {
        Label title = new Label(Words.of("welcome.recent"));
        title.getStyleClass().add("text-bold");
        VBox cases = new VBox(2, title);
        cases.setMaxWidth(WIDTH);
        for (Path path : recent.subList(0, Math.min(MOST_RECENT, recent.size()))) {
            boolean there = Files.isDirectory(path);
            Button line = button(
                    path.getFileName() + "   " + path + (there ? "" : Words.of("welcome.gone")),
                    () -> open.accept(path));
            line.getStyleClass().addAll("flat", "small");
            line.setDisable(!there);
            cases.getChildren().add(line);
        }
        return cases;
    }

    private static Button button(String text, Runnable action) {
        Button button = new Button(text);
        button.setMnemonicParsing(false);
        button.setOnAction(event -> action.run());
        return button;
    }
}
