package dev.faultline.workbench;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.Shape;

/** Shows around: one thing of the window after the other in the light, and a sentence beside it. Esc ends it anywhere. */
final class Tour extends Pane {
    private static final double CARD = 420;
    private static final double GAP = 12;
    private static final Color SHADE = Color.rgb(0, 0, 0, 0.55);

    private final Scene scene;
    private final Runnable end;
    private final List<Step> steps;
    private final Label title = new Label();
    private final Label text = new Label();
    private final Label number = new Label();
    private final Button back = new Button(Words.of("tour.back"));
    private final Button next = new Button();
    private final VBox card;
    private int at;

    /** What is in the light, and what is said of it. */
    private record Step(Node node, String title, String text) {}

    /** A tour of what the scene shows now. */
    Tour(Scene scene, Runnable end) {
        this.scene = scene;
        this.end = end;
        setId("tour");
        steps = steps(scene);
        title.getStyleClass().add("title-4");
        text.setWrapText(true);
        number.getStyleClass().add("text-muted");
        Button skip = new Button(Words.of("tour.skip"));
        skip.setId("tour-skip");
        skip.getStyleClass().add("flat");
        skip.setOnAction(event -> end.run());
        back.setOnAction(event -> go(at - 1));
        next.setId("tour-next");
        next.getStyleClass().add("accent");
        next.setOnAction(event -> forth());
        Region between = new Region();
        HBox.setHgrow(between, Priority.ALWAYS);
        HBox buttons = new HBox(8, number, between, skip, back, next);
        buttons.setAlignment(Pos.CENTER_LEFT);
        card = new VBox(GAP, title, text, buttons);
        card.setId("tour-card");
        card.setPadding(new Insets(16));
        card.setPrefWidth(CARD);
        card.setStyle("-fx-background-color: -color-bg-default; -fx-background-radius: 8;");
        widthProperty().addListener((property, before, now) -> requestLayout());
        show();
    }

    private static List<Step> steps(Scene scene) {
        return Stream.of(
                        step(scene, "#timeline", Words.of("tour.timeline"), Words.of("tour.timeline-text")),
                        step(scene, "#query", Words.of("tour.query"), Words.of("tour.query-text")),
                        step(scene, "#facets", Words.of("tour.facets"), Words.of("tour.facets-text")),
                        step(scene, "#events", Words.of("tour.events"), Words.of("tour.events-text")),
                        step(scene, "#inspector", Words.of("tour.inspector"), Words.of("tour.inspector-text")),
                        step(scene, "#tab-suspects", Words.of("tour.tab-suspects"), Words.of("tour.tab-suspects-text")),
                        step(
                                scene,
                                "#tab-playbooks",
                                Words.of("tour.tab-playbooks"),
                                Words.of("tour.tab-playbooks-text")),
                        step(scene, "#tab-board", Words.of("tour.tab-board"), Words.of("tour.tab-board-text")),
                        step(scene, "#status", Words.of("tour.status"), Words.of("tour.status-text")))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Step> step(Scene scene, String selector, String title, String text) {
        return Optional.ofNullable(scene.lookup(selector))
                .filter(Node::isVisible)
                .map(node -> new Step(node, title, text));
    }

    /** On to the next, and after the last to the end. */
    void forth() {
        go(at + 1);
    }

    private void go(int wanted) {
        if (wanted >= steps.size()) {
            end.run();
        } else if (wanted >= 0) {
            at = wanted;
            show();
            requestLayout();
        }
    }

    private void show() {
        Step step = steps.get(at);
        title.setText(step.title());
        text.setText(step.text());
        number.setText(Words.of("tour.number", at + 1, steps.size()));
        back.setDisable(at == 0);
        next.setText(Words.of(at == steps.size() - 1 ? "tour.end" : "tour.next"));
        card.setAccessibleText(step.title() + ". " + step.text());
    }

    @Override
    protected void layoutChildren() {
        Bounds lit = sceneToLocal(
                steps.get(at).node().localToScene(steps.get(at).node().getBoundsInLocal()));
        Rectangle hole = new Rectangle(lit.getMinX() - 2, lit.getMinY() - 2, lit.getWidth() + 4, lit.getHeight() + 4);
        hole.setArcWidth(GAP);
        hole.setArcHeight(GAP);
        Shape shade = Shape.subtract(new Rectangle(getWidth(), getHeight()), hole);
        shade.setFill(SHADE);
        getChildren().setAll(shade, card);
        double height = card.prefHeight(CARD);
        card.resizeRelocate(
                Math.clamp(beside(lit), GAP, Math.max(GAP, getWidth() - CARD - GAP)),
                Math.clamp(under(lit, height), GAP, Math.max(GAP, getHeight() - height - GAP)),
                CARD,
                height);
    }

    /** Left or right of what is tall, and at the beginning of what is wide. */
    private double beside(Bounds lit) {
        if (lit.getHeight() < scene.getHeight() / 2) {
            return lit.getMinX();
        }
        return lit.getMaxX() + CARD + GAP < getWidth() ? lit.getMaxX() + GAP : lit.getMinX() - CARD - GAP;
    }

    private double under(Bounds lit, double height) {
        if (lit.getHeight() >= scene.getHeight() / 2) {
            return lit.getMinY() + GAP;
        }
        return lit.getMaxY() + height + GAP < getHeight() ? lit.getMaxY() + GAP : lit.getMinY() - height - GAP;
    }
}
