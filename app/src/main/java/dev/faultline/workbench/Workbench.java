package dev.faultline.workbench;

import dev.faultline.host.Folders;
import dev.faultline.host.OpenRequests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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

    /** JavaFX makes the application itself, so what it needs waits here. */
    private static Folders folders = Folders.ofThisUser();

    private static OpenRequests requests = new OpenRequests();

    private final BackgroundWork work = new BackgroundWork();
    private @Nullable MainWindow window;

    /** For JavaFX. */
    public Workbench() {}

    /** Opens the window and in it what is asked for, now and later. Returns when it is closed. */
    public static void open(Folders folders, OpenRequests requests) {
        // It warns that it was not started from the module path, which is on purpose.
        JAVAFX.setLevel(Level.SEVERE);
        Workbench.folders = folders;
        Workbench.requests = requests;
        launch(Workbench.class);
    }

    @Override
    public void start(Stage stage) {
        Settings settings = new Settings(folders.settings().resolve("settings.properties"));
        Words.speak(settings.language());
        // The menus of text fields are JavaFX's own, and it asks the machine.
        Locale.setDefault(Words.locale());
        Theme system = Platform.getPreferences().getColorScheme() == ColorScheme.LIGHT ? Theme.LIGHT : Theme.DARK;
        MainWindow main =
                new MainWindow(settings.theme().orElse(system), new Choosers.Dialogs(), settings, folders.cases());
        window = main;
        stage.setTitle("Faultline");
        stage.getIcons().add(new Image(String.valueOf(Workbench.class.getResource("icon.png"))));
        stage.setScene(main.scene());
        FirstFrame.told(main.scene());
        stage.show();
        requests.deliverTo(paths -> work.show(() -> receive(main, stage, paths)));
    }

    /** A start without files wants to see the window. */
    private static void receive(MainWindow main, Stage stage, List<Path> paths) {
        stage.setIconified(false);
        stage.toFront();
        main.receive(paths);
    }

    @Override
    public void stop() {
        MainWindow main = window;
        try {
            if (main != null) {
                main.close();
            }
        } catch (IOException lost) {
            // There is no window any more that could say it.
            System.getLogger(Workbench.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "the case was closed without keeping what was looked at: " + Trouble.words(lost));
        } finally {
            work.close();
        }
    }
}
