package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.Annotation;
import dev.faultline.model.IncidentField;
import dev.faultline.model.Reference;
import dev.faultline.model.Timestamps;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The board, over the shop incident's log. */
class BoardTest extends WindowFixture {
    @Start
    void start(Stage stage) throws IOException {
        show(stage);
    }

    private BoardState board() {
        return model().board().state().get();
    }

    private void pinFirstError(FxRobot robot) throws Exception {
        importingSamples(robot, "logs/java/shop/payment.log");
        robot.interact(() -> robot.lookup("#events").query().requestFocus());
        robot.type(KeyCode.E);
        await(() -> model().selected().get() != null);
        robot.push(KeyCode.CONTROL, KeyCode.M);
        await(() -> board().pins().size() == 1);
    }

    @Test
    void evidenceThatContradictsAHypothesisIsThreeKeysAwayAndEveryEditCanBeTakenBack(FxRobot robot) throws Exception {
        pinFirstError(robot);
        assertThat(board().pins().getFirst().reference())
                .isEqualTo(Reference.to(
                        Objects.requireNonNull(model().selected().get()).id()));
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT7);
        robot.type(KeyCode.H);
        robot.interact(() ->
                ((javafx.scene.control.TextArea) robot.lookup("#board-text").query()).setText("the pool is too small"));
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        await(() -> board().hypotheses().size() == 1);
        assertThat(board().hypotheses().getFirst().citations()).isEmpty();
        robot.interact(() -> {
            var pins = robot.lookup("#board-pins").queryListView();
            pins.requestFocus();
            pins.getSelectionModel().select(0);
        });
        robot.type(KeyCode.X);
        await(() -> board().hypotheses().getFirst().citations(false).size() == 1);
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        await(() -> board().hypotheses().getFirst().citations().isEmpty());
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        await(() -> board().hypotheses().isEmpty());
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
        await(() -> !board().hypotheses().isEmpty()
                && board().hypotheses().getFirst().citations(false).size() == 1);
    }

    @Test
    void aMomentTakenFromTheSelectedEventIsEvidencedAndOneThatIsTypedIsNot(FxRobot robot) throws Exception {
        pinFirstError(robot);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT7);
        robot.interact(() -> robot.lookup("#board-tabs")
                .queryAs(TabPane.class)
                .getSelectionModel()
                .select(3));
        robot.interact(() -> robot.lookup("#take-began").queryButton().fire());
        String first = Timestamps.format(
                Objects.requireNonNull(model().selected().get()).time());
        await(() -> first.equals(board().incident().get(IncidentField.BEGAN)));
        assertThat(board().evidence(IncidentField.BEGAN)).isPresent();
        robot.interact(() -> model().board()
                .edit(BoardEdit.incident(IncidentField.DETECTED, "2026-11-20T19:50:00.000000000Z"), "typed"));
        await(() -> board().incident().containsKey(IncidentField.DETECTED));
        assertThat(board().evidence(IncidentField.DETECTED)).isEmpty();
    }

    @Test
    void aPinnedListKeepsItsChartAsItWasAndLeadsBackToIt(FxRobot robot) throws Exception {
        importingSamples(robot, "logs/java/shop/payment.log");
        robot.interact(() -> model().look(model().state().get().withQuery("severity:>=error")));
        await(() -> Objects.requireNonNull(model().found().get()).hits().count() < 100);
        long hits = Objects.requireNonNull(model().found().get()).hits().count();
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.M);
        await(() -> board().pins().size() == 1);
        Annotation.Pin pin = board().pins().getFirst();
        assertThat(pin.entry().text()).contains("As it was: " + hits + " of").contains("█");
        robot.interact(() -> model().look(model().state().get().withQuery("")));
        robot.interact(() -> model().board().follow(pin.reference(), () -> {}));
        await(() -> Objects.requireNonNull(model().found().get()).hits().count() == hits);
    }

    @Test
    void aNoteShowsMarkupAsTextAndOpensNothing(FxRobot robot) {
        NoteText[] note = new NoteText[1];
        robot.interact(() -> note[0] = new NoteText(
                "**bad** <script>alert(1)</script> ![x](http://example.org/x.png) [here](http://example.org) see #7.0",
                id -> {}));
        List<Node> all = new ArrayList<>();
        gather(note[0], all);
        assertThat(all)
                .filteredOn(Text.class::isInstance)
                .extracting(each -> ((Text) each).getText())
                .contains("<script>");
        assertThat(all).noneMatch(javafx.scene.image.ImageView.class::isInstance);
        assertThat(all)
                .filteredOn(Hyperlink.class::isInstance)
                .extracting(each -> ((Hyperlink) each).getText())
                .containsExactly("↗", "#7.0");
    }

    private static void gather(Node node, List<Node> into) {
        into.add(node);
        if (node instanceof Pane pane) {
            pane.getChildren().forEach(child -> gather(child, into));
        }
    }
}
