package dev.faultline.workbench;

import dev.faultline.query.Query;
import dev.faultline.query.QueryParser;
import dev.faultline.query.QuerySyntaxException;
import dev.faultline.query.Search;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** Finds in the list and takes nothing out of it, unlike the query above: n and N go from match to match. */
final class FindBar extends Drawer {
    private static final long PAUSE = 200_000_000L;

    private final CaseModel model;
    private final EventList events;
    private final TextField text = new TextField();
    private final Label told = new Label();

    FindBar(CaseModel model, EventList events) {
        super("find", USE_COMPUTED_SIZE);
        this.model = model;
        this.events = events;
        setAlignment(Pos.CENTER_LEFT);
        text.setId("find-text");
        text.setPromptText(Words.of("find.prompt"));
        text.setAccessibleText(Words.of("find.prompt"));
        text.setPrefColumnCount(28);
        text.setOnAction(entered -> {
            next(true);
            events.requestFocus();
        });
        text.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.F3) {
                next(!event.isShiftDown());
                event.consume();
            }
        });
        text.textProperty().addListener((property, before, now) -> model.later("find-typed", PAUSE, this::count));
        told.setId("find-told");
        told.setMaxWidth(Double.MAX_VALUE);
        // How many match is what one looks for here; the field can be narrower.
        told.setMinWidth(USE_PREF_SIZE);
        text.setMinWidth(80);
        HBox.setHgrow(told, Priority.ALWAYS);
        getChildren()
                .addAll(
                        text,
                        button(Words.of("find.previous"), () -> next(false)),
                        button(Words.of("find.next"), () -> next(true)),
                        told,
                        button(Words.of("common.close"), this::close));
        model.found().addListener((property, before, now) -> count());
    }

    private static Button button(String name, Runnable action) {
        Button button = new Button(name);
        button.getStyleClass().add("small");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    void open() {
        show(true);
        text.requestFocus();
        text.selectAll();
        count();
    }

    private void close() {
        hide();
        events.requestFocus();
    }

    @Override
    void hidden() {
        events.matching(null);
    }

    private @Nullable Query query() {
        try {
            return text.getText().isBlank()
                    ? null
                    : QueryParser.parse(text.getText().strip());
        } catch (QuerySyntaxException unfinished) {
            told.setText("✕ " + unfinished.getMessage());
            return null;
        }
    }

    /** To the next match, or the previous one. */
    void next(boolean forward) {
        Query wanted = query();
        if (wanted != null) {
            events.next(wanted, forward);
        } else if (text.getText().isBlank()) {
            model.say(Words.of("find.nothing-wanted"));
        }
    }

    private void count() {
        CaseModel.Found found = model.found().get();
        Query wanted = isVisible() && found != null ? query() : null;
        if (wanted == null || found == null) {
            if (text.getText().isBlank()) {
                told.setText("");
            }
            events.matching(null);
            return;
        }
        model.read(
                "find-count",
                cancelled -> {
                    var hits = found.hits();
                    var matching =
                            Search.run(hits.reader(), wanted, found.asked().range(), cancelled);
                    return hits.and(matching);
                },
                both -> {
                    told.setText(
                            Words.of("find.count", both.count(), found.hits().count()));
                    events.matching(isVisible() ? both : null);
                });
    }
}
