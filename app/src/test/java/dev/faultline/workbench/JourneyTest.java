package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.faultline.model.Event;
import dev.faultline.model.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The main job, through the real window: drop, look, search, open the snapshot, see the variable, see the bytes. */
class JourneyTest extends WindowFixture {
    @Start
    void start(Stage stage) throws IOException {
        show(stage);
    }

    @Test
    void leadsFromADroppedHeapToTheVariableAndItsBytes(FxRobot robot) throws Exception {
        assumeThat(Files.isDirectory(SAMPLES))
                .as("the shared samples lie beside the project")
                .isTrue();
        assertThat(robot.lookup("#welcome").tryQuery()).isPresent();

        robot.interact(() -> window().take(List.of(
                SAMPLES.resolve("logs/java/shop"),
                SAMPLES.resolve("traces/otlp/shop-traces.otlp.jsonl"),
                SAMPLES.resolve("snapshots/datadog/shop-0013.json"))));
        await(() -> robot.lookup("#plan").tryQuery().isPresent());
        robot.type(KeyCode.ENTER);
        await(() -> window().model() != null && found() == 470);

        // A stretch of the timeline.
        var timeline = robot.lookup("#timeline").query();
        robot.interact(() -> timeline.requestFocus());
        robot.type(KeyCode.W);
        await(() -> found() < 470);
        robot.interact(() -> model().undo());
        await(() -> found() == 470);

        TextField query = robot.lookup("#query").queryAs(TextField.class);
        robot.interact(() -> {
            query.requestFocus();
            query.setText("kind:snapshot exception.type:ArithmeticException");
        });
        assertThat(robot.lookup("#validity").queryAs(Label.class).getText()).isEqualTo("✓");
        robot.type(KeyCode.ENTER);
        await(() -> found() == 1);

        robot.interact(() -> robot.lookup("#events").query().requestFocus());
        robot.type(KeyCode.HOME);
        await(() -> model().selected().get() != null
                && Objects.requireNonNull(model().selected().get()).kind() == Kind.SNAPSHOT);
        TreeView<?> variables = robot.lookup("#variables").queryAs(TreeView.class);
        await(() -> variables.getRoot() != null
                && variables.getRoot().getChildren().stream()
                        .map(item -> ((SnapshotVariables.Row) item.getValue()).text())
                        .anyMatch(text -> text.startsWith("tier = \"legacy\"")));

        TabPane tabs = robot.lookup(".tab-pane").queryAs(TabPane.class);
        robot.interact(() -> tabs.getSelectionModel().selectLast());
        TextArea raw = robot.lookup("#raw").queryAs(TextArea.class);
        await(() -> raw.getText().contains("\"legacy\""));
        assertThat(raw.getText()).contains("shop-0013.json").contains("byte ");

        Event event = Objects.requireNonNull(model().selected().get());
        robot.interact(() -> robot.lookup("#events").query().requestFocus());
        robot.push(KeyCode.CONTROL, KeyCode.T);
        await(() -> model().state().get().zero().isPresent());
        assertThat(model().state().get().zero()).hasValue(event.time());
        robot.interact(() -> {
            try {
                window().close();
            } catch (java.io.IOException failure) {
                throw new java.io.UncheckedIOException(failure);
            }
        });
    }
}
