package dev.faultline.workbench;

import dev.faultline.model.TimeRange;
import dev.faultline.query.Field;
import dev.faultline.query.QueryText;
import dev.faultline.text.SafeText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The query, whether it is right, and the filters beside it. What it would find shows while it is typed, Enter applies; names of fields complete themselves. */
final class QueryBar extends VBox {
    private static final int MOST_OFFERED = 10;
    private static final long PAUSE = 120_000_000L;

    private final CaseModel model;
    private final TextField text = new TextField();
    private final Label validity = new Label();
    private final FlowPane pills = new FlowPane(6, 4);
    private final ContextMenu completion = new ContextMenu();
    private boolean offering;
    private boolean choosing;
    private final Consumer<Command> commands;

    /** {@code commands} takes what is typed here and is no query. */
    QueryBar(CaseModel model, SearchesDrawer searches, Consumer<Command> commands) {
        this.model = model;
        this.commands = commands;
        setPadding(new Insets(6, 8, 4, 8));
        setSpacing(4);
        text.setId("query");
        text.setPromptText(Words.of("query.prompt"));
        validity.setId("validity");
        validity.setMinWidth(24);
        Button fit = new Button(Words.of("query.fit"));
        fit.setTooltip(new Tooltip(Words.of("query.fit-tip")));
        fit.setOnAction(event -> model.look(model.state().get().withRange(TimeRange.ALL)));
        Button onset = new Button(Words.of("query.onset"));
        onset.setTooltip(new Tooltip(Words.of("query.onset-tip")));
        onset.setOnAction(event -> model.toOnset());
        for (Button button : List.of(fit, onset)) {
            button.setMinWidth(Button.USE_PREF_SIZE);
        }
        HBox line = new HBox(8, text, validity, new SearchesMenu(model.searches(), searches), fit, onset);
        HBox.setHgrow(text, Priority.ALWAYS);
        getChildren().addAll(line, pills);
        text.textProperty().addListener((property, before, now) -> typed(now));
        text.focusedProperty().addListener((property, before, now) -> {
            if (!now && !completion.isShowing()) {
                left();
            }
        });
        text.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        completion.addEventFilter(KeyEvent.KEY_PRESSED, this::keyAtOffers);
        model.state().addListener((property, before, now) -> show(now));
        show(model.state().get());
    }

    void focusText() {
        text.requestFocus();
        text.selectAll();
    }

    /** Goes back to the query that is looked at. */
    void revert() {
        completion.hide();
        text.setText(model.state().get().query());
        model.preview(null);
    }

    private void show(ViewState state) {
        if (!text.getText().strip().equals(state.query())) {
            text.setText(state.query());
        }
        pills.getChildren().clear();
        for (ViewState.Filter filter : state.filters()) {
            Button pill = new Button(filter.label() + "  ✕");
            pill.getStyleClass().addAll("small", filter.exclude() ? "danger" : "accent");
            pill.setOnAction(event -> model.look(model.state().get().toggled(filter)));
            pill.setAccessibleText(Words.of("query.remove", filter.label()));
            pills.getChildren().add(pill);
        }
        pills.setManaged(!state.filters().isEmpty());
        pills.setVisible(!state.filters().isEmpty());
    }

    private void typed(String query) {
        offering = true;
        Optional<Command> command = Command.of(query);
        if (command.isPresent()) {
            offer(List.of());
            validity.setText("⏎ " + command.get().words());
            return;
        }
        String problem = CaseModel.problem(query);
        validity.setText(query.isBlank() ? "" : problem == null ? "✓" : "✕ " + problem);
        validity.setMaxWidth(520);
        text.pseudoClassStateChanged(
                javafx.css.PseudoClass.getPseudoClass("error"), problem != null && !query.isBlank());
        complete(query);
        model.later("typed", PAUSE, () -> preview(query));
    }

    /** What is typed shows what it would find, as soon as the fingers rest. */
    private void preview(String query) {
        if (text.isFocused()
                && text.getText().equals(query)
                && Command.of(query).isEmpty()) {
            boolean same = query.strip().equals(model.state().get().query());
            AsTyped.query(query).ifPresent(asked -> model.preview(same ? null : asked));
        }
    }

    /** Who leaves the query for the list means what is written there; what cannot be asked is as if it were not typed. */
    private void left() {
        if (Command.of(text.getText()).isPresent()) {
            revert();
        } else if (CaseModel.problem(text.getText()) == null) {
            apply();
        } else {
            model.preview(null);
        }
    }

    private void apply() {
        // An answer that is still under way must not open over what was found.
        offering = false;
        completion.hide();
        model.look(model.state().get().withQuery(text.getText().strip()));
    }

    /** Offers names of fields, and behind a name and its colon the values that the case holds. */
    private void complete(String query) {
        String word = query.substring(Math.max(query.lastIndexOf(' '), query.lastIndexOf('(')) + 1);
        int colon = word.indexOf(':');
        if (word.isEmpty() || !text.isFocused()) {
            offer(List.of());
        } else if (colon < 0) {
            String start = query.substring(0, query.length() - word.length());
            offer(java.util.Arrays.stream(Field.values())
                    .map(Field::label)
                    .filter(label -> label.startsWith(word))
                    .limit(MOST_OFFERED)
                    .map(label -> new Offer(label + ":", start + label + ":"))
                    .toList());
        } else {
            completeValue(query, word.substring(0, colon), word.substring(colon + 1));
        }
    }

    private void completeValue(String query, String field, String typed) {
        String start = query.substring(0, query.length() - typed.length());
        if (typed.startsWith("\"") || field.startsWith("attributes.")) {
            offer(List.of());
            return;
        }
        model.values(field, values -> {
            // The answer is of use only while the same is still being typed.
            if (offering && text.getText().equals(query)) {
                offer(values.stream()
                        .filter(value ->
                                value.value().toLowerCase(Locale.ROOT).startsWith(typed.toLowerCase(Locale.ROOT)))
                        .limit(MOST_OFFERED)
                        .map(value -> new Offer(
                                SafeText.line(value.value()) + "   " + Words.number(value.count()),
                                start + QueryText.term(field, value.value()).substring(field.length() + 1)))
                        .toList());
            }
        });
    }

    /** Something to choose, and what the query is then. */
    private record Offer(String label, String query) {}

    private void offer(List<Offer> offers) {
        choosing = false;
        completion
                .getItems()
                .setAll(offers.stream()
                        .map(offer -> {
                            MenuItem item = new MenuItem(offer.label());
                            item.setMnemonicParsing(false);
                            item.setOnAction(event -> {
                                text.setText(offer.query());
                                text.end();
                            });
                            return item;
                        })
                        .toList());
        if (offers.isEmpty() || text.getScene() == null || text.getScene().getWindow() == null) {
            completion.hide();
        } else if (!completion.isShowing()) {
            completion.show(text, Side.BOTTOM, 8, 0);
        }
    }

    /** What is offered has the keys while it shows: Enter means what is typed, until an arrow has gone to an offer. */
    private void keyAtOffers(KeyEvent event) {
        if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.UP) {
            choosing = true;
        } else if (event.getCode() == KeyCode.ENTER && !choosing) {
            key(event);
        }
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            completion.hide();
            Optional<Command> command = Command.of(text.getText());
            if (command.isPresent()) {
                revert();
                commands.accept(command.get());
            } else if (CaseModel.problem(text.getText()) == null) {
                apply();
            }
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            completion.hide();
        }
    }
}
