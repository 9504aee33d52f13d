package dev.faultline.workbench;

import dev.faultline.model.Annotation;
import dev.faultline.model.Annotation.Citation;
import dev.faultline.model.Annotation.Hypothesis;
import dev.faultline.model.Annotation.Note;
import dev.faultline.model.Annotation.Pin;
import dev.faultline.model.IncidentField;
import dev.faultline.model.Timestamps;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * The investigation's own record: hypotheses, notes and what is said of the incident on the left, the pinned evidence on the
 * right, the story of the incident below.
 */
final class BoardView extends VBox implements CaseTab {
    /** Where both do not fit beside each other they stand below each other; in heights of letters. */
    private static final double NARROW = 32;

    private static final double HIGH = 30;

    private final CaseModel model;
    private final BoardModel board;
    private final Choosers choosers;
    private final Runnable toEvents;
    private final PlaybookRecording recording;
    private final BoardFaces faces;
    private final BoardList<Pin> pins;
    private final BoardList<Hypothesis> hypotheses;
    private final BoardList<Note> notes;
    private final BoardIncident incident;
    private final BoardMatrix matrix;
    private final BoardEditor editor;
    private final Label counts = new Label();
    private final Label custody = new Label();
    private final Label story = new Label();
    private final CheckBox unlinked = new CheckBox(Words.of("board.only-loose"));

