package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Who reads large letters gets them in pictures too, and the sentences above the cards keep their room. */
final class CanvasLettersTest extends WindowFixture {
    @Start
    void start(Stage stage) throws Exception {
        show(stage);
    }

    @Test
    void everyCanvasWritesAsLargeAsTheInterface(FxRobot robot) throws Exception {
        importingSamples(robot, "traces/otlp/shop-traces.otlp.jsonl", "logs/java/shop/payment.log");
        Map<String, Double> events = letters(robot, 1);
        assertThat(letters(robot, 2)).isEqualTo(twice(events)).containsKeys("timeline", "events");
        assertThat(robot.lookup("#timeline").<Region>queryAs(Region.class).getHeight())
                .isEqualTo(192);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        await(() -> String.valueOf(robot.lookup("#waterfall").query().getAccessibleText())
                .startsWith("Trace of"));
        Map<String, Double> large = letters(robot, 2);
        // On a low window the lanes leave the room to what is in front.
        assertThat(twice(letters(robot, 1))).containsAllEntriesOf(large);
        assertThat(large).containsKey("waterfall");
        // So large the dots leave their room to the list of traces; a little smaller they have it.
        double dots = Objects.requireNonNull(letters(robot, 1).get("trace-scatter"));
        assertThat(Objects.requireNonNull(letters(robot, 1.1).get("trace-scatter")))
                .isCloseTo(1.1 * dots, within(0.1));
    }

    /** The size of the letters of each canvas that is seen, by the name of the view that it is in. */
    private Map<String, Double> letters(FxRobot robot, double scale) {
        robot.interact(() -> window().rescale(scale));
        WaitForAsyncUtils.waitForFxEvents();
        Map<String, Double> sizes = new LinkedHashMap<>();
        for (Node each :
                robot.lookup(node -> node instanceof Canvas && isSeen(node)).queryAll()) {
            String name = each.getParent().getId();
            if (name != null) {
                sizes.put(name, ((Canvas) each).getGraphicsContext2D().getFont().getSize());
            }
        }
        return sizes;
    }

    private static boolean isSeen(Node node) {
        return node.getParent() == null || node.isVisible() && isSeen(node.getParent());
    }

    private static Map<String, Double> twice(Map<String, Double> sizes) {
        Map<String, Double> doubled = new LinkedHashMap<>(sizes);
        doubled.replaceAll((name, size) -> size * 2);
        return doubled;
    }

    @Test
    void aSentenceHasTheWholeWidthWhereButtonsWouldSqueezeIt(FxRobot robot) {
        Label sentence = new Label("3 of 30 playbooks fit this case, 2 more cannot be decided from the evidence");
        Button button = new Button("Match all of them again");
        SentenceLine line = new SentenceLine(sentence);
        line.add(button);
        robot.interact(() -> {
            window().scene().setRoot(line);
            layOut(line, 1200);
        });
        assertThat(button.getParent().getLayoutY()).isLessThan(sentence.getHeight());
        assertThat(button.getParent().getLayoutX()).isGreaterThanOrEqualTo(sentence.getWidth());
        robot.interact(() -> layOut(line, 400));
        assertThat(button.getParent().getLayoutY()).isGreaterThanOrEqualTo(sentence.getHeight());
        assertThat(sentence.getWidth()).isCloseTo(400, within(20.0));
    }

    private static void layOut(SentenceLine line, double width) {
        line.applyCss();
        line.resize(width, line.prefHeight(width));
        line.layout();
    }
}
