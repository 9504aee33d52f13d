package dev.faultline.workbench;

import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.Frame;
import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The point of failure: frames, the code around the chosen one, its variables. */
final class SnapshotView extends VBox {
    private final FramesView frames;
    private final SourceView source;
    private final VariablesView variables;
    private final DifferenceView difference;
    private Runnable raw = () -> {};
    private Consumer<Frame> told = frame -> {};
    private @Nullable Event event;
    private FrameRow.@Nullable Call call;

    /** {@code open} shows an event, {@code related} what belongs to a frame. */
    SnapshotView(CaseModel model, Consumer<String> hunt, Consumer<EventId> open, Consumer<Frame> related) {
        frames = new FramesView(this::chosen);
        source = new SourceView(model, model.code(), open);
        variables = new VariablesView(model, hunt);
        difference = new DifferenceView(model, open);
        Button to = new Button(Words.of("snapshot.related"));
        Button app = new Button(Words.of("snapshot.application-only"));
        to.getStyleClass().add("small");
        app.getStyleClass().add("small");
        to.setOnAction(pressed -> {
            if (call != null) {
                related.accept(call.frame());
            }
        });
        app.setOnAction(pressed -> frames.toggle());
        SplitPane split = new SplitPane(frames, source, new VBox(4, difference, variables));
        VBox.setVgrow(variables, Priority.ALWAYS);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.22, 0.56);
        VBox.setVgrow(split, Priority.ALWAYS);
        setSpacing(4);
        getChildren().addAll(new HBox(6, to, app), split);
        addEventHandler(KeyEvent.KEY_PRESSED, pressed -> {
            if (pressed.getCode() == KeyCode.R && !pressed.isShortcutDown() && !pressed.isAltDown()) {
                raw.run();
                pressed.consume();
            }
        });
    }

    /** What shows the original bytes. */
    void onRaw(Runnable action) {
        raw = action;
    }

    /** Who else wants to know which frame was looked at last. */
    void onChosen(Consumer<Frame> action) {
        told = action;
    }

    @Override
    public void requestFocus() {
        frames.requestFocus();
    }

    void show(@Nullable Event shown) {
        event = shown;
        call = null;
        variables.show(shown, null);
        source.clear("");
        difference.show(shown);
        frames.show(shown);
        if (call == null) {
            source.clear(Words.of("snapshot.choose-frame"));
        }
    }

    void choose(Frame frame) {
        frames.choose(frame);
    }

    private void chosen(FrameRow.Call chosen) {
        Event of = event;
        call = chosen;
        if (of != null) {
            variables.show(of, chosen);
            source.show(of, chosen);
            told.accept(chosen.frame());
        }
    }
}