    /** {@code toEvents} brings the list of events to the front. */
    BoardView(CaseModel model, Choosers choosers, PlaybookRecording recording, Runnable toEvents) {
        this.model = model;
        this.choosers = choosers;
        this.board = model.board();
        this.toEvents = toEvents;
        this.recording = recording;
        setId("board");
        faces = new BoardFaces(model);
        pins = new BoardList<>(board, "board-pins", Words.of("board.pins"), Words.of("board.no-pins"), faces::pin);
        hypotheses = new BoardList<>(
                board,
                "board-hypotheses",
                Words.of("board.hypotheses"),
                Words.of("board.no-hypotheses"),
                faces::hypothesis);
        notes = new BoardList<>(board, "board-notes", Words.of("board.notes"), Words.of("board.no-notes"), faces::note);
        incident = new BoardIncident(model);
        matrix = new BoardMatrix(model, faces);
        editor = new BoardEditor(model);
        hypotheses.onDropped((hypothesis, id) -> pin(id).ifPresent(pin -> cite(hypothesis, pin, true)));
        pins.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> {
            if (now != null && now.reference().event().isPresent()) {
                board.follow(now.reference(), toEvents);
            }
        });
        menu(pins);
        menu(hypotheses);
        menu(notes);
        unlinked.setOnAction(event -> show(board.state().get()));
        SplitPane both = new SplitPane(left(), right());
        both.setDividerPositions(0.55);
        ScrollPane around = new ScrollPane(both);
        around.setFitToWidth(true);
        around.setFitToHeight(true);
        around.setFocusTraversable(false);
        around.viewportBoundsProperty()
                .addListener((property, before, now) ->
                        stand(both, now.getWidth() / counts.getFont().getSize()));
        VBox.setVgrow(around, Priority.ALWAYS);
        story.setWrapText(true);
        story.setPadding(new Insets(4, 8, 4, 8));
        getChildren().addAll(around, editor, story);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        board.state().addListener((property, before, now) -> show(now));
        board.refresh();
    }

    /** Below each other where they have not the width beside each other, and then as high as both need. */
    private void stand(SplitPane both, double letters) {
        boolean below = letters < NARROW;
        both.setOrientation(below ? Orientation.VERTICAL : Orientation.HORIZONTAL);
        both.setMinHeight(below ? HIGH * counts.getFont().getSize() : 0);
    }

    private TabPane left() {
        TabPane tabs = new TabPane(
                new Tab(
                        Words.of("board.tab-hypotheses"),
                        pane(
                                hypotheses,
                                button(Words.of("board.new-h"), this::newHypothesis),
                                button(Words.of("board.supports"), () -> cite(true)),
                                button(Words.of("board.contradicts"), () -> cite(false)),
                                button(Words.of("board.state"), this::nextState))),
                new Tab(Words.of("board.tab-matrix"), matrix),
                new Tab(Words.of("board.tab-notes"), pane(notes, button(Words.of("board.new-n"), this::newNote))),
                new Tab(Words.of("board.tab-incident"), incident));
        tabs.setId("board-tabs");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        return tabs;
    }

    private VBox right() {
        counts.setWrapText(true);
        counts.setMinHeight(USE_PREF_SIZE);
        counts.getStyleClass().add("text-bold");
        counts.setPadding(new Insets(8, 6, 0, 6));
        FlowPane controls = new FlowPane(
                8,
                4,
                button(Words.of("board.link"), this::link),
                button(Words.of("board.merge-case"), this::mergeFolder),
                record(),
                unlinked);
        controls.setPadding(new Insets(6));
        custody.setWrapText(true);
        custody.setMinHeight(USE_PREF_SIZE);
        custody.getStyleClass().add("text-muted");
        custody.setPadding(new Insets(2, 6, 4, 6));
        VBox.setVgrow(pins, Priority.ALWAYS);
        return new VBox(counts, controls, pins, custody);
    }

    private Button record() {
        Button record = button(Words.of("board.record"), this::recordPlaybook);
        record.setId("board-record");
        record.setAccessibleText(Words.of("board.record-name"));
        return record;
    }

    private void recordPlaybook() {
        recording.start(getScene() == null ? null : getScene().getWindow());
    }

    private static VBox pane(Region content, Node... controls) {
        FlowPane line = new FlowPane(6, 4, controls);
        line.setMinHeight(USE_PREF_SIZE);
        line.setPadding(new Insets(6));
        VBox.setVgrow(content, Priority.ALWAYS);
        return new VBox(line, content);
    }

    private static Button button(String name, Runnable action) {
        Button button = new Button(name);
        button.getStyleClass().add("small");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    private <T extends Annotation> void menu(BoardList<T> list) {
        list.setContextMenu(new ContextMenu(
                item(Words.of("board.edit"), () -> list.chosen().ifPresent(this::edit)),
                item(Words.of("common.copy-key"), () -> list.chosen()
                        .ifPresent(each -> NoteText.copy(dev.faultline.text.AnnotationText.block(each)))),
                item(Words.of("board.up"), () -> list.fireEvent(alt(KeyCode.UP))),
                item(Words.of("board.down"), () -> list.fireEvent(alt(KeyCode.DOWN))),
                item(Words.of("board.take-off"), () -> list.chosen()
                        .ifPresent(
                                each -> board.edit(BoardEdit.remove(each.entry().id()), Words.of("board.removed"))))));
    }

    private static KeyEvent alt(KeyCode code) {
        return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, true, false);
    }

    private static MenuItem item(String name, Runnable action) {
        MenuItem item = new MenuItem(name);
        item.setOnAction(event -> action.run());
        return item;
    }

    private void show(BoardState state) {
        long loose = state.pins().stream()
                .filter(pin -> !state.isLinked(pin.reference()))
                .count();
        counts.setText(Words.of("board.evidence", state.pins().size(), loose));
        pins.show(state.pins().stream()
                .filter(pin -> !unlinked.isSelected() || !state.isLinked(pin.reference()))
                .toList());
        hypotheses.show(state.hypotheses());
        notes.show(state.notes());
        incident.show(state);
        matrix.show(state);
        custody.setText(state.custody());
        story.setText(story(state));
    }

    /** The moments that somebody named, in their order. */
    private String story(BoardState state) {
        List<Map.Entry<IncidentField, Long>> moments = new ArrayList<>();
        state.incident().forEach((field, value) -> {
            if (field.isTime()) {
                Timestamps.parse(value).ifPresent(nanos -> moments.add(Map.entry(field, nanos)));
            }
        });
        moments.sort(Comparator.comparingLong(Map.Entry::getValue));
        return String.join(
                "  →  ",
                moments.stream()
                        .map(each -> BoardFaces.time(
                                        each.getValue(), model.state().get().zero())
                                + " " + each.getKey().label()
                                + (state.evidence(each.getKey()).isPresent() ? "" : " ⚠"))
                        .toList());
    }

    private void key(KeyEvent event) {
        if (event.getTarget() instanceof TextInputControl || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        KeyCode code = event.getCode();
        switch (code) {
            case H -> newHypothesis();
            case N -> newNote();
            case S -> cite(true);
            case X -> cite(false);
            case L -> link();
            case T -> nextState();
            case F2 -> focused().ifPresent(this::edit);
            case ENTER ->
                pins.chosen().filter(pin -> pins.isFocused()).ifPresent(pin -> {
                    board.follow(pin.reference(), toEvents);
                    toEvents.run();
                });
            default -> {
                if (!code.isDigitKey() || code == KeyCode.DIGIT0) {
                    return;
                }
                number(code.getName().charAt(code.getName().length() - 1) - '0', !event.isShiftDown());
            }
        }
        event.consume();
    }

    private Optional<? extends Annotation> focused() {
        return hypotheses.isFocused()
                ? hypotheses.chosen()
                : notes.isFocused() ? notes.chosen() : pins.isFocused() ? pins.chosen() : Optional.empty();
    }

    private Optional<Pin> pin(long id) {
        return board.state().get().pins().stream()
                .filter(each -> each.entry().id() == id)
                .findFirst();
    }

    private void newHypothesis() {
        editor.open(
                Words.of("board.new-hypothesis"),
                "",
                List.of(),
                (text, tags) -> board.edit(BoardEdit.hypothesis(text, tags), Words.of("board.hypothesis-made")));
    }

    private void newNote() {
        editor.open(
                Words.of("board.new-note"),
                "",
                List.of(),
                (text, tags) -> board.edit(BoardEdit.note(text, tags), Words.of("board.note-made")));
    }

    private void edit(Annotation annotation) {
        editor.open(
                Words.of("board.edit-what", BoardModel.word(annotation)),
                annotation.entry().text(),
                annotation.entry().tags(),
                (text, tags) -> board.edit(BoardEdit.text(annotation.entry(), text, tags), Words.of("board.changed")));
    }

    private void cite(boolean supports) {
        List<Hypothesis> all = board.state().get().hypotheses();
        Optional<Hypothesis> hypothesis = all.size() == 1 ? Optional.of(all.getFirst()) : hypotheses.chosen();
        if (hypothesis.isEmpty() || pins.chosen().isEmpty()) {
            model.say(Words.of("board.cite-how"));
            return;
        }
        cite(hypothesis.get(), pins.chosen().get(), supports);
    }

    private void cite(Hypothesis hypothesis, Pin pin, boolean supports) {
        board.edit(
                BoardEdit.cite(hypothesis.entry().id(), new Citation(supports, pin.reference(), "")),
                Words.of(
                        supports ? "board.supports-it" : "board.contradicts-it",
                        board.state().get().name(pin.reference())));
    }

    private void number(int number, boolean supports) {
        List<Hypothesis> all = board.state().get().hypotheses();
        if (number <= all.size()) {
            pins.chosen().ifPresent(pin -> cite(all.get(number - 1), pin, supports));
        }
    }

    private void nextState() {
        hypotheses
                .chosen()
                .ifPresentOrElse(
                        chosen -> {
                            Annotation.State[] all = Annotation.State.values();
                            Annotation.State next = all[(chosen.state().ordinal() + 1) % all.length];
                            board.edit(
                                    BoardEdit.state(chosen, next),
                                    Words.of("board.hypothesis-is", BoardFaces.sign(next)));
                        },
                        () -> model.say(Words.of("board.choose-hypothesis")));
    }

    /** Offers every hypothesis for the chosen evidence, for and against. */
    private void link() {
        Optional<Pin> pin = pins.chosen();
        List<Hypothesis> all = board.state().get().hypotheses();
        if (pin.isEmpty() || all.isEmpty()) {
            model.say(Words.of("board.link-how"));
            return;
        }
        ContextMenu menu = new ContextMenu();
        for (int i = 0; i < all.size(); i++) {
            Hypothesis each = all.get(i);
            String name = "H" + (i + 1) + " "
                    + dev.faultline.text.SafeText.line(each.entry().text());
            menu.getItems().add(item(Words.of("board.supports-which", name), () -> cite(each, pin.get(), true)));
            menu.getItems().add(item(Words.of("board.contradicts-which", name), () -> cite(each, pin.get(), false)));
        }
        menu.show(pins, javafx.geometry.Side.LEFT, 0, 0);
    }

    private void mergeFolder() {
        choosers.folder(getScene().getWindow(), Words.of("board.colleagues-case"))
                .ifPresent(folder -> Colleague.merge(model, folder));
    }

    private void mergeBundle() {
        List<java.nio.file.Path> files = choosers.files(getScene().getWindow());
        if (Colleague.isBundle(files)) {
            Colleague.merge(model, files.getFirst());
        } else if (!files.isEmpty()) {
            model.say(Words.of("board.one-bundle"));
        }
    }

    /** What can be done here, by name. */
    void actions(Map<String, Runnable> actions) {
        actions.put(Words.of("action.new-hypothesis"), this::newHypothesis);
        actions.put(Words.of("action.new-note"), this::newNote);
        actions.put(Words.of("action.record-playbook"), this::recordPlaybook);
        actions.put(Words.of("board.merge-case"), this::mergeFolder);
        actions.put(Words.of("action.merge-bundle"), this::mergeBundle);
        actions.put(Words.of("action.pin-list"), board::pinList);
    }

    @Override
    public void refresh() {
        board.refresh();
    }

    @Override
    public void theme(Theme next) {
        // All of it takes its colours from the style sheet.
    }

    @Override
    public boolean isForm() {
        return true;
    }

    @Override
    public void focus() {
        // The lists can take the keys once they have been laid out; until then the board itself does.
        requestFocus();
        model.later(() -> model.later(() -> {
            if (isFocused()) {
                (pins.getItems().isEmpty() ? hypotheses : pins).requestFocus();
            }
        }));
    }
}
