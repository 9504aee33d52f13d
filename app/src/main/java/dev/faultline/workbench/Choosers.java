package dev.faultline.workbench;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** Asks a person for files; replaced in tests, where no dialog can be shown. */
interface Choosers {
    List<Path> files(Window owner);

    Optional<Path> folder(Window owner, String title);

    /** Where to write; {@code name} is a suggestion. */
    Optional<Path> save(Window owner, String name);

    /** The dialogs of the system. */
    final class Dialogs implements Choosers {
        @Override
        public List<Path> files(Window owner) {
            List<File> chosen = new FileChooser().showOpenMultipleDialog(owner);
            return chosen == null
                    ? List.of()
                    : chosen.stream().map(File::toPath).toList();
        }

        @Override
        public Optional<Path> folder(Window owner, String title) {
            DirectoryChooser chooser = new DirectoryChooser();
            chooser.setTitle(title);
            return Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath);
        }

        @Override
        public Optional<Path> save(Window owner, String name) {
            FileChooser chooser = new FileChooser();
            chooser.setInitialFileName(name);
            return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
        }
    }
}
