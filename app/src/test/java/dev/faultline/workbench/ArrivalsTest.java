package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What is dropped is taken, wherever it is dropped, or the window says why not. */
class ArrivalsTest extends WindowFixture {
    @TempDir
    Path folder;

    @Start
    void start(Stage stage) throws IOException {
        show(stage);
    }

    private Path log(String name) throws IOException {
        return Files.writeString(
                folder.resolve(name), "2026-03-05 14:00:00.000 [main] INFO  c.e.Shop - " + name + "\n");
    }

    private static Map<DataFormat, Object> files(Path... paths) {
        return Map.of(
                DataFormat.FILES, List.of(paths).stream().map(Path::toFile).toList());
    }

    private static Map<DataFormat, Object> text(String text) {
        return Map.of(DataFormat.PLAIN_TEXT, text);
    }

    private void dropped(FxRobot robot, Node target, Map<DataFormat, Object> content) throws Exception {
        drop(robot, target, content);
        await(() -> robot.lookup("#plan").tryQuery().isPresent());
        robot.type(KeyCode.ESCAPE);
        await(() -> robot.lookup("#plan").tryQuery().isEmpty());
    }

    private static boolean reads(FxRobot robot, String text) {
        return robot.lookup((Labeled label) ->
                        label.getText() != null && label.getText().contains(text))
                .tryQuery()
                .isPresent();
    }

    @Test
    void everyViewAndEverythingAboveItTakesFiles(FxRobot robot) throws Exception {
        Path later = log("later.log");
        importing(robot, log("first.log"));
        for (ToggleButton view : robot.lookup(".toggle-button").<ToggleButton>queryAllAs(ToggleButton.class)) {
            if (String.valueOf(view.getId()).startsWith("tab-")) {
                robot.interact(view::fire);
                Node shown =
                        robot.lookup("#" + view.getId().substring(4)).tryQuery().orElse(view);
                dropped(robot, shown, files(later));
            }
        }
        dropped(robot, robot.lookup("#query").query(), files(later));
        robot.interact(() -> window().assistance().settings());
        dropped(robot, robot.lookup("#settings-search").query(), files(later));
        robot.type(KeyCode.ESCAPE);
    }

    @Test
    void theWindowOfTheInspectorTakesThemToo(FxRobot robot) throws Exception {
        Path later = log("later.log");
        importing(robot, log("first.log"));
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.N);
        await(() -> Window.getWindows().size() == 2);
        drop(robot, robot.lookup("#inspector").query(), files(later));
        await(() -> window().scene().lookup("#plan") != null);
    }

    @Test
    void whileSomethingIsAboveTheWindowItSaysWhatADropWouldDo(FxRobot robot) throws Exception {
        Node welcome = robot.lookup("#welcome").query();
        drag(robot, welcome, files(log("one.log"), log("two.log")), DragEvent.DRAG_OVER);
        assertThat(robot.lookup("#drop-hint").queryAs(Label.class).getText())
                .isEqualTo("Drop to import 2 files or folders");
        drag(robot, welcome, text(""), DragEvent.DRAG_DROPPED);
        assertThat(robot.lookup("#drop-hint").tryQuery()).isEmpty();
    }

    @Test
    void aTextIsEvidenceOfItsOwnAndAListOfPathsIsTheFiles(FxRobot robot) throws Exception {
        drop(robot, robot.lookup("#welcome").query(), text("2026-03-05 14:00:00 ERROR boom\n"));
        await(() -> robot.lookup("#plan").tryQuery().isPresent());
        assertThat(reads(robot, "pasted-")).isTrue();
        robot.type(KeyCode.ESCAPE);
        await(() -> robot.lookup("#plan").tryQuery().isEmpty());
        drop(robot, robot.lookup("#query").query(), text(log("named.log").toUri() + "\r\n"));
        await(() -> robot.lookup("#plan").tryQuery().isPresent());
        assertThat(reads(robot, "named.log")).isTrue();
        assertThat(reads(robot, "pasted-")).isFalse();
        robot.type(KeyCode.ESCAPE);
    }

    @Test
    void whatIsGoneIsNamedAndTheRestIsTaken(FxRobot robot) throws Exception {
        Path gone = folder.resolve("gone.log");
        drop(robot, robot.lookup("#welcome").query(), files(gone));
        await(() -> reads(robot, "A file is not there any more"));
        robot.type(KeyCode.ESCAPE);
        drop(robot, robot.lookup("#welcome").query(), files(log("there.log"), gone));
        await(() -> reads(robot, "A file is not there any more")
                && robot.lookup("#plan").tryQuery().isPresent());
    }

    @Test
    void anAddressIsNotFetched(FxRobot robot) throws Exception {
        drop(robot, robot.lookup("#welcome").query(), text("https://example.com/shop.log"));
        await(() -> reads(robot, "This is an address, not evidence"));
        assertThat(window().model()).isNull();
    }

    private static void awaited(CountDownLatch go) {
        try {
            go.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void whatIsAcceptedDuringAnImportWaitsForItAndIsNotLost(FxRobot robot) throws Exception {
        importing(robot, log("first.log"));
        CountDownLatch go = new CountDownLatch(1);
        robot.interact(() -> model().imports()
                .run(
                        (listener, cancelled) -> {
                            awaited(go);
                            return true;
                        },
                        0,
                        done -> {}));
        drop(robot, robot.lookup("#query").query(), files(log("second.log")));
        await(() -> robot.lookup("#plan").tryQuery().isPresent());
        robot.type(KeyCode.ENTER);
        await(() -> model().imports().message().get().equals("one more import waits"));
        go.countDown();
        await(() -> found() == 2);
    }
}
