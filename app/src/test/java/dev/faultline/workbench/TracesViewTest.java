package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.flame.StackFlames;
import dev.faultline.analysis.trace.ServiceMap;
import dev.faultline.analysis.trace.SpanStatistics;
import dev.faultline.analysis.trace.TraceComparison;
import dev.faultline.analysis.trace.TraceRecords;
import dev.faultline.analysis.trace.TraceSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** All ways to look at traces, over the shop incident. */
class TracesViewTest extends WindowFixture {
    @TempDir
    Path folder;

    @Start
    void start(Stage stage) throws IOException {
        show(stage);
    }

    private void traces(FxRobot robot) throws Exception {
        importingSamples(robot, "traces/otlp/shop-traces.otlp.jsonl", "logs/java/shop/payment.log");
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        await(() -> accessible(robot, "#waterfall").startsWith("Trace of 6 spans"));
    }

    private static String accessible(FxRobot robot, String node) {
        return String.valueOf(robot.lookup(node).query().getAccessibleText());
    }

    private static void tab(FxRobot robot, int number) {
        TabPane tabs = robot.lookup("#trace-tabs").queryAs(TabPane.class);
        robot.interact(() -> tabs.getSelectionModel().select(number));
    }

    private static long wholeRows(TableView<?> table) {
        double bottom = table.lookup(".virtual-flow .clipped-container")
                        .localToScene(0, 0)
                        .getY()
                + table.lookup(".virtual-flow .clipped-container")
                        .getLayoutBounds()
                        .getHeight();
        return table.lookupAll(".table-row-cell").stream()
                .filter(row -> row.isVisible() && row instanceof TableRow<?> shown && !shown.isEmpty())
                .filter(row -> row.localToScene(row.getBoundsInLocal()).getMaxY() <= bottom + 1)
                .count();
    }

    @Test
    void eightTracesAreListedWhateverElseIsOpen(FxRobot robot) throws Exception {
        importingSamples(
                robot,
                "traces/otlp/shop-traces.otlp.jsonl",
                "logs/java/shop/payment.log",
                "metrics/shop-metrics.otlp.jsonl");
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        TableView<TraceSummary> table = robot.lookup("#trace-table").queryTableView();
        await(() -> table.getItems().size() == 22);
        for (double[] size : new double[][] {{1280, 720}, {1440, 900}}) {
            robot.interact(() -> {
                window().scene().getWindow().setWidth(size[0]);
                window().scene().getWindow().setHeight(size[1]);
            });
            await(() -> wholeRows(table) >= 8);
            assertThat(robot.lookup("#waterfall").query().getLayoutBounds().getHeight())
                    .as("and the chosen one below, at " + size[1])
                    .isGreaterThan(120);
        }
    }

    @Test
    void theDividerBelowTheListStaysWhereItWasDragged(FxRobot robot) throws Exception {
        traces(robot);
        assertThat(settings().divider("traces", Double.NaN)).isNaN();
        SplitPane split = robot.lookup("#split-traces").queryAs(SplitPane.class);
        Node divider = split.getChildrenUnmodifiable().stream()
                .filter(child -> child.getStyleClass().contains("split-pane-divider"))
                .findFirst()
                .orElseThrow();
        robot.drag(divider, MouseButton.PRIMARY).dropBy(0, 60);
        await(() -> !Double.isNaN(settings().divider("traces", Double.NaN)));
        double kept = settings().divider("traces", Double.NaN);
        robot.interact(() -> window().scene().getWindow().setHeight(860));
        await(() -> Math.abs(split.getDividerPositions()[0] - kept) < 0.02);
    }

    @Test
    void anOperationOfTheStatisticsNarrowsTheWaterfallAndZeroTakesItBack(FxRobot robot) throws Exception {
        traces(robot);
        tab(robot, 1);
        TableView<SpanStatistics.Row> rows = robot.lookup("#trace-statistics").queryTableView();
        await(() -> rows.getItems().size() == 5);
        robot.interact(() -> {
            rows.requestFocus();
            rows.getItems().stream()
                    .filter(row -> "orders".equals(row.service()) && "GET".equals(row.name()))
                    .forEach(rows.getSelectionModel()::select);
        });
        robot.type(KeyCode.ENTER);
        await(() -> accessible(robot, "#waterfall").startsWith("Trace of 6 spans, row 1 of 4"));
        assertThat(robot.lookup("#trace-narrowed").queryAs(Label.class).getText())
                .startsWith("service orders, operation GET: 4 of 6 spans");
        robot.type(KeyCode.DIGIT0);
        await(() -> accessible(robot, "#waterfall").contains("of 6: "));
    }

    @Test
    void theFlameGraphIsWalkedByKeys(FxRobot robot) throws Exception {
        traces(robot);
        tab(robot, 2);
        await(() -> accessible(robot, "#trace-flame").startsWith("Flame graph of 61.8 ms: all"));
        robot.interact(() -> robot.lookup("#trace-flame").query().requestFocus());
        robot.type(KeyCode.DOWN, KeyCode.DOWN);
        await(() -> accessible(robot, "#trace-flame").contains("gateway · GET · "));
        await(() -> model().selected().get() != null);
        assertThat(Objects.requireNonNull(model().selected().get()).name()).isEqualTo("GET");
    }

    @Test
    void aLogLeadsToItsSpan(FxRobot robot) throws Exception {
        importingSamples(robot, "traces/otlp/shop-traces.otlp.jsonl", "logs/java/shop/payment.ecs.json");
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        TableView<TraceRecords.Entry> logs = logsOfATraceThatHasSome(robot);
        robot.interact(() -> {
            logs.requestFocus();
            logs.getSelectionModel().select(0);
        });
        robot.type(KeyCode.ENTER);
        await(() -> accessible(robot, "#waterfall").contains("payment · "));
    }

