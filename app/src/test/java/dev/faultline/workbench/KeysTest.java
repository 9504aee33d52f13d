package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.Event;
import dev.faultline.model.TimeRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The keys of the list that lead somewhere, each pressed once. */
class KeysTest extends WindowFixture {
    @TempDir
    Path folder;

    @Start
    void start(Stage stage) throws IOException {
        show(stage);
    }

    /** An hour of lines, one a minute; every tenth is slow. */
    private void anHour(FxRobot robot) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int minute = 0; minute < 60; minute++) {
            text.append(String.format(
                    Locale.ROOT,
                    "{\"time\":\"2026-03-05T10:%02d:00Z\",\"level\":\"info\",\"service\":\"%s\",\"message\":\"%s %d\","
                            + "\"region\":\"eu-%d\"}%n",
                    minute,
                    minute % 2 == 0 ? "cart" : "payment",
                    minute % 10 == 0 ? "slow answer" : "answer",
                    minute,
                    minute));
        }
        importing(robot, Files.writeString(folder.resolve("hour.jsonl"), text));
        robot.interact(() -> robot.lookup("#events").query().requestFocus());
    }

    private Event selected() {
        return Objects.requireNonNull(model().selected().get());
    }

    private boolean isSelected(String message) {
        Event event = model().selected().get();
        return event != null && event.message().equals(message);
    }

    private static void type(FxRobot robot, String id, String text) throws Exception {
        await(() -> robot.lookup(id).query().isFocused());
        robot.interact(() -> robot.lookup(id).queryAs(TextField.class).setText(text));
        robot.type(KeyCode.ENTER);
    }

    private static Label label(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class);
    }

    @Test
    void escapeInAFieldClosesWhatWasOpenedForIt(FxRobot robot) throws Exception {
        anHour(robot);
        for (KeyCode opens : List.of(KeyCode.G, KeyCode.F)) {
            robot.push(KeyCode.CONTROL, opens);
            await(() -> window().scene().getFocusOwner() instanceof TextField);
            Node opened = robot.lookup(opens == KeyCode.F ? "#find" : "#time").query();
            assertThat(opened.isVisible()).isTrue();
            robot.type(KeyCode.ESCAPE);
            assertThat(opened.isVisible()).as(String.valueOf(opens)).isFalse();
            assertThat(robot.lookup("#events").query().isFocused()).isTrue();
        }
    }

    @Test
    void ctrlFFindsWithoutTakingAnythingOutAndNGoesFromMatchToMatch(FxRobot robot) throws Exception {
        anHour(robot);
        robot.push(KeyCode.CONTROL, KeyCode.F);
        type(robot, "#find-text", "slow");
        await(() -> isSelected("slow answer 10"));
        await(() -> label(robot, "#find-told").getText().startsWith("6 of 60 rows match"));
        await(() -> robot.lookup("#events").query().isFocused());
        robot.type(KeyCode.N);
        await(() -> isSelected("slow answer 20"));
        robot.push(KeyCode.SHIFT, KeyCode.N);
        await(() -> isSelected("slow answer 10"));
        assertThat(found()).isEqualTo(60);
        robot.type(KeyCode.ESCAPE);
        await(() -> !robot.lookup("#find").query().isVisible());
    }

    @Test
    void ctrlGGoesToATimeAndToACopiedLinkWhateverIsLookedAt(FxRobot robot) throws Exception {
        anHour(robot);
        robot.push(KeyCode.CONTROL, KeyCode.G);
        type(robot, "#time-text", "10:41:30");
        await(() -> isSelected("answer 42"));
        robot.push(KeyCode.CONTROL, KeyCode.L);
        await(() -> model().status().get().contains("faultline://case/"));
        String link = WaitForText.clipboard(robot);
        assertThat(link)
                .isEqualTo("faultline://case/" + model().openCase().id() + "/event/"
                        + selected().id() + "?t=2026-03-05T10:42:00.000000000Z");
        long first = Objects.requireNonNull(model().found().get()).range().from();
        robot.interact(
                () -> model().look(model().state().get().withRange(new TimeRange(first, first + 300_000_000_000L))));
        await(() -> found() == 5);
        robot.push(KeyCode.CONTROL, KeyCode.G);
        type(robot, "#time-text", "10:30");
        await(() -> found() == 60 && isSelected("slow answer 30"));
        robot.push(KeyCode.CONTROL, KeyCode.G);
        type(robot, "#time-text", link);
        await(() -> isSelected("answer 42"));
        robot.push(KeyCode.CONTROL, KeyCode.G);
        type(robot, "#time-text", "noon");
        await(() -> label(robot, "#time-told").getText().startsWith("✕"));
    }

    @Test
    void dChoosesAStretchAndTheKeysBesideItZoomAndComeBack(FxRobot robot) throws Exception {
        anHour(robot);
        robot.type(KeyCode.D);
        type(robot, "#time-text", "10:10..10:20");
        await(() -> found() == 10);
        robot.type(KeyCode.MINUS);
        await(() -> found() > 10);
        robot.type(KeyCode.BACK_SPACE);
        await(() -> found() == 10);
        robot.type(KeyCode.EQUALS);
        await(() -> found() < 10);
        robot.type(KeyCode.DIGIT0);
        await(() -> found() == 60);
    }

    @Test
    void theFieldOfTheQueryTakesCommandsToo(FxRobot robot) throws Exception {
        anHour(robot);
        robot.type(KeyCode.SLASH);
        type(robot, "#query", "t:10:05");
        await(() -> isSelected("answer 5") && model().state().get().query().isEmpty());
        robot.type(KeyCode.SLASH);
        type(robot, "#query", "@payment");
        await(() -> found() == 30);
        robot.interact(() -> robot.lookup("#events").query().requestFocus());
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.F);
        await(() -> found() == 60);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.F);
        await(() -> found() == 30);
        robot.type(KeyCode.SLASH);
        type(robot, "#query", "> without peer");
        await(() -> robot.lookup("#palette").tryQuery().isPresent());
        assertThat(robot.lookup("#palette").queryAs(TextField.class).getText()).isEqualTo("without peer");
        robot.type(KeyCode.ESCAPE);
    }

    @Test
    void columnsAreChosenAndKeptWithTheCase(FxRobot robot) throws Exception {
        anHour(robot);
        robot.type(KeyCode.HOME);
        await(() -> isSelected("slow answer 0"));
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.K);
        await(() -> robot.lookup("#palette").tryQuery().isPresent());
        robot.write("region");
        await(() -> robot.lookup((Node node) ->
                        node instanceof ListView<?> list && list.getItems().size() == 1)
                .tryQuery()
                .isPresent());
        robot.type(KeyCode.ENTER);
        EventColumns columns = robot.lookup("#events").queryAs(EventList.class).columns();
        await(() -> columns.shown().equals(java.util.List.of("service", "region")));
        assertThat(columns.value(selected(), "region")).isEqualTo("eu-0");
        await(() -> model().openCase().setting("columns").orElse("").equals("service\nregion"));
    }

    @Test
    void theSidesGoAndComeBackAndEnterLeadsToTheInspector(FxRobot robot) throws Exception {
        anHour(robot);
        robot.push(KeyCode.CONTROL, KeyCode.B);
        await(() -> robot.lookup("#facets").tryQuery().isEmpty());
        robot.push(KeyCode.CONTROL, KeyCode.B);
        await(() -> robot.lookup("#facets").tryQuery().isPresent());
        robot.type(KeyCode.HOME);
        robot.type(KeyCode.ENTER);
        await(() -> robot.lookup("#details").query().isFocused());
        robot.type(KeyCode.ESCAPE);
        await(() -> robot.lookup("#events").query().isFocused());
        robot.push(KeyCode.CONTROL, KeyCode.J);
        await(() -> robot.lookup("#peek").query().isVisible());
        robot.push(KeyCode.CONTROL, KeyCode.J);
        await(() -> !robot.lookup("#peek").query().isVisible());
    }

    @Test
    void aClockIsSetAfterSayingWhatItMovesAndCanBeSetBack(FxRobot robot) throws Exception {
        anHour(robot);
        robot.type(KeyCode.HOME);
        await(() -> isSelected("slow answer 0"));
        long before = selected().time();
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.T);
        await(() -> label(robot, "#clock-told").getText().startsWith("No trace is shared"));
        robot.interact(
                () -> robot.lookup("#clock-millis").queryAs(TextField.class).setText("-1800"));
        robot.clickOn("#clock-look");
        await(() -> label(robot, "#clock-told").getText().contains("of its 60 events"));
        robot.clickOn("#clock-set");
        await(() -> Objects.requireNonNull(model().found().get())
                        .hits()
                        .page(0, 1)
                        .getFirst()
                        .time()
                == before - 1_800_000_000L);
    }

    @Test
    void theListOpensAtTheFirstEventWithATimeAndSaysWhatStandsAbove(FxRobot robot) throws Exception {
        StringBuilder undated = new StringBuilder();
        for (int line = 0; line < 200; line++) {
            undated.append("package p").append(line).append(" is installed\n");
        }
        Path bundle = Files.createDirectories(folder.resolve("bundle"));
        Files.writeString(bundle.resolve("packages.txt"), undated);
        Files.writeString(
                bundle.resolve("app.log"),
                "2026-03-05 10:00:00,000 INFO [main] a.B - begins\n".repeat(1)
                        + "2026-03-05 10:00:01,000 INFO [main] a.B - goes on\n".repeat(300));
        importing(robot, bundle);
        await(() -> found() >= 301);
        long above = Objects.requireNonNull(model().found().get()).hits().positionAt(1);
        org.assertj.core.api.Assumptions.assumeThat(above)
                .as("events of a file without times")
                .isPositive();
        EventList list = robot.lookup("#events").queryAs(EventList.class);
        await(() -> list.top() == above && list.cursor() == above);
        assertThat(label(robot, "#undated-text").getText()).startsWith(above + " events without a time stand above");
        robot.interact(list::requestFocus);
        robot.type(KeyCode.HOME);
        await(() -> list.top() == 0 && !selected().hasTime());
        assertThat(label(robot, "#undated-text").getText()).contains("stand first");
    }

    /** The clipboard can be read on its own thread only. */
    private static final class WaitForText {
        private WaitForText() {}

        static String clipboard(FxRobot robot) {
            String[] text = {""};
            robot.interact(() -> text[0] = Clipboard.getSystemClipboard().getString());
            return text[0];
        }
    }
}
