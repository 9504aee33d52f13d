package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Who tries the sample incident is shown around once, and can leave at any step. */
class TourTest extends WindowFixture {
    @Start
    void start(Stage stage) throws IOException {
        show(stage);
    }

    private static String title(FxRobot robot) {
        return robot.lookup("#tour-card")
                .lookup(".title-4")
                .queryAs(Label.class)
                .getText();
    }

    @Test
    void theSampleIncidentBeginsWithATourThatIsNotShownAgain(FxRobot robot) throws Exception {
        robot.clickOn("#sample");
        await(() -> robot.lookup("#tour").tryQuery().isPresent());
        String first = title(robot);
        robot.type(KeyCode.ENTER);
        assertThat(title(robot)).isNotEqualTo(first);
        robot.type(KeyCode.ESCAPE);
        assertThat(robot.lookup("#tour").tryQuery()).isEmpty();
        assertThat(settings().isToured()).isTrue();
        assertThat(robot.lookup("#events").query().isFocused()).isTrue();
    }

    @Test
    void itShowsNineThingsAndEndsByItself(FxRobot robot) throws Exception {
        robot.clickOn("#sample");
        await(() -> robot.lookup("#tour").tryQuery().isPresent());
        for (int step = 1; step < 9; step++) {
            robot.type(KeyCode.ENTER);
            assertThat(robot.lookup("#tour").tryQuery()).as("step %d", step).isPresent();
        }
        robot.clickOn("#tour-next");
        assertThat(robot.lookup("#tour").tryQuery()).isEmpty();
    }
}
