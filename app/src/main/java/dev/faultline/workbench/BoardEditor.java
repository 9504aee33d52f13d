package dev.faultline.workbench;

import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Where a person writes what the board says: Markdown on the left, how it reads on the right, its tags below. */
final class BoardEditor extends VBox {
    private final Label title = new Label();
    private final TextArea text = new TextArea();
    private final ScrollPane preview = new ScrollPane();
    private final TextField tags = new TextField();
    private Saved saved = (said, words) -> {};

    /** Takes what was written. */
    interface Saved {
        void accept(String text, List<String> tags);
    }

    BoardEditor(CaseModel model) {
        setId("board-editor");
        setSpacing(4);
        setPadding(new Insets(6));
        title.getStyleClass().add("text-bold");
        text.setId("board-text");
        text.setAccessibleText(Words.of("board-editor.text"));
        text.setWrapText(true);
        text.setPrefRowCount(4);
        text.textProperty()
                .addListener((property, before, now) -> preview.setContent(new NoteText(
                        now, id -> model.event(id, event -> model.selected().set(event)))));
        preview.setFitToWidth(true);
        preview.setAccessibleText(Words.of("board-editor.preview"));
        tags.setPromptText(Words.of("board-editor.tags-prompt"));
        tags.setAccessibleText(Words.of("board-editor.tags"));
        HBox.setHgrow(tags, Priority.ALWAYS);
        Button save = new Button(Words.of("board-editor.save"));
        save.setId("board-save");
        save.getStyleClass().addAll("accent", "small");
        save.setOnAction(event -> save());
        Button discard = new Button(Words.of("board-editor.discard"));
        discard.getStyleClass().add("small");
        discard.setOnAction(event -> hide());
        HBox line = new HBox(6, tags, save, discard);
        line.setAlignment(Pos.CENTER_LEFT);
        SplitPane both = new SplitPane(text, preview);
        VBox.setVgrow(both, Priority.ALWAYS);
        getChildren().addAll(title, both, line);
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
                save();
                event.consume();
            }
        });
        hide();
    }

    /** Opens it for something; what was being written there before is saved first, so that nothing is lost. */
    void open(String name, String before, List<String> words, Saved then) {
        if (isVisible() && !text.getText().isBlank()) {
            save();
        }
        title.setText(name);
        text.setText(before);
        tags.setText(String.join(" ", words));
        saved = then;
        setVisible(true);
        setManaged(true);
        text.requestFocus();
        text.end();
    }

    private void save() {
        if (!text.getText().isBlank() || !tags.getText().isBlank()) {
            saved.accept(
                    text.getText().strip(),
                    List.of(tags.getText().strip().split("\\s+")).stream()
                            .filter(tag -> !tag.isEmpty())
                            .toList());
        }
        hide();
    }

    private void hide() {
        text.clear();
        setVisible(false);
        setManaged(false);
    }
}
