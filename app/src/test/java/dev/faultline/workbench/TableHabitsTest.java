package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.pattern.PatternComparison;
import dev.faultline.analysis.trace.TraceSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What a person expects of every list, whichever it is. */
class TableHabitsTest extends WindowFixture {
    @TempDir
    private Path folder;

    @Start
    void start(Stage stage) throws IOException {
        show(stage);
    }

    @Test
    void columnsStandWhereTheyWerePutWhenTheCaseIsOpenedAgain(FxRobot robot) throws Exception {
        importingSamples(robot, "logs/java/shop/payment.log");
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        TableView<PatternComparison.Row> table = robot.lookup("#pattern-table").queryTableView();
        await(() -> !table.getItems().isEmpty());
        robot.interact(() -> {
            table.getColumns().get(4).setPrefWidth(321);
            var last = table.getColumns().removeLast();
            table.getColumns().addFirst(last);
            table.layout();
        });
        String moved = table.getColumns().getFirst().getText();
        Path open = model().openCase().folder();
        robot.push(KeyCode.CONTROL, KeyCode.W);
        assertThat(settings().columns("pattern-table")).containsEntry(4, 321.0);
        robot.interact(() -> window().open(open));
        await(() -> window().model() != null && found() > 0);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        TableView<PatternComparison.Row> again = robot.lookup("#pattern-table").queryTableView();
        assertThat(again).isNotSameAs(table);
        assertThat(again.getColumns().getFirst().getText()).isEqualTo(moved);
        assertThat(again.getColumns().get(5).getPrefWidth()).isEqualTo(321);
    }

    @Test
    void aRowIsCopiedAsItIsRead(FxRobot robot) throws Exception {
        importingSamples(robot, "traces/otlp/shop-traces.otlp.jsonl");
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        TableView<TraceSummary> table = robot.lookup("#trace-table").queryTableView();
        await(() -> !table.getItems().isEmpty());
        robot.interact(table::requestFocus);
        robot.push(KeyCode.CONTROL, KeyCode.C);
        TraceSummary first = table.getItems().getFirst();
        robot.interact(() -> assertThat(Clipboard.getSystemClipboard().getString())
                .startsWith(first.traceId().substring(0, 12) + "\t")
                .contains("● " + first.errors()));
    }

    @Test
    void aSearchThatWasDeletedWithTheButtonComesBackWithUndo(FxRobot robot) throws Exception {
        importingSamples(robot, "logs/java/shop/payment.log");
        robot.interact(() -> {
            model().look(model().state().get().withQuery("charge"));
            model().searches().save("mine");
        });
        robot.push(KeyCode.CONTROL, KeyCode.E);
        ListView<SavedSearch> saved = robot.lookup("#saved-searches").queryListView();
        await(() -> saved.getItems().size() == 1);
        Button delete = robot.lookup((Button button) -> button.getText().equals(Words.of("searches.delete")))
                .queryButton();
        robot.interact(() -> {
            delete.requestFocus();
            delete.fire();
        });
        await(() -> saved.getItems().isEmpty());
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        await(() -> saved.getItems().size() == 1);
        assertThat(model().state().get().query()).isEqualTo("charge");
    }

    @Test
    void filesOfOneNameAreToldApartByTheirFolders(FxRobot robot) throws Exception {
        for (String each : List.of("before", "after")) {
            Files.writeString(
                    Files.createDirectories(folder.resolve(each).resolve("logs"))
                            .resolve("app.log"),
                    "2026-11-21T14:00:00Z INFO one " + each + "\n2026-11-21T14:00:01Z INFO two " + each + "\n");
        }
        importing(robot, folder);
        await(() -> robot.lookup((Button button) -> button.getText().equals("before › app.log"))
                .tryQuery()
                .isPresent());
        assertThat(robot.lookup((Button button) -> button.getText().equals("after › app.log"))
                        .tryQuery())
                .isPresent();
    }

    @Test
    void atTwiceTheSizeInASmallWindowNothingOfVerifyAndTheBoardIsCut(FxRobot robot) throws Exception {
        importingSamples(robot, "logs/java/shop/payment.log");
        robot.interact(() -> {
            window().scene().getWindow().setWidth(1280);
            window().scene().getWindow().setHeight(720);
            window().rescale(2);
        });
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT8);
        assertThat(cutButtons(robot, node -> isIn(node, "verify"))).isEmpty();
        robot.interact(() -> robot.lookup("#verify .label").queryAll().forEach(node -> {
            Label label = (Label) node;
            assertThat(label.getWidth() + 1)
                    .as(label.getText())
                    .isGreaterThanOrEqualTo(label.isWrapText() ? 0 : label.prefWidth(-1));
        }));
        assertThat(robot.lookup("#verify-fix").query().getLayoutBounds().getWidth())
                .isGreaterThan(150);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT7);
        assertThat(cutButtons(robot, node -> isIn(node, "board"))).isEmpty();
    }

    private static boolean isIn(Node node, String id) {
        Node at = node;
        while (at != null && !id.equals(at.getId())) {
            at = at.getParent();
        }
        return at != null;
    }
}
