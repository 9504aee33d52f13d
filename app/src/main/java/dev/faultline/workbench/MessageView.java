package dev.faultline.workbench;

import dev.faultline.text.SafeText;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Something to read and to copy. */
final class MessageView extends VBox {
    MessageView(String title, String text, Runnable close) {
        setId("message");
        setSpacing(8);
        setPadding(new Insets(16));
        Label head = new Label(title);
        head.getStyleClass().add("title-4");
        TextArea area = new TextArea(SafeText.block(text));
        area.setEditable(false);
        area.setStyle("-fx-font-family: monospace;");
        VBox.setVgrow(area, Priority.ALWAYS);
        Button done = new Button(Words.of("common.close"));
        done.getStyleClass().add("accent");
        done.setOnAction(event -> close.run());
        getChildren().addAll(head, area, done);
    }
}
