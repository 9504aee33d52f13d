package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The folders of playbooks can be changed, and a next start knows them. */
@ExtendWith(ApplicationExtension.class)
class LibraryFoldersTest {
    @TempDir
    Path folder;

    private Settings settings = new Settings(Path.of("none"));

    @Start
    void start(Stage stage) {
        settings = new Settings(folder.resolve("settings.properties"));
        stage.setScene(new Scene(new LibraryFolders(settings, () -> Optional.of(folder.resolve("team"))), 800, 200));
        stage.show();
    }

    private Settings nextStart() {
        return new Settings(folder.resolve("settings.properties"));
    }

    @Test
    void aFolderIsAddedOnceAndRemovedAgain(FxRobot robot) {
        Path own = settings.playbooks();
        Path team = folder.resolve("team").toAbsolutePath();
        robot.clickOn("#settings-add-library").clickOn("#settings-add-library");
        assertThat(nextStart().libraries()).containsExactly(own, team);
        robot.clickOn(Words.of("settings.remove-library"));
        assertThat(nextStart().libraries()).containsExactly(own);
    }
}
