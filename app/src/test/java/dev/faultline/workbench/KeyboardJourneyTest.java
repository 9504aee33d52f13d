package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.faultline.model.Change;
import dev.faultline.model.Event;
import dev.faultline.model.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The shop incident with nothing but keys: no click, no focus that a key did not bring. */
class KeyboardJourneyTest extends WindowFixture {
    @Start
    void start(Stage stage) throws IOException {
        show(stage);
    }

    private boolean isSelected(Kind kind) {
        CaseModel model = window().model();
        Event event = model == null ? null : model.selected().get();
        return event != null && event.kind() == kind;
    }

    /** Tab after Tab, as a person would who sees where the keys are. */
    private static void tabTo(FxRobot robot, Node wanted) {
        for (int i = 0; i < 40 && !wanted.isFocused(); i++) {
            robot.type(KeyCode.TAB);
        }
        assertThat(wanted.isFocused()).as("Tab reaches " + wanted.getId()).isTrue();
    }

    @Test
    void fromTheFilesToTheFailingVariableAndTheBlamedLine(FxRobot robot) throws Exception {
        assumeThat(Files.isDirectory(SAMPLES))
                .as("the shared samples lie beside the project")
                .isTrue();
        // As a start with these files on the command line brings them.
        robot.interact(() -> window().receive(Stream.of(
                        "traces/otlp/shop-traces.otlp.jsonl",
                        "logs/otlp/shop-logs.otlp.jsonl",
                        "snapshots/datadog/shop-0013.json",
                        "changes/git/shop.bundle")
                .map(SAMPLES::resolve)
                .toList()));
        await(() -> robot.lookup("#plan").tryQuery().isPresent());
        robot.type(KeyCode.ENTER);
        await(() -> found() > 0 && !model().imports().isBusy());

        // The logs that failed.
        await(() -> robot.lookup("#events").query().isFocused());
        robot.type(KeyCode.SLASH);
        await(() -> robot.lookup("#query").query().isFocused());
        robot.write("kind:log severity:error service:payment");
        robot.type(KeyCode.ENTER);
        await(() -> found() == 5 && !model().state().get().query().isEmpty());
        robot.type(KeyCode.ESCAPE);
        await(() -> robot.lookup("#events").query().isFocused());
        robot.type(KeyCode.HOME);
        await(() -> isSelected(Kind.LOG)
                && robot.lookup(".link-snapshot").tryQuery().isPresent());

        // What belongs to it: the snapshot.
        robot.push(KeyCode.CONTROL, KeyCode.R);
        ListView<RelatedView.Row> related = robot.lookup("#related").queryListView();
        await(related::isFocused);
        for (int i = 0; i < 40 && !isSnapshot(related); i++) {
            robot.type(KeyCode.DOWN);
        }
        robot.type(KeyCode.ENTER);
        await(() -> isSelected(Kind.SNAPSHOT));

        // Its frames, its variables, its code.
        robot.push(KeyCode.CONTROL, KeyCode.I);
        await(() -> robot.lookup("#frames").query().isFocused());
        TreeView<?> variables = robot.lookup("#variables").queryAs(TreeView.class);
        tabTo(robot, variables);
        for (int i = 0; i < 40 && !path(variables).equals("tier"); i++) {
            robot.type(KeyCode.DOWN);
        }
        assertThat(path(variables)).isEqualTo("tier");
        assertThat(((SnapshotVariables.Row)
                                variables.getSelectionModel().getSelectedItem().getValue())
                        .text())
                .contains("\"legacy\"");
        robot.push(KeyCode.CONTROL, KeyCode.I);
        await(() -> robot.lookup("#frames").query().isFocused());
        ListView<SourceView.Row> source = robot.lookup("#source").queryListView();
        await(() -> source.getItems().stream().anyMatch(SourceView.Row::isFailing));
        tabTo(robot, source);
        SourceView.Row blamed =
                Objects.requireNonNull(source.getSelectionModel().getSelectedItem());
        assertThat(blamed.isFailing())
                .as("the failing line is the one under the keys")
                .isTrue();
        assertThat(blamed.number()).isEqualTo(39);
        robot.type(KeyCode.B);
        await(() -> isSelected(Kind.CHANGE));
        Change change = (Change) Objects.requireNonNull(
                Objects.requireNonNull(model().selected().get()).detail());
        assertThat(change.revision()).startsWith("e5c476f");
        // And back.
        robot.push(KeyCode.ALT, KeyCode.LEFT);
        await(() -> isSelected(Kind.SNAPSHOT));
    }

    private static boolean isSnapshot(ListView<RelatedView.Row> related) {
        return related.getSelectionModel().getSelectedItem() instanceof RelatedView.Row.To to
                && to.link().text().contains("averageDiscount tier=legacy");
    }

    private static String path(TreeView<?> variables) {
        var chosen = variables.getSelectionModel().getSelectedItem();
        return chosen == null ? "" : ((SnapshotVariables.Row) chosen.getValue()).path();
    }

    @Test
    void theWelcomePageIsWalkedWithKeys(FxRobot robot) throws Exception {
        await(() -> robot.lookup("#welcome").tryQuery().isPresent());
        Button sample = robot.lookup("#welcome .button").queryAllAs(Button.class).stream()
                .filter(button -> button.getText().contains("sample"))
                .findFirst()
                .orElseThrow();
        tabTo(robot, sample);
        robot.type(KeyCode.SPACE);
        await(() -> found() > 1_000);
    }
}
