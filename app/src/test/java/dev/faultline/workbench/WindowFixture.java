package dev.faultline.workbench;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.javafx.tk.TKClipboard;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.TransferMode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/** The real window, headless, with settings and cases of its own; and how a test waits for what it does away from its thread. */
@ExtendWith(ApplicationExtension.class)
abstract class WindowFixture {
    static final Path SAMPLES = Path.of("../../shared/samples").toAbsolutePath().normalize();

    private @Nullable MainWindow shown;
    private @Nullable Path kept;

    /** To be called by the test's own {@code @Start}: TestFX does not look for it in a superclass. */
    final void show(Stage stage) throws IOException {
        Path cases = Files.createTempDirectory("faultline-window-test");
        Path file = cases.resolve("settings.properties");
        kept = file;
        MainWindow window = new MainWindow(Theme.DARK, new Choosers.Dialogs(), new Settings(file), cases);
        shown = window;
        stage.setScene(window.scene());
        stage.setX(0);
        stage.setY(0);
        // One stage serves all tests, and keeps the size that the last one gave it.
        stage.sizeToScene();
        stage.show();
    }

    @AfterEach
    final void close() throws Exception {
        WaitForAsyncUtils.asyncFx(() -> {
                    window().close();
                    return true;
                })
                .get(30, TimeUnit.SECONDS);
    }

    final MainWindow window() {
        return Objects.requireNonNull(shown);
    }

    /** As a next start would read them. */
    final Settings settings() {
        return new Settings(Objects.requireNonNull(kept));
    }

    /** Buttons whose text is shortened, or that reach out of the window. */
    final List<String> cutButtons(FxRobot robot, Predicate<Node> among) {
        List<String> cut = new ArrayList<>();
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(() -> {
            window().scene().getRoot().layout();
            robot.lookup(".button, .toggle-button").queryAll().stream()
                    .filter(node -> node.isVisible() && node instanceof ButtonBase && among.test(node))
                    .forEach(node -> {
                        ButtonBase button = (ButtonBase) node;
                        Bounds bounds = button.localToScene(button.getBoundsInLocal());
                        boolean shortened = button.lookup(".text") instanceof Text text
                                && !text.getText().equals(button.getText());
                        if (shortened || bounds.getMaxX() > window().scene().getWidth() + 1) {
                            cut.add(button.getText());
                        }
                    });
        });
        return cut;
    }

    final CaseModel model() {
        return Objects.requireNonNull(window().model());
    }

    /** How many events the list shows; -1 before it shows any. */
    final long found() {
        CaseModel model = window().model();
        CaseModel.Found found = model == null ? null : model.found().get();
        return found == null ? -1 : found.hits().count();
    }

    /** A drop as the system delivers it; the robot cannot drag without a display. */
    static void drop(FxRobot robot, Node target, Map<DataFormat, Object> content) {
        drag(robot, target, content, DragEvent.DRAG_OVER);
        drag(robot, target, content, DragEvent.DRAG_DROPPED);
    }

    /** One step of it. */
    static void drag(FxRobot robot, Node target, Map<DataFormat, Object> content, EventType<DragEvent> step) {
        robot.interact(() -> target.fireEvent(new DragEvent(
                target, target, step, dragboard(content), 300, 300, 300, 300, TransferMode.COPY, null, null, null)));
    }

    private static Dragboard dragboard(Map<DataFormat, Object> content) {
        TKClipboard clipboard = (TKClipboard) Proxy.newProxyInstance(
                TKClipboard.class.getClassLoader(),
                new Class<?>[] {TKClipboard.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "hasContent" -> content.containsKey(arguments[0]);
                    case "getContent" -> content.get(arguments[0]);
                    case "getContentTypes" -> content.keySet();
                    case "getTransferModes" -> EnumSet.allOf(TransferMode.class);
                    default -> null;
                });
        try {
            var constructor = Dragboard.class.getDeclaredConstructor(TKClipboard.class);
            constructor.setAccessible(true);
            return constructor.newInstance(clipboard);
        } catch (ReflectiveOperationException changed) {
            throw new LinkageError("JavaFX makes its drag boards in another way now", changed);
        }
    }

    static void await(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(
                30, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Drops files of the shared samples, starts the plan, waits until all is in and found. */
    final void importingSamples(FxRobot robot, String... samples) throws Exception {
        assumeThat(Files.isDirectory(SAMPLES))
                .as("the shared samples lie beside the project")
                .isTrue();
        importing(robot, List.of(samples).stream().map(SAMPLES::resolve).toArray(Path[]::new));
    }

    /** Drops files, starts the plan, waits until all is in and found. */
    final void importing(FxRobot robot, Path... paths) throws Exception {
        robot.interact(() -> window().take(List.of(paths)));
        await(() -> robot.lookup("#plan").tryQuery().isPresent());
        robot.type(KeyCode.ENTER);
        await(() -> {
            CaseModel model = window().model();
            CaseModel.Found found = model == null ? null : model.found().get();
            return model != null
                    && !model.imports().isBusy()
                    && found != null
                    && found.hits().count() > 0;
        });
    }
}
