package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.pattern.PatternComparison;
import dev.faultline.analysis.trace.TraceSummary;
import java.io.IOException;
import java.util.Objects;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The views beside the list of events, over the shop incident. */
class ViewsTest extends WindowFixture {
    @Start
    void start(Stage stage) throws IOException {
        show(stage);
    }

    @Test
    void theTracesWithTheMostErrorsComeFirstAndASpanLeadsToItsEvent(FxRobot robot) throws Exception {
        importingSamples(robot, "traces/otlp/shop-traces.otlp.jsonl", "logs/java/shop/payment.log");
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
        importingSamples(robot, "logs/java/shop/payment.log");
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
        importingSamples(
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
        importingSamples(robot, "traces/otlp/shop-traces.otlp.jsonl", "logs/java/shop/payment.log");
        robot.clickOn("To onset");
        await(() -> model().state().get().zero().isPresent());
        long firstFailure = 1_795_204_169_399_564_425L;
        assertThat(Math.abs(model().state().get().zero().getAsLong() - firstFailure))
                .isLessThan(1_000_000_000L);
    }
}
