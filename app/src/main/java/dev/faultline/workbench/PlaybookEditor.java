package dev.faultline.workbench;

import dev.faultline.export.WholeFile;
import dev.faultline.playbook.Library;
import dev.faultline.playbook.Matcher;
import dev.faultline.playbook.Offer;
import dev.faultline.playbook.PlaybookFile;
import dev.faultline.playbook.Sign;
import dev.faultline.playbook.yaml.Mark;
import dev.faultline.playbook.yaml.Problem;
import dev.faultline.store.CaseReader;
import dev.faultline.text.SafeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * A playbook as text, checked while it is written: every problem with line and column, a click away, and what each sign finds in
 * this case. It is saved into the team's library once nothing is wrong with it; what holds only here goes into
 * {@code NAME.local.yaml} beside it.
 */
final class PlaybookEditor extends VBox {
    private final CaseModel model;
    private final Path library;
    private final TextField name = new TextField();
    private final TextArea text = area("playbook-text", Words.of("playbook-editor.text"));
    private final TextArea local = area("playbook-local", Words.of("playbook-editor.local-text"));
    private final ListView<Problem> problems = new ListView<>();
    private final CardList found;
    private final Label said = new Label();
    private final Button save = new Button(Words.of("playbook-editor.save"));
    private Beside alsoSaved = folder -> {};

    /** What is wrong with a text, and what it finds. */
    private record Looked(PlaybookFile file, List<Problem> open, List<Offer> offers) {
        /** What a recorded draft waits for comes after what is wrong. */
        List<Problem> all() {
            List<Problem> all = new ArrayList<>(file.problems());
            all.addAll(open);
            return all;
        }
    }

