package dev.faultline.workbench;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;

/**
 * Says that something takes its time, and for how long already, beside a button that stops it. What was shown before stays,
 * and the same button then goes on.
 */
final class BusySentence {
    private static final long SECOND = 1_000_000_000L;

    private final CaseModel model;
    private final Label said;
    private final String name;
    private final Button button = new Button();
    private List<String> lanes = List.of();
    private Runnable again = () -> {};
    private String text = "";
    private String before = "";
    private boolean running;
    private boolean stopped;
    private int turn;

    BusySentence(CaseModel model, Label said, String name) {
        this.model = model;
        this.said = said;
        this.name = name;
        button.setId(name + "-stop");
        button.setMinWidth(Button.USE_PREF_SIZE);
        button.setOnAction(event -> press());
        show(false);
    }

    /** To be put beside the label. */
    Button button() {
        return button;
    }

    /** Something begins in these lanes; {@code repeat} asks for it again. Says so once it has taken a second. */
    void begin(String doing, Runnable repeat, String... inLanes) {
        if (!running && !stopped) {
            before = said.getText();
        }
        text = doing;
        again = repeat;
        lanes = List.of(inLanes);
        running = true;
        stopped = false;
        show(false);
        tick(++turn, System.nanoTime());
    }

    /** What of it is being done now. */
    void doing(String part) {
        if (running) {
            text = part;
        }
    }

    /** It is done, or something else is to be said. */
    void end() {
        running = false;
        stopped = false;
        turn++;
        show(false);
    }

    private void tick(int of, long since) {
        model.later(name + "-tick", SECOND, () -> {
            if (of == turn) {
                said.setText(text + "   " + TimeText.duration((System.nanoTime() - since) / SECOND * SECOND));
                button.setText(Words.of("busy.stop"));
                show(true);
                tick(of, since);
            }
        });
    }

    private void press() {
        if (!running) {
            again.run();
            return;
        }
        lanes.forEach(model::drop);
        end();
        stopped = true;
        said.setText(before.isEmpty() ? Words.of("busy.stopped") : Words.of("busy.stopped-before", before));
        button.setText(Words.of("busy.go-on"));
        show(true);
    }

    private void show(boolean visible) {
        button.setVisible(visible);
        button.setManaged(visible);
    }
}
