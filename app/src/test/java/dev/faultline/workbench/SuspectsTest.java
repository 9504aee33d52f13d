package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.suspect.SuspectStates;
import dev.faultline.model.Annotation;
import dev.faultline.playbook.Library;
import dev.faultline.playbook.Matcher;
import dev.faultline.playbook.ShopFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Candidates in the window: what is decided of them is on the board, and playbooks are matched as evidence comes in. */
class SuspectsTest extends WindowFixture {
    @Start
    void start(Stage stage) throws IOException {
        show(stage);
    }

    private List<Annotation.Hypothesis> hypotheses() {
        return model().board().state().get().hypotheses();
    }

    private static void tab(FxRobot robot, String name) {
        robot.interact(
                () -> robot.lookup("#tab-" + name).queryAs(ToggleButton.class).fire());
    }

    @Test
    void whatIsDecidedOfASuspectIsOnTheBoardAndCanBeTakenBack(FxRobot robot) throws Exception {
        importing(robot, ShopFiles.all().toArray(Path[]::new));
        tab(robot, "suspects");
        await(() -> robot.lookup("#suspects")
                .lookup((Button button) -> button.getText().equals("ruled out"))
                .tryQuery()
                .isPresent());
        robot.interact(() -> robot.lookup("#suspects")
                .lookup((Button button) -> button.getText().equals("ruled out"))
                .<Button>query()
                .fire());
        await(() -> hypotheses().size() == 1);
        assertThat(hypotheses().getFirst().state()).isEqualTo(Annotation.State.RULED_OUT);
        assertThat(hypotheses().getFirst().entry().tags()).contains(SuspectStates.TAG);
        assertThat(hypotheses().getFirst().citations()).isNotEmpty();
        await(() -> robot.lookup("#suspects")
                .lookup((Label label) -> label.getText().contains("· ruled out"))
                .tryQuery()
                .isPresent());

        CheckBox none = robot.lookup("#suspects-none").queryAs(CheckBox.class);
        robot.interact(none::fire);
        await(() -> hypotheses().size() == 2 && none.isSelected());
        assertThat(model().openCase().board().hypotheses())
                .anySatisfy(each -> assertThat(each.entry().tags()).contains(SuspectStates.NONE));
        robot.interact(() -> model().board().undo());
        await(() -> hypotheses().size() == 1 && !none.isSelected());
        robot.interact(() -> model().board().undo());
        await(() -> hypotheses().isEmpty());

        // The same by keys: to the first card, then its own.
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT4);
        robot.type(KeyCode.J);
        robot.type(KeyCode.DIGIT2);
        await(() -> hypotheses().size() == 1);
        assertThat(hypotheses().getFirst().state()).isEqualTo(Annotation.State.RULED_OUT);
    }

    @Test
    void playbooksAreMatchedAgainWhenEvidenceCameIn(FxRobot robot) throws Exception {
        List<Path> files = ShopFiles.all();
        importing(robot, files.get(0));
        tab(robot, "playbooks");
        PlaybooksView playbooks = robot.lookup("#playbooks").queryAs(PlaybooksView.class);
        await(() -> !playbooks.offers().isEmpty());
        long before = model().openCase().reader().events();
        importing(robot, files.get(2));
        await(() -> model().openCase().reader().events() > before);
        // As a matcher says that never saw the case before.
        await(() -> playbooks
                .offers()
                .equals(new Matcher(model().openCase().reader(), () -> false)
                        .match(Library.open(true, List.of()).entries())));
    }
}
