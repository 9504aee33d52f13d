package dev.faultline.workbench;

import dev.faultline.analysis.trace.SkewCorrection;
import dev.faultline.analysis.trace.TraceRecords;
import dev.faultline.analysis.trace.TraceTree;
import dev.faultline.text.SafeText;
import java.util.stream.Collectors;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/**
 * Shows the spans of a trace as recorded, or where they would stand if the clocks agreed, and says what that moves. There only
 * where clocks contradict each other, and off for every trace that is opened.
 */
final class SkewSwitch extends HBox {
    private final WaterfallView waterfall;
    private final ToggleButton corrected = new ToggleButton(Words.of("skew.correct"));
    private final Label told = new Label();
    private @Nullable TraceTree tree;
    private @Nullable TraceRecords records;
    private @Nullable SkewCorrection correction;

    SkewSwitch(WaterfallView waterfall) {
        super(8);
        this.waterfall = waterfall;
        setAlignment(Pos.CENTER_LEFT);
        setPadding(new Insets(2, 8, 2, 8));
        corrected.setId("skew");
        corrected.getStyleClass().add("small");
        corrected.setMinWidth(USE_PREF_SIZE);
        corrected.setAccessibleText(Words.of("skew.name"));
        corrected.setOnAction(click -> draw());
        told.setId("skew-told");
        told.setWrapText(true);
        HBox.setHgrow(told, Priority.ALWAYS);
        getChildren().addAll(corrected, told);
        show(null, null, null);
    }

    /** A trace was opened, as recorded. */
    void show(@Nullable TraceTree next, @Nullable TraceRecords around, @Nullable SkewCorrection would) {
        tree = next;
        records = around;
        correction = would;
        corrected.setSelected(false);
        boolean moves = would != null && !would.moves().isEmpty();
        setVisible(moves);
        setManaged(moves);
        say();
    }

    private void draw() {
        SkewCorrection would = correction;
        TraceTree asRecorded = tree;
        TraceRecords around = records;
        if (would != null && asRecorded != null && around != null) {
            boolean on = corrected.isSelected();
            waterfall.replace(on ? would.corrected() : asRecorded);
            waterfall.records(on ? would.corrected(around) : around);
            waterfall.requestFocus();
            say();
        }
    }

    private void say() {
        SkewCorrection would = correction;
        if (would == null) {
            return;
        }
        String moves = would.moves().stream().map(SkewSwitch::words).collect(Collectors.joining("; "));
        String rest = (would.undecided() > 0 ? " " + Words.of("skew.undecided", would.undecided()) : "")
                + (would.stillBefore() > 0 ? " " + Words.of("skew.still", would.stillBefore()) : "");
        told.setText(Words.of(corrected.isSelected() ? "skew.moved" : "skew.would", moves) + rest);
    }

    private static String words(SkewCorrection.Move move) {
        String service = move.service().isEmpty() ? Words.of("common.no-service") : SafeText.line(move.service());
        String by = (move.nanos() < 0 ? "−" : "+") + TimeText.duration(Math.abs(move.nanos()));
        return move.source() > 0
                ? Words.of("skew.by-source", service, by, move.spans(), move.anchors(), move.ofAnchors())
                : Words.of("skew.by-trace", service, by, move.spans());
    }
}
