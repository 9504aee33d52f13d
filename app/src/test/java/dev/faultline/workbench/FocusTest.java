package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Where the keys are: seen at every stop, reached in few, and left by Esc. */
class FocusTest extends WindowFixture {
    @TempDir
    Path folder;

    @Start
    void start(Stage stage) throws IOException {
        show(stage);
    }

    private void services(FxRobot robot) throws Exception {
        StringBuilder text = new StringBuilder();
        for (String service : new String[] {"cart", "payment", "shop", "stock"}) {
            text.append("{\"time\":\"2026-03-05T10:00:00Z\",\"level\":\"info\",\"service\":\"" + service
                    + "\",\"message\":\"taken\"}\n");
        }
        importing(robot, Files.writeString(folder.resolve("services.jsonl"), text));
        await(() -> robot.lookup("#events").query().isFocused());
    }

    private Node owner() {
        return Objects.requireNonNull(window().scene().getFocusOwner());
    }

    private boolean isIn(FxRobot robot, String id) {
        Node parts = robot.lookup(id).query();
        Node each = owner();
        while (each != null && !each.equals(parts)) {
            each = each.getParent();
        }
        return each != null;
    }

    private void tabInto(FxRobot robot, String id) {
        for (int i = 0; i < 40 && !isIn(robot, id); i++) {
            robot.type(KeyCode.TAB);
        }
        assertThat(isIn(robot, id)).as("Tab reaches " + id).isTrue();
    }

    @Test
    void allValuesAtTheLeftAreOneStopAndTheArrowsWalkOverThem(FxRobot robot) throws Exception {
        services(robot);
        tabInto(robot, "#facets");
        Node first = owner();
        robot.type(KeyCode.DOWN, KeyCode.RIGHT);
        assertThat(owner()).isNotEqualTo(first);
        assertThat(owner().getAccessibleText()).contains("payment");
        robot.type(KeyCode.ENTER);
        await(() -> found() == 3);
        tabInto(robot, "#facets");
        robot.type(KeyCode.TAB);
        assertThat(isIn(robot, "#facets")).isFalse();
        robot.push(KeyCode.SHIFT, KeyCode.TAB);
        assertThat(isIn(robot, "#facets")).isTrue();
    }

    @Test
    void whatHasTheKeysIsFramedForWhoUsesThem(FxRobot robot) throws Exception {
        services(robot);
        Node ring = robot.lookup("#focus-ring").query();
        Set<Node> passed = new HashSet<>();
        robot.type(KeyCode.TAB);
        while (passed.add(owner())) {
            if (!(owner() instanceof TextInputControl)) {
                await(ring::isVisible);
                Bounds around = ring.getBoundsInParent();
                Bounds inside = owner().localToScene(owner().getLayoutBounds());
                assertThat(around.intersects(inside))
                        .as(String.valueOf(owner()))
                        .isTrue();
            }
            robot.type(KeyCode.TAB);
        }
        assertThat(passed).hasSizeBetween(8, 20);
        robot.clickOn("#events");
        await(() -> !ring.isVisible());
    }

    @Test
    void escapeLeadsBackToTheViewBeforeItTakesFiltersAway(FxRobot robot) throws Exception {
        services(robot);
        robot.interact(() -> model().look(model().state().get().withQuery("service:cart")));
        await(() -> found() == 1);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        Node table = robot.lookup("#trace-table").query();
        await(table::isFocused);
        robot.interact(() -> robot.lookup("#trace-compare").query().requestFocus());
        robot.type(KeyCode.ESCAPE);
        await(table::isFocused);
        assertThat(found()).isEqualTo(1);
        robot.type(KeyCode.ESCAPE);
        await(() -> found() == 4);
    }
}
