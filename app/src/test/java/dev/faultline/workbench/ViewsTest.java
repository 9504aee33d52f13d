package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.faultline.analysis.pattern.PatternComparison;
import dev.faultline.analysis.trace.TraceSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The views beside the list of events, over the shop incident. */
@ExtendWith(ApplicationExtension.class)
class ViewsTest {
    private static final Path SAMPLES =
            Path.of("../../shared/samples").toAbsolutePath().normalize();

    private MainWindow window;

    @Start
    void start(Stage stage) throws IOException {
        Path cases = Files.createTempDirectory("faultline-views-test");
        window = new MainWindow(
                Theme.DARK, new Choosers.Dialogs(), new Settings(cases.resolve("settings.properties")), cases);
        stage.setScene(window.scene());
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    @AfterEach
    void close() throws Exception {
        WaitForAsyncUtils.asyncFx(() -> {
                    window.close();
                    return true;
                })
                .get(30, TimeUnit.SECONDS);
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(
                30, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private CaseModel model() {
        return Objects.requireNonNull(window.model());
    }

    private void importing(FxRobot robot, String... samples) throws Exception {
        assumeThat(Files.isDirectory(SAMPLES))
                .as("the shared samples lie beside the project")
                .isTrue();
        robot.interact(() ->
                window.take(List.of(samples).stream().map(SAMPLES::resolve).toList()));
        await(() -> robot.lookup("#plan").tryQuery().isPresent());
        robot.type(KeyCode.ENTER);
        await(() -> window.model() != null
                && !model().imports().isBusy()
                && model().found().get() != null
                && Objects.requireNonNull(model().found().get()).hits().count() > 0);
    }

    @Test
    void theTracesWithTheMostErrorsComeFirstAndASpanLeadsToItsEvent(FxRobot robot) throws Exception {
        importing(robot, "traces/otlp/shop-traces.otlp.jsonl", "logs/java/shop/payment.log");
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        TableView<TraceSummary> traces = robot.lookup("#trace-table").queryTableView();
        await(() -> traces.getItems().size() == 22);
        assertThat(traces.getItems().getFirst().errors()).isEqualTo(6);
        robot.interact(() -> robot.lookup("#waterfall").query().requestFocus());
        await(() -> String.valueOf(robot.lookup("#waterfall").query().getAccessibleText())
                .startsWith("Trace of 6 spans"));
        robot.type(KeyCode.END);
        await(() -> model().selected().get() != null);
        assertThat(Objects.requireNonNull(model().selected().get()).service()).isEqualTo("payment");
    }

    @Test
    void aPatternIsOneKeyAwayFromItsEvents(FxRobot robot) throws Exception {
        importing(robot, "logs/java/shop/payment.log");
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        TableView<PatternComparison.Row> patterns =
                robot.lookup("#pattern-table").queryTableView();
        await(() -> !patterns.getItems().isEmpty());
        PatternComparison.Row failed = patterns.getItems().stream()
                .filter(row -> row.pattern().template().startsWith("charge failed"))
                .findFirst()
                .orElseThrow();
        robot.interact(() -> {
            patterns.requestFocus();
            patterns.getSelectionModel().select(failed);
        });
        robot.type(KeyCode.ENTER);
        await(() -> Objects.requireNonNull(model().found().get()).hits().count() == failed.count());
    }

    @Test
    void suspectsAndFindingsNameTheVariableWithTheEventsThatProveIt(FxRobot robot) throws Exception {
        importing(
                robot,
                "traces/otlp/shop-traces.otlp.jsonl",
                "logs/java/shop/payment.log",
                "snapshots/datadog/shop-0013.json");
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT4);
        await(() -> robot.lookup(
                        (javafx.scene.control.Label label) -> label.getText().contains("service payment"))
                .tryQuery()
                .isPresent());
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT5);
        await(() -> robot.lookup(
                        (javafx.scene.control.Label label) -> label.getText().contains("tier = \"legacy\""))
                .tryQuery()
                .isPresent());
    }

    @Test
    void theOnsetIsOneButtonAway(FxRobot robot) throws Exception {
        importing(robot, "traces/otlp/shop-traces.otlp.jsonl", "logs/java/shop/payment.log");
        robot.clickOn("To onset");
        await(() -> model().state().get().zero().isPresent());
        long firstFailure = 1_795_204_169_399_564_425L;
        assertThat(Math.abs(model().state().get().zero().getAsLong() - firstFailure))
                .isLessThan(1_000_000_000L);
    }
}
