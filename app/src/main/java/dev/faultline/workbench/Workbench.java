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
        Theme theme = Platform.getPreferences().getColorScheme() == ColorScheme.LIGHT ? Theme.LIGHT : Theme.DARK;
        MainWindow main = new MainWindow(theme, new Choosers.Dialogs(), casesFolder());
        window = main;
        stage.setTitle("Faultline");
        stage.setScene(main.scene());
        stage.show();
        List<Path> paths = getParameters().getRaw().stream().map(Path::of).toList();
        if (!paths.isEmpty() && dev.faultline.store.Case.isCase(paths.getFirst())) {
            main.open(paths.getFirst());
            main.take(paths.subList(1, paths.size()));
        } else {
            main.take(paths);
        }
    }

    private static Path casesFolder() {
        String home = System.getProperty("user.home");
        return Optional.ofNullable(System.getenv("XDG_DATA_HOME"))
                .map(Path::of)
                .orElse(Path.of(home, ".local", "share"))
                .resolve("faultline")
                .resolve("cases");
    }

    @Override
    public void stop() throws IOException {
        MainWindow main = window;
        if (main != null) {
            main.close();
        }
    }
}
