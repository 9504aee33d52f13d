package dev.faultline.workbench;

import java.util.Locale;
import java.util.Map;
import javafx.geometry.Insets;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import javafx.stage.Window;

/** All actions in a list that narrows as one types. */
final class Palette {
    private final Popup popup = new Popup();
    private final TextField text = new TextField();
    private final ListView<String> list = new ListView<>();
    private final Map<String, Runnable> actions;

    Palette(Map<String, Runnable> actions) {
        this.actions = actions;
        text.setId("palette");
        text.setPromptText(Words.of("palette.prompt"));
        list.getItems().setAll(actions.keySet());
        list.getSelectionModel().selectFirst();
        list.setPrefSize(480, 320);
        VBox box = new VBox(6, text, list);
        box.setPadding(new Insets(8));
        box.setStyle("-fx-background-color: -color-bg-overlay; -fx-border-color: -color-border-default;");
        popup.getContent().add(box);
        popup.setAutoHide(true);
        text.textProperty().addListener((property, before, now) -> narrow(now));
        box.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        list.setOnMouseClicked(event -> run());
    }

    void show(Window owner) {
        popup.show(owner, owner.getX() + owner.getWidth() / 2 - 240, owner.getY() + 120);
        text.requestFocus();
    }

    /** With something typed already. */
    void show(Window owner, String typed) {
        text.setText(typed);
        show(owner);
        text.end();
    }

    private void narrow(String typed) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        list.getItems()
                .setAll(actions.keySet().stream()
                        .filter(name -> name.toLowerCase(Locale.ROOT).contains(wanted))
                        .toList());
        list.getSelectionModel().selectFirst();
    }

    private void key(KeyEvent event) {
        int selected = list.getSelectionModel().getSelectedIndex();
        if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.UP) {
            list.getSelectionModel().select(Math.max(0, selected + (event.getCode() == KeyCode.DOWN ? 1 : -1)));
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            run();
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            popup.hide();
        }
    }

    private void run() {
        String chosen = list.getSelectionModel().getSelectedItem();
        popup.hide();
        Runnable action = chosen == null ? null : actions.get(chosen);
        if (action != null) {
            action.run();
        }
    }
}