    /** {@code library} is the folder of the team's playbooks; {@code yaml} a draft, such as a recorded one. */
    PlaybookEditor(CaseModel model, Path library, String file, String yaml) {
        this.model = model;
        this.library = library;
        setId("playbook-editor");
        setSpacing(6);
        setPadding(new Insets(10));
        found = new CardList(model);
        name.setText(file);
        name.setId("playbook-name");
        name.setAccessibleText(Words.of("playbook-editor.name-name"));
        save.setId("playbook-save");
        save.getStyleClass().add("accent");
        save.setDisable(true);
        save.setOnAction(event -> keep());
        said.setWrapText(true);
        HBox line = new HBox(8, new Label(Words.of("playbook-editor.name")), name, save, said);
        line.setAlignment(Pos.CENTER_LEFT);
        problems.setId("playbook-problems");
        problems.setAccessibleText(Words.of("playbook-editor.problems"));
        problems.setPrefHeight(120);
        problems.setPlaceholder(TextColumns.placeholder(Words.of("playbook-editor.no-problems")));
        problems.setCellFactory(list -> new javafx.scene.control.ListCell<>() {
            @Override
            protected void updateItem(Problem item, boolean empty) {
                super.updateItem(item, empty);
                setText(
                        empty || item == null
                                ? null
                                : Words.of(
                                        "playbook-editor.problem",
                                        item.isError() ? "✕" : "?",
                                        item.mark().line(),
                                        item.mark().column(),
                                        SafeText.line(item.detail())));
            }
        });
        problems.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> {
            if (now != null) {
                go(now.mark().line(), now.mark().column());
            }
        });
        Tab shared = new Tab(Words.of("playbook-editor.tab"), text);
        TabPane tabs = new TabPane(shared, new Tab(Words.of("playbook-editor.local-tab"), local));
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        local.setPromptText("exclude: ['service:canary']\nfields: {tenant: [attributes.customer]}");
        SplitPane both = new SplitPane(tabs, found);
        both.setDividerPositions(0.6);
        VBox.setVgrow(both, Priority.ALWAYS);
        getChildren().addAll(line, both, problems);
        text.textProperty().addListener((property, before, now) -> look());
        text.setText(yaml);
    }

    /** Opens it in a window of its own, so that the evidence stays in sight. */
    static PlaybookEditor open(CaseModel model, Path library, @Nullable Window owner, String name, String yaml) {
        PlaybookEditor editor = new PlaybookEditor(model, library, name, yaml);
        Stage stage = new Stage();
        stage.initOwner(owner);
        stage.setTitle("Playbook " + name);
        stage.setScene(new Scene(editor, 1000, 700));
        stage.show();
        return editor;
    }

    /** What else is written when the playbook is saved, such as the evidence of its tests. */
    interface Beside {
        /** Writes into the library's folder, away from the UI thread. */
        void write(Path folder) throws IOException;
    }

    void whenSaved(Beside also) {
        this.alsoSaved = also;
    }

    TextArea text() {
        return text;
    }

    ListView<Problem> problems() {
        return problems;
    }

    Button save() {
        return save;
    }

    private static TextArea area(String id, String words) {
        TextArea area = new TextArea();
        area.setId(id);
        area.setAccessibleText(words);
        area.setStyle("-fx-font-family: monospace;");
        return area;
    }

    private void go(int line, int column) {
        int at = 0;
        String all = text.getText();
        for (int i = 1; i < line && at >= 0; i++) {
            at = all.indexOf('\n', at) + 1;
        }
        text.requestFocus();
        text.positionCaret(Math.min(all.length(), at + Math.max(0, column - 1)));
    }

    /** The newest text wins: what was asked of an older one is cancelled. */
    private void look() {
        byte[] bytes = text.getText().getBytes(StandardCharsets.UTF_8);
        CaseReader reader = model.openCase().reader();
        said.setText(Words.of("playbook-editor.checking"));
        save.setDisable(true);
        model.read("playbook-editor", cancelled -> look(bytes, reader, cancelled), this::show);
    }

    private static Looked look(byte[] bytes, CaseReader reader, BooleanSupplier cancelled) throws IOException {
        PlaybookFile file = PlaybookFile.read(bytes);
        List<Problem> open = unconfirmed(new String(bytes, StandardCharsets.UTF_8));
        if (file.isWrong()) {
            return new Looked(file, open, List.of());
        }
        Library.Entry entry = new Library.Entry("editor", "editor", file, List.of(), null);
        return new Looked(file, open, new Matcher(reader, cancelled).match(List.of(entry)));
    }

    /** The lines of a recorded draft that only a person can answer for. */
    private static List<Problem> unconfirmed(String text) {
        List<Problem> open = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            int column = lines[i].indexOf("CONFIRM");
            if (column >= 0 && !lines[i].startsWith("# Recorded from")) {
                String what = lines[i].strip().replaceFirst("^# ", "");
                open.add(new Problem(Problem.Code.ADVICE, new Mark(i + 1, column + 1), what));
            }
        }
        return open;
    }

    private void show(Looked looked) {
        problems.getItems().setAll(looked.all());
        save.setDisable(looked.file().isWrong());
        String open = looked.open().isEmpty()
                ? ""
                : Words.of("playbook-editor.confirm", looked.open().size());
        said.setText(
                looked.file().isWrong()
                        ? Words.of(
                                "playbook-editor.problem-count",
                                looked.file().problems().size())
                        : open
                                + looked.offers().stream()
                                        .map(Offer::reason)
                                        .findFirst()
                                        .orElse(Words.of("playbook-editor.checked")));
        List<Card> cards = new ArrayList<>();
        for (Offer offer : looked.offers()) {
            for (Sign sign : offer.signs()) {
                cards.add(new Card(
                        sign.indicator().id(),
                        PlaybookCard.sign(sign.truth()) + " " + sign.indicator().id(),
                        Words.of("playbook-editor.weight", sign.indicator().weight()),
                        List.of(new Card.Line("", sign.reason(), sign.events())),
                        List.of()));
            }
        }
        found.show(cards, Words.of("playbook-editor.empty"));
    }

    private void keep() {
        String stem = name.getText().strip();
        if (!stem.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,80}")) {
            said.setText(Words.of("playbook-editor.bad-name"));
            return;
        }
        Path file = library.resolve(stem + PlaybookFile.SUFFIX);
        Path beside = library.resolve(stem + ".local.yaml");
        String shared = text.getText();
        String here = local.getText();
        Beside also = alsoSaved;
        model.read(
                "playbook-save",
                cancelled -> {
                    Files.createDirectories(library);
                    if (Files.exists(file) && !Files.readString(file).equals(shared)) {
                        // The text that stood there is somebody's work.
                        Files.copy(file, library.resolve(stem + ".before-" + System.currentTimeMillis() + ".yaml"));
                    }
                    also.write(library);
                    WholeFile.write(file, draft -> Files.writeString(draft, shared));
                    if (!here.isBlank()) {
                        WholeFile.write(beside, draft -> Files.writeString(draft, here));
                    }
                    return Library.read(file);
                },
                entry -> {
                    problems.getItems().setAll(entry.file().problems());
                    said.setText(
                            entry.file().isWrong()
                                    ? Words.of("playbook-editor.local-wrong")
                                    : Words.of("playbook-editor.saved", SafeText.line(file.toString())));
                });
    }
}
