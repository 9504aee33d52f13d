package dev.faultline.workbench;

import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/** A sentence and the buttons that belong to it: beside it, or below it where they would squeeze it. */
final class SentenceLine extends Pane {
    private static final double GAP = 8;
    /** What a sentence needs beside buttons, in heights of its letters. */
    private static final double LEAST = 26;

    private final Label sentence;
    private final FlowPane buttons = new FlowPane(GAP, 4);

    SentenceLine(Label sentence) {
        this.sentence = sentence;
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        setMinHeight(Region.USE_PREF_SIZE);
        setPadding(new Insets(6, 8, 6, 8));
        buttons.setRowValignment(VPos.CENTER);
        getChildren().addAll(sentence, buttons);
    }

    /** Before those that are there. */
    void add(Control control) {
        control.setMinWidth(Region.USE_PREF_SIZE);
        buttons.getChildren().addFirst(control);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    private double inside(double width) {
        return Math.max(0, width - snappedLeftInset() - snappedRightInset());
    }

    /** All of them in one row. */
    private double row() {
        double all = 0;
        for (Node each : buttons.getChildren()) {
            all += each.isManaged() ? snapSizeX(each.prefWidth(-1)) + GAP : 0;
        }
        return all;
    }

    private boolean isBeside(double inside) {
        double wanted =
                Math.min(sentence.prefWidth(-1), LEAST * sentence.getFont().getSize());
        return inside - row() >= wanted;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefHeight(double width) {
        double inside = inside(width < 0 ? getWidth() : width);
        double high = isBeside(inside)
                ? Math.max(sentence.prefHeight(inside - row()), buttons.prefHeight(row()))
                : sentence.prefHeight(inside) + (row() > 0 ? 4 + buttons.prefHeight(inside) : 0);
        return snapSizeY(high) + snappedTopInset() + snappedBottomInset();
    }

    @Override
    protected void layoutChildren() {
        double inside = inside(getWidth());
        double left = snappedLeftInset();
        double top = snappedTopInset();
        double high = getHeight() - top - snappedBottomInset();
        if (isBeside(inside)) {
            double words = inside - row();
            layoutInArea(sentence, left, top, words, high, 0, HPos.LEFT, VPos.CENTER);
            layoutInArea(buttons, left + words + GAP, top, row(), high, 0, HPos.LEFT, VPos.CENTER);
        } else {
            double words = snapSizeY(sentence.prefHeight(inside));
            layoutInArea(sentence, left, top, inside, words, 0, HPos.LEFT, VPos.TOP);
            layoutInArea(buttons, left, top + words + 4, inside, high - words - 4, 0, HPos.LEFT, VPos.TOP);
        }
    }
}
