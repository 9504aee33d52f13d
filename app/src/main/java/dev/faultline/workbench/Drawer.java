package dev.faultline.workbench;

import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** Something beside the view in front, which stays as it is; hidden until somebody opens it. */
abstract class Drawer extends HBox {
    Drawer(String id, double height) {
        super(12);
        setId(id);
        setPadding(new Insets(6, 8, 4, 8));
        setPrefHeight(height);
        show(false);
    }

    static Label title(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("text-muted");
        return label;
    }

    /** As wide as there is room, with words that say what it is for. */
    static TextField field(String id, String prompt) {
        TextField field = new TextField();
        field.setId(id);
        field.setPromptText(prompt);
        field.setAccessibleText(prompt);
        HBox.setHgrow(field, Priority.ALWAYS);
        return field;
    }

    final void show(boolean visible) {
        setVisible(visible);
        setManaged(visible);
    }

    /** A button that hides it; {@code done} says where the keys go then. */
    final Button closing(Runnable done) {
        Button close = new Button("✕");
        close.setAccessibleText(Words.of("hunt.close"));
        close.getStyleClass().add("small");
        close.setOnAction(click -> {
            hide();
            done.run();
        });
        return close;
    }

    /** Whether there was something to hide. */
    final boolean hide() {
        boolean shown = isVisible();
        show(false);
        if (shown) {
            hidden();
        }
        return shown;
    }

    /** What ends with it. */
    void hidden() {
        // Most leave nothing behind.
    }

    /** Hides the one that has this in it; false where none has. */
    static boolean hideAround(@Nullable Node focused) {
        Node node = focused;
        while (node != null && !(node instanceof Drawer)) {
            node = node.getParent();
        }
        return node instanceof Drawer drawer && drawer.hide();
    }
}
