package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.playbook.Library;
import dev.faultline.playbook.NewPlaybook;
import dev.faultline.playbook.yaml.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Writing a playbook beside the evidence. */
class PlaybookEditorTest extends WindowFixture {
    @Start
    void start(Stage stage) throws IOException {
        show(stage);
    }

    @Test
    void aMistakeIsNamedWithItsLineAndOnlyARightPlaybookIsSaved(FxRobot robot) throws Exception {
        importingSamples(robot, "logs/java/shop/payment.log");
        Path library = Files.createTempDirectory("faultline-library");
        String yaml = NewPlaybook.write(
                new UUID(1, 2), "Charges fail", List.of("severity:>=error"), LocalDate.of(2026, 11, 20));
        PlaybookEditor[] editor = new PlaybookEditor[1];
        robot.interact(() -> editor[0] =
                new PlaybookEditor(model(), library, "charges-fail", yaml.replace("at_least: 3", "at_leest: 3")));
        TextArea text = editor[0].text();
        ListView<Problem> problems = editor[0].problems();
        Button save = editor[0].save();
        await(() -> !problems.getItems().isEmpty());
        int line = yaml.substring(0, yaml.indexOf("at_least: 3")).split("\n", -1).length;
        assertThat(problems.getItems())
                .anySatisfy(each -> assertThat(each.mark().line()).isEqualTo(line));
        assertThat(save.isDisabled()).isTrue();
        robot.interact(() -> text.setText(yaml));
        await(() -> !save.isDisabled());
        robot.interact(save::fire);
        Path file = library.resolve("charges-fail.playbook.yaml");
        await(() -> Files.exists(file));
        assertThat(Library.open(false, List.of(library)).entries())
                .allSatisfy(entry -> assertThat(entry.file().isWrong()).isFalse())
                .hasSize(1);
    }
}
