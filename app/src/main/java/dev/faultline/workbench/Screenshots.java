package dev.faultline.workbench;

import dev.faultline.query.QueryParser;
import dev.faultline.sample.SampleIncident;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/** Draws every view of a case into pictures, light and dark: {@code Screenshots CASE FOLDER [PART [LANGUAGE]]}, headless. */
public final class Screenshots {
    private Screenshots() {}

    /** Takes the case, the folder for the pictures, and {@code views} or {@code work} where not all are wanted. */
    public static void main(String[] arguments) throws Exception {
        Path open = Path.of(arguments[0]);
        Path pictures = Files.createDirectories(Path.of(arguments[1]));
        if (arguments.length > 3) {
            Words.speak(Optional.of(Locale.forLanguageTag(arguments[3])));
        }
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        for (Theme theme : Theme.values()) {
            take(theme, open, pictures, arguments.length > 2 ? arguments[2] : "");
        }
        Platform.exit();
    }

    private static void take(Theme theme, Path open, Path pictures, String part) throws Exception {
        String suffix = "-" + theme.name().toLowerCase(java.util.Locale.ROOT) + ".png";
        MainWindow[] window = new MainWindow[1];
        onUi(() -> {
            Stage stage = new Stage();
            window[0] = new MainWindow(
                    theme,
                    new Choosers.Dialogs(),
                    new Settings(pictures.resolve("settings.properties")),
                    open.resolveSibling("new-cases"));
            stage.setScene(window[0].scene());
            stage.setX(0);
            stage.setY(0);
            stage.setWidth(1440);
            stage.setHeight(900);
            stage.show();
        });
        save(window[0], pictures.resolve("welcome" + suffix));
        onUi(() -> window[0].open(open));
        await(() -> window[0].model() != null);
        CaseModel model = java.util.Objects.requireNonNull(window[0].model());
        await(() -> model.found().get() != null);
        if (!part.equals("work")) {
            views(window, model, pictures, suffix);
        }
        if (!part.equals("views")) {
            new WorkPictures(window[0], model, pictures, suffix).take();
        }
        onUi(() -> {
            try {
                window[0].close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    private static void views(MainWindow[] window, CaseModel model, Path pictures, String suffix) throws Exception {
        save(window[0], pictures.resolve("timeline" + suffix));
        show(window[0], model, "kind:snapshot AND exception.type:*", pictures.resolve("snapshot" + suffix));
        show(window[0], model, "severity:>=error kind:log", pictures.resolve("errors" + suffix));
        show(window[0], model, "kind:change attribution:ai-assisted", pictures.resolve("commit" + suffix));
        onUi(() -> model.look(model.state().get().withQuery("")));
        for (String tab : java.util.List.of(
                "traces",
                "patterns",
                "suspects",
                "findings",
                "playbooks",
                "board",
                "verify",
                "report",
                "threads",
                "heap")) {
            onUi(() -> ((javafx.scene.control.ToggleButton) window[0].scene().lookup("#tab-" + tab)).fire());
            CountDownLatch never = new CountDownLatch(1);
            if (never.await(3, TimeUnit.SECONDS)) {
                return;
            }
            save(window[0], pictures.resolve(tab + suffix));
        }
        onUi(() -> ((javafx.scene.control.ToggleButton) window[0].scene().lookup("#tab-events")).fire());
        onUi(() -> window[0].sources());
        save(window[0], pictures.resolve("sources" + suffix));
        onUi(() -> window[0].lift());
        Path archive = SampleIncident.unpack(Files.createTempDirectory("faultline-pictures"));
        onUi(() -> window[0].take(java.util.List.of(archive)));
        await(() -> window[0].scene().lookup("#plan") != null);
        save(window[0], pictures.resolve("plan" + suffix));
        press(window[0], "#plan-teach");
        await(() -> window[0].scene().lookup("#teach") != null);
        save(window[0], pictures.resolve("teach" + suffix));
        onUi(() -> window[0].lift());
        onUi(() -> window[0].lift());
        onUi(() -> window[0].assistance().settings());
        save(window[0], pictures.resolve("settings" + suffix));
        onUi(() -> window[0].lift());
        onUi(() -> window[0].assistance().help());
        await(() -> window[0].scene().lookup("#help") != null);
        save(window[0], pictures.resolve("help" + suffix));
        onUi(() -> window[0].lift());
    }

    /** Looks for something and opens the first event of it. */
    private static void show(MainWindow window, CaseModel model, String query, Path picture) throws Exception {
        QueryParser.parse(query);
        Object before = model.found().get();
        onUi(() -> model.look(model.state().get().withQuery(query)));
        await(() -> !java.util.Objects.equals(model.found().get(), before));
        CaseModel.Found found = java.util.Objects.requireNonNull(model.found().get());
        var first = found.hits().page(0, 1);
        if (!first.isEmpty()) {
            onUi(() -> model.selected().set(first.getFirst()));
            // The repository is unpacked when its code is first asked for.
            await(() -> !reads(window, "#source-head") && !reads(window, "#diff-head"));
        }
        save(window, picture);
    }

    private static boolean reads(MainWindow window, String head) {
        return window.scene().lookup(head) instanceof javafx.scene.control.Label label
                && label.getText().startsWith("reading");
    }

    private static void press(MainWindow window, String id) throws InterruptedException {
        onUi(() -> ((javafx.scene.control.Button) window.scene().lookup(id)).fire());
    }

    static void onUi(Runnable action) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        new BackgroundWork().show(() -> {
            try {
                action.run();
            } finally {
                done.countDown();
            }
        });
        done.await();
    }

    /** Waits for what the background brings, half a minute at most. */
    static void await(BooleanSupplier ready) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < 600 && !ready.getAsBoolean(); i++) {
            if (never.await(50, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    static void save(MainWindow window, Path file) throws InterruptedException {
        // Pages and raw texts arrive a moment after the answer; two looks let them settle.
        CountDownLatch never = new CountDownLatch(1);
        if (never.await(700, TimeUnit.MILLISECONDS)) {
            return;
        }
        onUi(() -> {
            Scene scene = window.scene();
            File target = file.toFile();
            try {
                ImageIO.write(SwingFXUtils.fromFXImage(scene.snapshot(null), null), "png", target);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }
}
