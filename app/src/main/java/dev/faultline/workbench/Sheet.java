package dev.faultline.workbench;

import javafx.geometry.Insets;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** Something asked or shown above the window, which waits behind it: Enter and Esc are answers to it. */
final class Sheet extends StackPane {
    private final Runnable enter;
    private final Runnable escape;

    Sheet(Region content, Runnable enter, Runnable escape) {
        this(enter, escape);
        setPadding(new Insets(48, 120, 48, 120));
        setStyle("-fx-background-color: rgba(0,0,0,0.45);");
        content.setStyle("-fx-background-color: -color-bg-default; -fx-background-radius: 8;");
        getChildren().add(content);
    }

    private Sheet(Runnable enter, Runnable escape) {
        this.enter = enter;
        this.escape = escape;
    }

    /** One that covers the whole window and draws its own ground. */
    static Sheet bare(Region content, Runnable enter, Runnable escape) {
        Sheet sheet = new Sheet(enter, escape);
        sheet.getChildren().add(content);
        return sheet;
    }

    void enter() {
        enter.run();
    }

    void escape() {
        escape.run();
    }
}
