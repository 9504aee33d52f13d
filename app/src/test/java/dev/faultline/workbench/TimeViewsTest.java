package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Series on the axis of the timeline, and the zone that times are read in. */
class TimeViewsTest extends WindowFixture {
    private static final long SUMMER = 1_782_900_000_000_000_000L;

    @TempDir
    Path folder;

    @Start
    void start(Stage stage) throws IOException {
        show(stage);
    }

    @AfterEach
    void inUtcAgain() {
        TimeText.readIn(ZoneOffset.UTC);
    }

    @Test
    void aSeriesIsChosenAndReadByTheKeyboardAndLeadsToItsEvent(FxRobot robot) throws Exception {
        StringBuilder text = new StringBuilder("timestamp,service,cpu,queue_depth,threads\n");
        for (int i = 0; i < 60; i++) {
            text.append(String.format(
                    Locale.ROOT, "2026-03-05T10:%02d:00Z,payment,%d,%d,%d%n", i, 40, i == 44 ? 300 : 5, 20));
        }
        Path table = Files.writeString(folder.resolve("metrics.csv"), text);
        importing(robot, table);
        await(() -> robot.lookup("#series").query().isVisible());
        robot.interact(() -> robot.lookup("#events").query().requestFocus());
        robot.type(KeyCode.Y);
        await(() -> robot.lookup("#palette").tryQuery().isPresent());
        robot.write("queue");
        robot.type(KeyCode.ENTER);
        await(() -> String.valueOf(robot.lookup("#series").query().getAccessibleText())
                .contains("payment queue_depth from 5.0 to 300.0"));
        robot.interact(() -> robot.lookup("#series").query().requestFocus());
        robot.type(KeyCode.HOME);
        robot.type(KeyCode.RIGHT, 44);
        await(() -> String.valueOf(robot.lookup("#series").query().getAccessibleText())
                .contains("queue_depth: 300"));
        robot.type(KeyCode.ENTER);
        await(() -> model().selected().get() != null);
        assertThat(TimeText.full(
                        Objects.requireNonNull(model().selected().get()).time()))
                .startsWith("2026-03-05 10:44:00");
    }

    @Test
    void timesAreReadInTheChosenZoneAndTheCaseKeepsIt(FxRobot robot) throws Exception {
        importingSamples(robot, "logs/java/shop/payment.log");
        assertThat(robot.lookup("#zone").queryButton().getText()).isEqualTo("times in UTC");
        robot.clickOn("#zone");
        await(() -> robot.lookup("#palette").tryQuery().isPresent());
        robot.write("Europe/Berlin");
        await(() -> robot.lookup((javafx.scene.Node node) ->
                        node instanceof ListView<?> list && list.getItems().size() == 1)
                .tryQuery()
                .isPresent());
        robot.type(KeyCode.ENTER);
        await(() -> robot.lookup("#zone").queryButton().getText().equals("times in Europe/Berlin"));
        await(() -> model().openCase().setting("zone").orElse("").equals("Europe/Berlin"));
        assertThat(TimeText.full(SUMMER)).isEqualTo("2026-07-01 12:00:00.000000000+02:00");
        robot.interact(() -> robot.lookup("#events").query().requestFocus());
        robot.push(KeyCode.CONTROL, KeyCode.U);
        await(() -> robot.lookup("#zone").queryButton().getText().equals("times in UTC"));
        assertThat(TimeText.full(SUMMER)).isEqualTo("2026-07-01 10:00:00.000000000Z");
    }

    @Test
    void theRepeatedHourOfAutumnIsToldApartByItsOffset() {
        TimeText.readIn(ZoneId.of("Europe/Berlin"));
        long first = 1_792_888_200_000_000_000L;
        assertThat(TimeText.full(first)).isEqualTo("2026-10-25 02:30:00.000000000+02:00");
        assertThat(TimeText.full(first + 3_600_000_000_000L)).isEqualTo("2026-10-25 02:30:00.000000000+01:00");
    }
}
