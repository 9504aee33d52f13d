package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.verify.JudgedBy;
import dev.faultline.analysis.verify.KeptVerdict;
import dev.faultline.analysis.verify.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Whether a fix holds can be judged before it is deployed everywhere. */
class VerifyViewTest extends WindowFixture {
    private static final Instant BEGIN = Instant.parse("2026-03-05T14:00:00Z");
    private static final int REQUESTS = 400;

    @TempDir
    Path folder;

    @Start
    void start(Stage stage) throws IOException {
        show(stage);
    }

    /** Every second request goes to the new version, which never fails; of the others every fourth does. */
    private Path log() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < REQUESTS; i++) {
            boolean canary = i % 2 == 1;
            lines.append(BEGIN.plusSeconds(i))
                    .append(i % 8 == 0 ? " ERROR" : " INFO")
                    .append(" [main] shop.Orders - order ")
                    .append(canary ? "canary" : "stable")
                    .append(i % 8 == 0 ? " failed\n" : " placed\n");
        }
        return Files.writeString(folder.resolve("orders.log"), lines);
    }

    @Test
    void aCanaryIsJudgedByItsOwnTrafficAndTheVerdictSaysSo(FxRobot robot) throws Exception {
        importing(robot, log());
        robot.interact(() -> {
            robot.lookup("#tab-verify").queryAs(ToggleButton.class).fire();
            robot.lookup("#verify-failure").queryAs(TextField.class).setText("severity:>=error");
            robot.lookup("#verify-exposure").queryAs(TextField.class).setText("order");
            @SuppressWarnings("unchecked")
            ChoiceBox<JudgedBy> by = robot.lookup("#verify-by").queryAs(ChoiceBox.class);
            by.setValue(JudgedBy.CANARY);
            robot.lookup("#verify-other").queryAs(TextField.class).setText("canary");
            robot.lookup("#verify-judge").queryButton().fire();
        });
        await(() ->
                !KeptVerdict.among(model().board().state().get().hypotheses()).isEmpty());
        KeptVerdict kept =
                KeptVerdict.among(model().board().state().get().hypotheses()).getFirst();
        assertThat(kept.verdict()).isEqualTo(Verdict.FIXED);
        assertThat(kept.by()).isEqualTo(JudgedBy.CANARY);
    }
}
