package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.Kind;
import dev.faultline.playbook.ShopFiles;
import dev.faultline.store.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Keys for the case and the window around it, for a copy in any form, and for the candidates and the waterfall. */
class CaseKeysTest extends WindowFixture {
    @TempDir
    Path folder;

    @Start
    void start(Stage stage) throws IOException {
        show(stage);
    }

    private void threeRequests(FxRobot robot) throws Exception {
        importing(robot, Files.writeString(folder.resolve("it's.jsonl"), """
                {"time":"2026-03-05T10:00:00Z","level":"info","message":"one's request","url.full":"https://shop.example/a?b='c'"}
                {"time":"2026-03-05T10:00:01Z","level":"info","message":"two"}
                {"time":"2026-03-05T10:00:02Z","level":"info","message":"three"}
                """));
        robot.interact(() -> robot.lookup("#events").query().requestFocus());
        robot.type(KeyCode.HOME);
        await(() -> model().selected().get() != null);
    }

    private static String clipboard(FxRobot robot) {
        String[] text = {""};
        robot.interact(
                () -> text[0] = String.valueOf(Clipboard.getSystemClipboard().getString()));
        return text[0];
    }

    private void copiesAs(FxRobot robot, KeyCode number, String text) throws Exception {
        robot.interact(() -> Copied.put(""));
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.C);
        robot.type(number);
        await(() -> Clipboard.getSystemClipboard().getString() != null
                && !Clipboard.getSystemClipboard().getString().isEmpty());
        assertThat(clipboard(robot)).contains(text);
    }

    @Test
    void ctrlShiftCOffersAllFormsOfACopyAndANumberTakesOne(FxRobot robot) throws Exception {
        threeRequests(robot);
        copiesAs(robot, KeyCode.DIGIT2, "\"message\":\"one's request\"");
        copiesAs(robot, KeyCode.DIGIT5, "time,severity,kind");
        copiesAs(robot, KeyCode.DIGIT7, "faultline://case/" + model().openCase().id() + "/event/1.0");
        copiesAs(robot, KeyCode.DIGIT8, "grep -nF -- '{\"time\":\"2026-03-05T10:00:00Z\"");
        assertThat(clipboard(robot)).contains("one'\\''s request").endsWith("it'\\''s.jsonl'\n");
        copiesAs(robot, KeyCode.DIGIT9, "curl -i -X GET -- 'https://shop.example/a?b='\\''c'\\'''");
    }

    @Test
    void f2GivesTheCaseAnotherNameAndAKeptSearchToo(FxRobot robot) throws Exception {
        threeRequests(robot);
        robot.type(KeyCode.F2);
        await(() -> robot.lookup("#case-name").query().isFocused());
        robot.interact(() -> robot.lookup("#case-name").queryAs(TextField.class).setText("Checkout \"fails\""));
        robot.type(KeyCode.ENTER);
        await(() -> robot.lookup("#case-label").queryAs(Label.class).getText().startsWith("Checkout \"fails\""));
        assertThat(robot.lookup("#events").query().isFocused()).isTrue();
        String id = model().openCase().id();
        try (Case again = Case.openForReading(model().openCase().folder())) {
            assertThat(again.name()).isEqualTo("Checkout \"fails\"");
            assertThat(again.id()).isEqualTo(id);
        }

        robot.interact(() -> model().searches().save("first"));
        robot.push(KeyCode.CONTROL, KeyCode.E);
        ListView<SavedSearch> saved = robot.lookup("#saved-searches").queryListView();
        robot.interact(saved::requestFocus);
        robot.type(KeyCode.F2);
        await(() -> robot.lookup("#search-name").query().isFocused());
        robot.interact(
                () -> robot.lookup("#search-name").queryAs(TextField.class).setText("all"));
        robot.type(KeyCode.ENTER);
        await(() -> saved.getItems().stream().map(SavedSearch::name).toList().equals(List.of("all")));
    }

    @Test
    void ctrlNMakesAnEmptyCaseAndColonSaysWhatIsHereInsteadOfSql(FxRobot robot) throws Exception {
        threeRequests(robot);
        Path before = model().openCase().folder();
        robot.type(KeyCode.SLASH);
        robot.interact(() -> robot.lookup("#query").queryAs(TextField.class).setText(":SELECT 1"));
        robot.type(KeyCode.ENTER);
        await(() -> model().status().get().startsWith("no SQL here"));
        robot.type(KeyCode.ESCAPE);
        robot.push(KeyCode.CONTROL, KeyCode.N);
        await(() -> window().model() != null && !model().openCase().folder().equals(before));
        assertThat(model().openCase().reader().events()).isZero();
    }

    @Test
    void theInspectorGoesToAWindowOfItsOwnAndTheWindowToTheWholeScreen(FxRobot robot) throws Exception {
        threeRequests(robot);
        Window main = window().scene().getWindow();
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.N);
        await(() -> robot.listWindows().stream().anyMatch(each -> each != main && each instanceof Stage));
        Node details = robot.lookup("#details").query();
        assertThat(details.getScene()).isNotSameAs(window().scene());
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.N);
        await(() -> details.getScene() == window().scene());
        robot.interact(() -> robot.lookup("#events").query().requestFocus());
        robot.type(KeyCode.F11);
        await(((Stage) main)::isFullScreen);
        robot.type(KeyCode.F11);
        await(() -> !((Stage) main).isFullScreen());
    }

    @Test
    void dAndBOnACandidateShowItsChangeAndTheFrameThatItIsIn(FxRobot robot) throws Exception {
        importing(robot, ShopFiles.all().toArray(Path[]::new));
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT4);
        String diff = Words.of("suspects.diff");
        await(() -> robot.lookup((Node node) ->
                        node instanceof Button button && button.getText().startsWith(diff))
                .tryQuery()
                .isPresent());
        pressOnCards(robot, KeyCode.D, Kind.CHANGE);
        pressOnCards(robot, KeyCode.B, Kind.SNAPSHOT);
    }

    /** Goes from card to card: not each of them has a change or a snapshot among its proofs. */
    private void pressOnCards(FxRobot robot, KeyCode key, Kind wanted) throws Exception {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT4);
        for (int card = 0; card < 12 && selectedKind() != wanted; card++) {
            robot.type(KeyCode.J);
            robot.type(key);
            WaitForAsyncUtils.sleep(200, TimeUnit.MILLISECONDS);
        }
        await(() -> selectedKind() == wanted);
    }

    private Kind selectedKind() {
        return model().selected().get() == null
                ? Kind.LOG
                : Objects.requireNonNull(model().selected().get()).kind();
    }

    @Test
    void pLeadsToTheCallerShiftPToTheFirstCallAndADragLooksAtAStretch(FxRobot robot) throws Exception {
        importingSamples(robot, "traces/otlp/shop-traces.otlp.jsonl");
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        Node waterfall = robot.lookup("#waterfall").query();
        await(() -> String.valueOf(waterfall.getAccessibleText()).startsWith("Trace of 6 spans, row 1"));
        robot.interact(waterfall::requestFocus);
        robot.push(KeyCode.SHIFT, KeyCode.P);
        await(() -> waterfall.getAccessibleText().contains("row 2 of"));
        robot.type(KeyCode.P);
        await(() -> waterfall.getAccessibleText().contains("row 1 of"));

        WaterfallScale scale = ((WaterfallView) waterfall).scale();
        long whole = scale.to() - scale.from();
        drag(robot, waterfall, 0.5, 0.75, false);
        long half = scale.to() - scale.from();
        assertThat(half).isLessThan(whole / 2).isPositive();
        long from = scale.from();
        drag(robot, waterfall, 0.9, 0.6, true);
        assertThat(scale.to() - scale.from()).isEqualTo(half);
        assertThat(scale.from()).isGreaterThan(from);
    }

    /** From one share of the width to another; the robot cannot drag where there is no display. */
    private static void drag(FxRobot robot, Node node, double from, double to, boolean shift) {
        Bounds bounds = node.getLayoutBounds();
        double y = bounds.getHeight() - 4;
        robot.interact(() -> {
            Point2D first = node.localToScene(bounds.getWidth() * from, y);
            Point2D last = node.localToScene(bounds.getWidth() * to, y);
            node.fireEvent(mouse(MouseEvent.MOUSE_PRESSED, first.getX(), first.getY(), shift));
            node.fireEvent(mouse(MouseEvent.MOUSE_DRAGGED, last.getX(), last.getY(), shift));
            node.fireEvent(mouse(MouseEvent.MOUSE_RELEASED, last.getX(), last.getY(), shift));
        });
    }

    private static MouseEvent mouse(javafx.event.EventType<MouseEvent> type, double x, double y, boolean shift) {
        return new MouseEvent(
                type,
                x,
                y,
                x,
                y,
                MouseButton.PRIMARY,
                1,
                shift,
                false,
                false,
                false,
                true,
                false,
                false,
                false,
                false,
                false,
                null);
    }
}
