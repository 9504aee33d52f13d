package dev.faultline.workbench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The folders that playbooks are taken from: the user's own, and any other, such as a checkout of the team's. */
final class LibraryFolders extends VBox {
    private final Settings settings;
    private final Supplier<Optional<Path>> chooser;

    LibraryFolders(Settings settings, Supplier<Optional<Path>> chooser) {
        super(4);
        this.settings = settings;
        this.chooser = chooser;
        setId("settings-libraries");
        setAccessibleText(Words.of("settings.playbooks"));
        show();
    }

    private void show() {
        getChildren().clear();
        List<Path> all = settings.libraries();
        for (Path folder : all) {
            getChildren().add(line(folder, all.indexOf(folder) > 0));
        }
        Button add = small(Words.of("settings.add-library"), this::add);
        add.setId("settings-add-library");
        getChildren().add(add);
    }

    private HBox line(Path folder, boolean removable) {
        Label path = new Label(folder.toString());
        path.setMinWidth(0);
        Button copy = small(Words.of("settings.copy-path"), () -> NoteText.copy(folder.toString()));
        copy.setAccessibleText(Words.of("settings.copy-path-name", folder));
        HBox line = new HBox(8, path, copy);
        line.setAlignment(Pos.CENTER_LEFT);
        if (removable) {
            Button remove = small(Words.of("settings.remove-library"), () -> remove(folder));
            remove.setAccessibleText(Words.of("settings.remove-library-name", folder));
            line.getChildren().add(remove);
        }
        return line;
    }

    private static Button small(String text, Runnable action) {
        Button button = new Button(text);
        button.setMnemonicParsing(false);
        button.setMinWidth(Button.USE_PREF_SIZE);
        button.getStyleClass().add("small");
        button.setOnAction(event -> action.run());
        return button;
    }

    private void add() {
        chooser.get().ifPresent(folder -> {
            List<Path> all = new ArrayList<>(settings.libraries());
            if (!all.contains(folder.toAbsolutePath())) {
                all.add(folder.toAbsolutePath());
                settings.libraries(all);
                show();
            }
        });
    }

    /** Out of the list; the folder itself stays as it is. */
    private void remove(Path folder) {
        List<Path> all = new ArrayList<>(settings.libraries());
        all.remove(folder);
        settings.libraries(all);
        show();
    }
}
