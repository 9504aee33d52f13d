package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.scene.control.Label;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** What takes its time can be stopped, and what the list marks is what it says. */
class StopTest extends WindowFixture {
    @TempDir
    Path folder;

    @Start
    void start(Stage stage) throws IOException {
        show(stage);
    }

    private void threeLines(FxRobot robot) throws Exception {
        StringBuilder text = new StringBuilder();
        for (String word : new String[] {"calm", "storm", "calm again"}) {
            text.append("{\"time\":\"2026-03-05T10:00:00Z\",\"level\":\"info\",\"message\":\"" + word + "\"}\n");
        }
        importing(robot, Files.writeString(folder.resolve("three.jsonl"), text));
        robot.interact(() -> robot.lookup("#events").query().requestFocus());
    }

    private static <T> T onScreen(Callable<T> asked) throws Exception {
        return WaitForAsyncUtils.asyncFx(asked).get(30, TimeUnit.SECONDS);
    }

    @Test
    void whatTakesOverASecondCanBeStoppedLeavesWhatWasThereAndGoesOn(FxRobot robot) throws Exception {
        threeLines(robot);
        AtomicBoolean ended = new AtomicBoolean();
        AtomicBoolean shown = new AtomicBoolean();
        AtomicBoolean again = new AtomicBoolean();
        Label said = new Label("three suspects");
        BusySentence busy = onScreen(() -> new BusySentence(model(), said, "long"));
        robot.interact(() -> {
            busy.begin("ranking…", () -> again.set(true), "long");
            model().read(
                            "long",
                            cancelled -> {
                                while (!cancelled.getAsBoolean()) {
                                    Thread.onSpinWait();
                                }
                                ended.set(true);
                                return true;
                            },
                            done -> shown.set(true));
        });
        assertThat(busy.button().isVisible()).isFalse();
        await(() -> busy.button().isVisible());
        assertThat(said.getText()).startsWith("ranking…   1");
        robot.interact(() -> busy.button().fire());
        await(ended::get);
        assertThat(said.getText()).contains("Stopped").endsWith("three suspects");
        robot.interact(() -> busy.button().fire());
        assertThat(again).isTrue();
        assertThat(shown).isFalse();
    }

    @Test
    void whateverBringsEvidenceSaysHowFarItIsAndIsStoppedByTheSameButton(FxRobot robot) throws Exception {
        threeLines(robot);
        AtomicBoolean stopped = new AtomicBoolean();
        robot.interact(() -> model().imports()
                .run(
                        (listener, cancelled) -> {
                            listener.started("shop.faultline", 100);
                            listener.progressed("shop.faultline", 40, 100, 7);
                            while (!cancelled.getAsBoolean()) {
                                Thread.onSpinWait();
                            }
                            return true;
                        },
                        0,
                        stopped::set));
        await(() -> robot.lookup("#importing").queryAs(Label.class).getText().contains("shop.faultline"));
        robot.clickOn("#stop-import");
        await(stopped::get);
        assertThat(model().imports().isBusy()).isFalse();
    }

    /** The colour at the left edge of a row of the list, numbered from 0. */
    private static Color edge(FxRobot robot, int row) {
        EventList list = robot.lookup("#events").queryAs(EventList.class);
        WritableImage picture = list.snapshot(null, null);
        return picture.getPixelReader().getColor(1, (int) (list.rowHeight() * (row + 1.5)));
    }

    @Test
    void theRowsThatFindMatchesAreMarkedUntilItIsClosed(FxRobot robot) throws Exception {
        threeLines(robot);
        Color plain = onScreen(() -> edge(robot, 1));
        robot.push(KeyCode.CONTROL, KeyCode.F);
        robot.interact(() -> robot.lookup("#find-text")
                .queryAs(javafx.scene.control.TextField.class)
                .setText("storm"));
        await(() -> !edge(robot, 1).equals(plain));
        assertThat(onScreen(() -> edge(robot, 2))).isEqualTo(plain);
        robot.type(KeyCode.ESCAPE);
        await(() -> edge(robot, 1).equals(plain));
    }

    @Test
    void theFirstRowLooksSelectedOnlyOnceTheInspectorShowsIt(FxRobot robot) throws Exception {
        threeLines(robot);
        assertThat(model().selected().get()).isNull();
        assertThat(onScreen(() -> edge(robot, 0).equals(edge(robot, 2)))).isTrue();
        robot.type(KeyCode.HOME);
        await(() -> model().selected().get() != null);
        await(() -> !edge(robot, 0).equals(edge(robot, 2)));
    }
}
