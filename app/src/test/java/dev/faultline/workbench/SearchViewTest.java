package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Searching in the window: what is typed, what is not found. */
class SearchViewTest extends WindowFixture {
    @Start
    void start(Stage stage) throws IOException {
        show(stage);
    }

    @TempDir
    Path folder;

    /** 600 records, one each second, every hundredth an error of payment, the others of checkout. */
    private void imported(FxRobot robot) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            boolean fails = i % 100 == 99;
            text.append(String.format(
                    Locale.ROOT,
                    "{\"@timestamp\":\"2026-03-05T14:%02d:%02d.000Z\",\"log.level\":\"%s\",\"service.name\":\"%s\","
                            + "\"message\":\"order %d %s\"}%n",
                    i / 60,
                    i % 60,
                    fails ? "ERROR" : "INFO",
                    fails ? "payment" : "checkout",
                    i,
                    fails ? "failed" : "taken"));
        }
        importing(robot, Files.writeString(folder.resolve("shop.jsonl"), text));
        await(() -> found() == 600);
    }

    private void type(FxRobot robot, String query) {
        TextField text = robot.lookup("#query").queryAs(TextField.class);
        robot.interact(() -> {
            text.requestFocus();
            text.setText(query);
        });
    }

    private static Button remedy(FxRobot robot, String start) {
        return robot.lookup("#nothing-found .button").queryAllAs(Button.class).stream()
                .filter(button -> button.getText().startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    private static boolean says(FxRobot robot, String text) {
        return robot.lookup("#nothing-found .label").queryAllAs(Label.class).stream()
                .anyMatch(label -> label.isVisible() && label.getText().contains(text));
    }

    @Test
    void anEmptyAnswerNamesThePartThatTookEverythingAwayAndOneClickRemovesIt(FxRobot robot) throws Exception {
        imported(robot);
        robot.interact(() -> model().look(model().state()
                .get()
                .withQuery("severity:error order")
                .withFilters(List.of(new ViewState.Filter("service", "checkout", false)))));
        await(() -> found() == 0 && says(robot, "Any of these parts"));
        assertThat(says(robot, "without it 6 · alone it finds 594")).isTrue();
        Button chip = remedy(robot, "✕  service: checkout");
        robot.interact(chip::fire);
        await(() -> found() == 6);
        assertThat(robot.lookup("#nothing-found").query().isVisible()).isFalse();
    }

    @Test
    void aMistypedValueIsAnsweredWithTheOneThatTheCaseHolds(FxRobot robot) throws Exception {
        imported(robot);
        type(robot, "service:paiment failed");
        robot.type(KeyCode.ENTER);
        await(() -> says(robot, "All of it was removed by: service:paiment"));
        Button meant = remedy(robot, "did you mean payment? 6");
        robot.interact(meant::fire);
        await(() -> found() == 6);
    }

    @Test
    void whatIsTypedShowsWhatItWouldFindAndEscTakesItBack(FxRobot robot) throws Exception {
        imported(robot);
        type(robot, "fail");
        await(() -> found() == 6);
        assertThat(model().state().get().query()).isEmpty();
        robot.type(KeyCode.ESCAPE);
        await(() -> found() == 600);
        type(robot, "failed");
        robot.type(KeyCode.ENTER);
        await(() -> found() == 6 && model().state().get().query().equals("failed"));
        robot.interact(() -> model().undo());
        await(() -> found() == 600);
    }

    @Test
    void aFieldThatIsNotThereIsAnsweredWithTheOneThatIsMeantAndValuesAreOffered(FxRobot robot) throws Exception {
        imported(robot);
        type(robot, "servce:x");
        Label validity = robot.lookup("#validity").queryAs(Label.class);
        await(() -> validity.getText().contains("did you mean service?"));
        type(robot, "");
        type(robot, "service:p");
        await(() -> robot.lookup(".context-menu .label").queryAllAs(Label.class).stream()
                .anyMatch(label -> Objects.equals(label.getText(), "payment   6")));
    }

    @Test
    void aKeptSearchAndTheTreeOfSearchesAreReachedByKeysAndSurviveTheCase(FxRobot robot) throws Exception {
        imported(robot);
        robot.interact(() -> model().look(model().state().get().withQuery("severity:error")));
        await(() -> found() == 6);
        robot.push(KeyCode.CONTROL, KeyCode.E);
        TextField name = robot.lookup("#search-name").queryAs(TextField.class);
        robot.interact(() -> {
            name.requestFocus();
            name.setText("what failed");
        });
        robot.type(KeyCode.ENTER);
        ListView<SavedSearch> saved = robot.lookup("#saved-searches").queryListView();
        await(() -> saved.getItems().size() == 1);
        robot.interact(saved::requestFocus);
        robot.type(KeyCode.DELETE);
        await(() -> saved.getItems().isEmpty());
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        await(() -> saved.getItems().size() == 1);
        TreeView<?> tree = robot.lookup("#search-history").queryAs(TreeView.class);
        robot.interact(tree::requestFocus);
        robot.type(KeyCode.UP);
        robot.type(KeyCode.ENTER);
        await(() -> found() == 600 && !robot.lookup("#searches").query().isVisible());
        Path left = model().openCase().folder();
        robot.push(KeyCode.CONTROL, KeyCode.W);
        await(() -> robot.lookup("#welcome").tryQuery().isPresent());
        robot.interact(() -> window().open(left));
        await(() -> window().model() != null
                && model().searches().saved().get().size() == 1
                && model().searches().steps().get().size() == 2);
    }
}
