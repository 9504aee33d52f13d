package dev.faultline.workbench;

import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/**
 * A view of conclusions: a line that says what was looked at, and the cards below it. Its answer takes its time and does not
 * depend on the filters, so it is asked for once when the view first comes to the front, and again by the button.
 */
abstract class CardsTab extends VBox implements CaseTab {
    private final Label head = new Label();
    private final SentenceLine line = new SentenceLine(head);
    private final CardList cards;
    private final BusySentence busy;
    private boolean asked;

    /** {@code again} names the button that asks anew. */
    CardsTab(CaseModel model, String id, String again) {
        busy = new BusySentence(model, head, id);
        cards = new CardList(model);
        setId(id);
        head.setId(id + "-head");
        Button button = new Button(again);
        button.setOnAction(event -> ask());
        add(button);
        add(busy.button());
        VBox.setVgrow(cards, Priority.ALWAYS);
        getChildren().addAll(line, cards);
    }

    /** Asks the case, away from the UI thread, and shows the answer. */
    abstract void ask();

    /** Puts a control into the line above the cards, before those that are there. */
    final void add(Control control) {
        line.add(control);
    }

    final void head(String text) {
        busy.end();
        head.setText(text);
    }

    /** Says what is being done in the lane of the view's name, until something else is said; it can be stopped. */
    final void busy(String text) {
        busy.begin(text, this::ask, getId());
        head.setText(text);
    }

    final CardList cards() {
        return cards;
    }

    @Override
    public final void theme(Theme next) {
        // All of it takes its colours from the style sheet.
    }

    @Override
    public final void focus() {
        cards.requestFocus();
    }

    /** Whether what is shown was asked of an earlier state of the case, and asking again is cheap. */
    boolean isOutdated() {
        return false;
    }

    @Override
    public final void refresh() {
        if (!asked || isOutdated()) {
            asked = true;
            ask();
        }
    }
}
