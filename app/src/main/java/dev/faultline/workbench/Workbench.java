package dev.faultline.workbench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The program with a window. */
public final class Workbench extends Application {
    /** Kept, because the log forgets the level of a logger that nobody holds. */
    private static final Logger JAVAFX = Logger.getLogger("javafx");

    private @Nullable MainWindow window;

    /** For JavaFX. */
    public Workbench() {}

    /** Opens the window, on a case where one is named, importing the files that are named. Returns when it is closed. */
    public static void open(String... arguments) {
        // It warns that it was not started from the module path, which is on purpose.
        JAVAFX.setLevel(Level.SEVERE);
        launch(Workbench.class, arguments);
    }

    @Override
    public void start(Stage stage) {
        Settings settings = new Settings(
                folder("XDG_CONFIG_HOME", ".config").resolve("faultline").resolve("settings.properties"));
        Theme system = Platform.getPreferences().getColorScheme() == ColorScheme.LIGHT ? Theme.LIGHT : Theme.DARK;
        Path cases =
                folder("XDG_DATA_HOME", ".local/share").resolve("faultline").resolve("cases");
        MainWindow main = new MainWindow(settings.theme().orElse(system), new Choosers.Dialogs(), settings, cases);
        window = main;
        stage.setTitle("Faultline");
        stage.getIcons().add(new Image(String.valueOf(Workbench.class.getResource("icon.png"))));
        stage.setScene(main.scene());
        stage.show();
        List<Path> paths = getParameters().getRaw().stream().map(Path::of).toList();
        if (!paths.isEmpty() && dev.faultline.store.Case.isCase(paths.getFirst())) {
            main.open(paths.getFirst(), paths.subList(1, paths.size()));
        } else {
            main.take(paths);
        }
    }

    /** Where the system keeps such things, by the XDG base directory specification. */
    private static Path folder(String variable, String usual) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home")).resolve(usual));
    }

    @Override
    public void stop() throws IOException {
        MainWindow main = window;
        if (main != null) {
            main.close();
        }
    }
}