    private TableView<TraceRecords.Entry> logsOfATraceThatHasSome(FxRobot robot) throws Exception {
        TableView<TraceSummary> list = robot.lookup("#trace-table").queryTableView();
        await(() -> !list.getItems().isEmpty());
        tab(robot, 3);
        TableView<TraceRecords.Entry> logs = robot.lookup("#trace-logs").queryTableView();
        for (int i = 0; i < list.getItems().size() && logs.getItems().isEmpty(); i++) {
            int row = i;
            int spans = list.getItems().get(i).spans();
            robot.interact(() -> list.getSelectionModel().clearAndSelect(row));
            await(() -> accessible(robot, "#waterfall").startsWith("Trace of " + spans + " spans"));
        }
        await(() -> !logs.getItems().isEmpty());
        return logs;
    }

    @Test
    void failedTracesAreSetAgainstTheOthersAndTwoChosenOnesAgainstEachOther(FxRobot robot) throws Exception {
        traces(robot);
        robot.clickOn("#trace-compare");
        TableView<TraceComparison.Place> places =
                robot.lookup("#trace-comparison").queryTableView();
        await(() -> !places.getItems().isEmpty());
        Label head = robot.lookup("#trace-comparison-head").queryAs(Label.class);
        assertThat(head.getText()).startsWith("A 6 that failed against B 16 that did not");
        assertThat(places.getItems()).allMatch(place -> place.difference() == TraceComparison.Difference.FAILING);
        TableView<TraceSummary> list = robot.lookup("#trace-table").queryTableView();
        robot.interact(() -> list.getSelectionModel().selectIndices(0, 21));
        robot.clickOn("#trace-compare");
        await(() -> head.getText().contains("one trace a side"));
    }

    @Test
    void theMapAndItsTableHaveTheSameCalls(FxRobot robot) throws Exception {
        traces(robot);
        tab(robot, 5);
        await(() -> robot.lookup("#service-map-table").tryQuery().isPresent());
        TableView<ServiceMap.Call> calls = robot.lookup("#service-map-table").queryTableView();
        await(() -> calls.getItems().size() == 2);
        assertThat(calls.getItems())
                .extracting(call -> call.caller() + " " + call.callee() + " " + call.count() + " " + call.errors())
                .containsExactly("gateway orders 22 6", "orders payment 23 7");
    }

    @Test
    void theDotsSayHowManyTracesThereAreAndOpenThem(FxRobot robot) throws Exception {
        traces(robot);
        await(() -> accessible(robot, "#trace-scatter").startsWith("22 traces by begin and duration"));
        robot.interact(() -> robot.lookup("#trace-scatter").query().requestFocus());
        robot.type(KeyCode.RIGHT);
        await(() -> accessible(robot, "#waterfall").startsWith("Trace of 5 spans"));
    }

    @Test
    void theStacksOfAProfileAreAFlameGraph(FxRobot robot) throws Exception {
        Path stacks = folder.resolve("app.collapsed");
        Files.writeString(stacks, "main;handle;parse 3\nmain;handle;query 5\nmain;idle 2\n");
        importing(robot, stacks);
        robot.clickOn("#tab-profiles");
        ChoiceBox<StackFlames.Type> types = robot.lookup("#profile-types").query();
        await(() -> types.getItems().size() == 1);
        await(() -> accessible(robot, "#profile-flame").startsWith("Flame graph of 10 samples: all"));
    }

    /** A span of the trace {@code 7}, milliseconds after a fixed start. */
    private static String span(int id, int parent, String service, int kind, int from, int to) {
        return String.format(
                Locale.ROOT,
                "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"%s\"}}]},"
                        + "\"scopeSpans\":[{\"spans\":[{\"traceId\":\"%032x\",\"spanId\":\"%016x\",\"parentSpanId\":\"%s\","
                        + "\"name\":\"%s\",\"kind\":%d,\"startTimeUnixNano\":\"%d000000\",\"endTimeUnixNano\":\"%d000000\"}]}]}]}%n",
                service,
                7,
                id,
                parent == 0 ? "" : String.format(Locale.ROOT, "%016x", parent),
                "op" + id,
                kind,
                1_772_719_200_000L + from,
                1_772_719_200_000L + to);
    }

    @Test
    void clocksThatContradictAreCorrectedOnlyWhenAskedForAndBackAgain(FxRobot robot) throws Exception {
        importing(
                robot,
                Files.writeString(
                        folder.resolve("skew.otlp.jsonl"),
                        span(1, 0, "front", 3, 100, 200) + span(2, 1, "back", 2, 60, 140)));
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        await(() -> robot.lookup("#skew").query().isVisible()
                && robot.lookup("#waterfall").queryAs(WaterfallView.class).table() != null);
        WaterfallView waterfall = robot.lookup("#waterfall").queryAs(WaterfallView.class);
        TableText recorded = waterfall.table();
        Label told = robot.lookup("#skew-told").queryAs(Label.class);
        assertThat(told.getText()).startsWith("As recorded").contains("back by +40");
        robot.clickOn("#skew");
        await(() -> told.getText().startsWith("Corrected, an estimate: moved back by +40"));
        assertThat(waterfall.table()).isNotEqualTo(recorded);
        robot.clickOn("#skew");
        await(() -> told.getText().startsWith("As recorded"));
        assertThat(waterfall.table()).isEqualTo(recorded);
    }
}
