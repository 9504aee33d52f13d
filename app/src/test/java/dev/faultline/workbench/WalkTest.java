package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.TimeRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What is drawn is walked like a list: to its ends, a page at a time, from match to match. */
class WalkTest extends WindowFixture {
    private static final long MINUTE = 60_000_000_000L;

    @TempDir
    Path folder;

    @Start
    void start(Stage stage) throws IOException {
        show(stage);
    }

    private static String accessible(FxRobot robot, String id) {
        return String.valueOf(robot.lookup(id).query().getAccessibleText());
    }

    private void anHour(FxRobot robot) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int minute = 0; minute < 60; minute++) {
            text.append(String.format(
                    Locale.ROOT,
                    "{\"time\":\"2026-03-05T10:%02d:00Z\",\"level\":\"info\",\"message\":\"%s %d\"}%n",
                    minute,
                    minute % 10 == 0 ? "slow answer" : "answer",
                    minute));
        }
        importing(robot, Files.writeString(folder.resolve("hour.jsonl"), text));
    }

    private boolean isSelected(String message) {
        return model().selected().get() != null
                && Objects.requireNonNull(model().selected().get()).message().equals(message);
    }

    @Test
    void theDotsOfTracesAreWalkedToTheirEndsAndFromShortToLongOnes(FxRobot robot) throws Exception {
        importingSamples(robot, "traces/otlp/shop-traces.otlp.jsonl");
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        await(() -> accessible(robot, "#trace-scatter").startsWith("22 traces by begin and duration"));
        Node dots = robot.lookup("#trace-scatter").query();
        robot.interact(dots::requestFocus);
        robot.type(KeyCode.END);
        await(() -> accessible(robot, "#trace-scatter").contains("; here"));
        int last = robot.lookup("#trace-table")
                .queryTableView()
                .getSelectionModel()
                .getSelectedIndex();
        robot.type(KeyCode.HOME);
        await(() -> robot.lookup("#trace-table")
                        .queryTableView()
                        .getSelectionModel()
                        .getSelectedIndex()
                != last);
        int first = robot.lookup("#trace-table")
                .queryTableView()
                .getSelectionModel()
                .getSelectedIndex();
        robot.type(KeyCode.PAGE_UP);
        robot.type(KeyCode.LEFT);
        assertThat(robot.lookup("#trace-table")
                        .queryTableView()
                        .getSelectionModel()
                        .getSelectedIndex())
                .isEqualTo(first);
        for (int i = 0; i < 30; i++) {
            robot.type(KeyCode.PAGE_DOWN);
        }
        await(() -> robot.lookup("#trace-table")
                        .queryTableView()
                        .getSelectionModel()
                        .getSelectedIndex()
                == last);
        for (int i = 0; i < 30; i++) {
            robot.type(KeyCode.UP);
        }
        assertThat(dots.isFocused()).as("no arrow leads out of it").isTrue();
    }

    @Test
    void theFlamesOfAProfileAreWalkedToTheirDeepestCallAndBack(FxRobot robot) throws Exception {
        importing(
                robot,
                Files.writeString(
                        folder.resolve("app.collapsed"), "main;handle;parse 3\nmain;handle;query 5\nmain;idle 2\n"));
        robot.clickOn("#tab-profiles");
        await(() -> accessible(robot, "#profile-flame").startsWith("Flame graph of 10 samples: all"));
        robot.interact(() -> robot.lookup("#profile-flame").query().requestFocus());
        robot.type(KeyCode.END);
        await(() -> accessible(robot, "#profile-flame").contains(": query"));
        robot.type(KeyCode.PAGE_UP);
        await(() -> accessible(robot, "#profile-flame").contains(": all"));
        robot.type(KeyCode.PAGE_DOWN);
        await(() -> accessible(robot, "#profile-flame").contains(": query"));
    }

    @Test
    void theTimelineGoesToTheEndsOfTheCaseAndKeepsItsLength(FxRobot robot) throws Exception {
        anHour(robot);
        TimeRange all = model().openCase().reader().range().orElseThrow();
        TimeRange middle = new TimeRange(all.from() + 20 * MINUTE, all.from() + 30 * MINUTE);
        robot.interact(() -> model().look(model().state().get().withRange(middle)));
        await(() -> found() == 10);
        robot.interact(() -> robot.lookup("#timeline").query().requestFocus());
        robot.type(KeyCode.END);
        await(() -> model().state().get().range().to() == all.to());
        assertThat(model().state().get().range().length()).isEqualTo(10 * MINUTE);
        robot.type(KeyCode.HOME);
        await(() -> model().state().get().range().equals(new TimeRange(all.from(), all.from() + 10 * MINUTE)));
        robot.type(KeyCode.PAGE_DOWN);
        await(() -> model().state().get().range().from() == all.from() + 10 * MINUTE);
        robot.type(KeyCode.UP);
        await(() -> model().state().get().range().length() < 10 * MINUTE);
        assertThat(robot.lookup("#timeline").query().isFocused()).isTrue();
    }

    @Test
    void f3GoesFromMatchToMatchFromTheFieldAndFromTheList(FxRobot robot) throws Exception {
        anHour(robot);
        robot.interact(() -> robot.lookup("#events").query().requestFocus());
        robot.push(KeyCode.CONTROL, KeyCode.F);
        await(() -> robot.lookup("#find-text").query().isFocused());
        robot.interact(() -> robot.lookup("#find-text").queryAs(TextField.class).setText("slow"));
        robot.type(KeyCode.F3);
        await(() -> isSelected("slow answer 10"));
        assertThat(robot.lookup("#find-text").query().isFocused()).isTrue();
        robot.interact(() -> robot.lookup("#events").query().requestFocus());
        robot.type(KeyCode.F3);
        await(() -> isSelected("slow answer 20"));
        robot.push(KeyCode.SHIFT, KeyCode.F3);
        await(() -> isSelected("slow answer 10"));
    }

    @Test
    void ctrlFSaysThatAFormHasNothingToSearchAndLeavesTheKeysWhereTheyAre(FxRobot robot) throws Exception {
        anHour(robot);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT7);
        Node board = Objects.requireNonNull(window().scene().getFocusOwner());
        robot.push(KeyCode.CONTROL, KeyCode.F);
        await(() -> model().status().get().startsWith("nothing can be searched in this view"));
        assertThat(board.isFocused()).isTrue();
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        robot.push(KeyCode.CONTROL, KeyCode.F);
        await(() -> window().scene().getFocusOwner() instanceof TextField);
    }

    @Test
    void aViewWithNothingToShowHasNothingToFindAndNoRoomForWhatCannotBeChosen(FxRobot robot) throws Exception {
        anHour(robot);
        robot.clickOn("#tab-profiles");
        Node find = robot.lookup("#profiles")
                .lookup((Node node) -> node instanceof TextField)
                .query();
        await(() -> !find.isVisible());
        robot.clickOn("#tab-heap");
        Node table = robot.lookup("#heap").lookup(".table-view").query();
        await(() -> table.getBoundsInParent().getMinY() < 30);
    }
}
