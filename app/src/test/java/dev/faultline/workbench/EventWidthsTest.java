package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The columns of the list have the width that their values need, or the one that a person gave them. */
class EventWidthsTest extends WindowFixture {
    private static final String LONG = "checkout-orchestrator";

    @TempDir
    Path folder;

    @Start
    void start(Stage stage) throws IOException {
        show(stage);
    }

    private EventList list(FxRobot robot, String service) throws Exception {
        String line = "{\"time\":\"2026-03-05T10:00:00Z\",\"level\":\"info\",\"service\":\"" + service
                + "\",\"message\":\"" + "a parcel is on its way ".repeat(12) + "\"}\n";
        importing(robot, Files.writeString(folder.resolve(service + ".jsonl"), line.repeat(5)));
        return robot.lookup("#events").queryAs(EventList.class);
    }

    /** What the mouse is told over the third row, so far left of the end of the first column. */
    private static String told(FxRobot robot, EventList list, double left) {
        robot.moveTo(list.localToScreen(list.pointer().edgeOf(0).add(-left, 3 * list.rowHeight())));
        return list.pointer().said();
    }

    @Test
    void aNameIsWholeWhereThereIsRoomAndAShortOneLeavesIt(FxRobot robot) throws Exception {
        EventList events = list(robot, "a");
        double narrow = events.pointer().edgeOf(0).getX();
        EventList wider = list(robot, LONG);
        await(() -> wider.pointer().edgeOf(0).getX() > narrow + 7 * (LONG.length() - 9));
        assertThat(told(robot, wider, 20)).isEmpty();
    }

    @Test
    void aColumnStaysAsItWasDraggedAndWhatIsCutThenIsToldWhole(FxRobot robot) throws Exception {
        EventList events = list(robot, LONG);
        Point2D edge = events.localToScreen(events.pointer().edgeOf(0));
        robot.drag(edge, MouseButton.PRIMARY).dropTo(edge.getX() - 80, edge.getY());
        double dragged = events.pointer().edgeOf(0).getX();
        assertThat(events.localToScreen(dragged, 0).getX()).isLessThan(edge.getX() - 60);
        assertThat(told(robot, events, 20)).isEqualTo(LONG);
        assertThat(told(robot, events, -60)).startsWith("a parcel is on its way a parcel");
        await(() -> model().openCase().setting("column-widths").isPresent());
        Path left = model().openCase().folder();
        robot.push(KeyCode.CONTROL, KeyCode.W);
        await(() -> robot.lookup("#welcome").tryQuery().isPresent());
        robot.interact(() -> window().open(left));
        await(() -> found() == 5);
        EventList again = robot.lookup("#events").queryAs(EventList.class);
        await(() -> Math.abs(again.pointer().edgeOf(0).getX() - dragged) < 2);
    }
}
