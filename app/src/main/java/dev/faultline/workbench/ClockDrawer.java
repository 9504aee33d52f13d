package dev.faultline.workbench;

import dev.faultline.analysis.ClockEstimate;
import dev.faultline.analysis.Clocks;
import dev.faultline.analysis.Reordering;
import dev.faultline.model.Event;
import dev.faultline.model.Source;
import dev.faultline.text.SafeText;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** How the clock of the selected event's source is read, what the evidence says of it, and what setting it would move. */
final class ClockDrawer extends Drawer {
    private static final double MILLION = 1e6;

    private final CaseModel model;
    private final Runnable done;
    private final Label head = title("");
    private final Label told = new Label();
    private final TextField millis = field("clock-millis", Words.of("clock.prompt"));
    private @Nullable Source source;

    /** {@code done} is called when the clock is set. */
    ClockDrawer(CaseModel model, Runnable done) {
        super("clock", 150);
        this.model = model;
        this.done = done;
        told.setId("clock-told");
        told.setWrapText(true);
        millis.setOnAction(entered -> look());
        millis.setMaxWidth(240);
        HBox line = new HBox(
                6,
                millis,
                button("clock-look", Words.of("clock.look"), this::look),
                button("clock-set", Words.of("clock.set"), this::set),
                button("clock-none", Words.of("clock.none"), () -> set(0)));
        line.setAlignment(Pos.CENTER_LEFT);
        VBox all = new VBox(6, head, line, told);
        HBox.setHgrow(all, Priority.ALWAYS);
        getChildren().add(all);
    }

    private static Button button(String id, String name, Runnable action) {
        Button button = new Button(name);
        button.setId(id);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(click -> action.run());
        return button;
    }

    /** Opens it for the source of the selected event. */
    void open() {
        Event event = model.selected().get();
        if (event == null) {
            model.say(Words.of("clock.select-first"));
            return;
        }
        var reader = model.openCase().reader();
        Source of = reader.sources().stream()
                .filter(each -> each.id() == event.location().source())
                .findFirst()
                .orElseThrow();
        source = of;
        show(true);
        head.setText(Words.of("clock.title", SafeText.line(of.path()), ClockEdits.millis(of.clockOffset())));
        millis.setText(ClockEdits.millis(of.clockOffset()));
        told.setText(Words.of("common.reading"));
        millis.requestFocus();
        millis.selectAll();
        model.read(
                "clock",
                cancelled -> Clocks.estimate(reader, cancelled),
                estimates -> told.setText(words(estimates, of)));
    }

    private static String words(List<ClockEstimate> estimates, Source of) {
        Optional<ClockEstimate> best =
                estimates.stream().filter(each -> each.source() == of.id()).findFirst();
        boolean reference = estimates.stream().anyMatch(each -> each.reference() == of.id());
        return best.map(each -> Words.of(
                        switch (each.verdict()) {
                            case AGREES -> "clock.agrees";
                            case DISAGREES -> "clock.disagrees";
                            case UNDECIDED -> "clock.undecided";
                        },
                        ClockEdits.millis(each.offset()),
                        ClockEdits.millis(each.low()),
                        ClockEdits.millis(each.high()),
                        each.agreeing(),
                        each.anchors()))
                .orElse(Words.of(reference ? "clock.reference" : "clock.no-evidence"));
    }

    private Optional<Long> typed() {
        try {
            return Optional.of(Math.round(Double.parseDouble(millis.getText().strip()) * MILLION));
        } catch (NumberFormatException noNumber) {
            told.setText(Words.of("clock.no-number"));
            return Optional.empty();
        }
    }

    /** Says what it would move, and moves nothing. */
    private void look() {
        Source of = source;
        Optional<Long> offset = typed();
        if (of != null && offset.isPresent()) {
            var reader = model.openCase().reader();
            model.read(
                    "clock",
                    cancelled -> Reordering.of(reader, of.id(), offset.get(), cancelled),
                    would -> told.setText(Words.of("clock.would", would.moved(), would.events(), would.passed())));
        }
    }

    private void set() {
        typed().ifPresent(this::set);
    }

    private void set(long offset) {
        Source of = source;
        if (of == null || of.clockOffset() == offset) {
            return;
        }
        model.clocks().set(of, offset, () -> {
            hide();
            done.run();
        });
    }
}
