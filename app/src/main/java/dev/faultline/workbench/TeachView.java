package dev.faultline.workbench;

import dev.faultline.importers.definition.Definition;
import dev.faultline.importers.definition.DefinitionCheck;
import dev.faultline.importers.definition.DefinitionDraft;
import dev.faultline.importers.definition.DefinitionProblem;
import dev.faultline.importers.definition.DefinitionReader;
import dev.faultline.model.Event;
import dev.faultline.model.TimeQuality;
import dev.faultline.text.SafeText;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.IndexRange;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Says what the lines of a log are: mark the pieces in one of them, look at what comes of all, save. */
final class TeachView extends VBox {
    private static final List<String> GROUPS =
            List.of("timestamp", "level", "message", "service", "thread", "logger", "trace_id");
    private static final int MOST_SHOWN = 200;

    private final CaseModel model;
    private final Path folder;
    private final Runnable again;
    private final TextArea lines = new TextArea();
    private final TextArea json = new TextArea();
    private final TextField name = new TextField("my-format");
    private final ListView<String> preview = new ListView<>();
    private final Label said = new Label();
    private final Button save = new Button(Words.of("teach.save"));
    private List<DefinitionDraft.Mark> marks = List.of();
    private String example = "";

    /** What a definition makes of the lines. */
    private record Outcome(boolean good, String summary, List<String> rows) {}

    /** {@code folder} takes what is saved; {@code again} looks at the files anew. */
    TeachView(CaseModel model, String text, Path folder, Runnable again, Runnable close) {
        this.model = model;
        this.folder = folder;
        this.again = again;
        setId("teach");
        setSpacing(8);
        setPadding(new Insets(16));
        Label title = new Label(Words.of("teach.title"));
        title.getStyleClass().add("title-3");
        area(lines, "teach-lines", Words.of("teach.lines"));
        lines.setText(SafeText.block(text));
        area(json, "teach-json", Words.of("teach.json"));
        name.setId("teach-name");
        name.setAccessibleText(Words.of("teach.name-name"));
        preview.setId("teach-preview");
        preview.setAccessibleText(Words.of("teach.preview"));
        preview.setStyle("-fx-font-family: monospace; -fx-font-size: 0.9em;");
        said.setId("teach-said");
        said.setWrapText(true);
        said.setMinHeight(Region.USE_PREF_SIZE);
        lines.textProperty().addListener((property, before, now) -> judge());
        json.textProperty().addListener((property, before, now) -> judge());
        name.textProperty().addListener((property, before, now) -> draft());
        SplitPane split = new SplitPane(lines, json);
        VBox.setVgrow(split, Priority.ALWAYS);
        VBox.setVgrow(preview, Priority.ALWAYS);
        getChildren().addAll(title, marking(), split, said, preview, buttons(close));
        judge();
    }

    private static void area(TextArea area, String id, String accessible) {
        area.setId(id);
        area.setAccessibleText(accessible);
        area.setStyle("-fx-font-family: monospace; -fx-font-size: 0.9em;");
    }

    private FlowPane marking() {
        FlowPane pane = new FlowPane(6, 4, new Label(Words.of("teach.select")));
        for (String group : GROUPS) {
            Button button = new Button(group.equals("timestamp") ? Words.of("teach.time") : group.replace('_', ' '));
            button.setId("teach-" + group);
            button.getStyleClass().add("small");
            button.setAccessibleText(Words.of("teach.selected-is", button.getText()));
            button.setOnAction(event -> mark(group));
            pane.getChildren().add(button);
        }
        Button fresh = new Button(Words.of("teach.start-over"));
        fresh.getStyleClass().addAll("small", "flat");
        fresh.setOnAction(event -> {
            marks = List.of();
            json.clear();
        });
        pane.getChildren().addAll(fresh, new Label(Words.of("teach.name")), name);
        pane.setAlignment(Pos.CENTER_LEFT);
        return pane;
    }

    private HBox buttons(Runnable close) {
        Button no = new Button(Words.of("common.cancel"));
        no.setOnAction(event -> close.run());
        save.setId("teach-save");
        save.getStyleClass().add("accent");
        save.setOnAction(event -> save());
        Label where = new Label(Words.of("teach.to", folder));
        where.getStyleClass().add("text-muted");
        where.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox line = new HBox(8, where, gap, no, save);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    /** Marks of another line than before start over: one line is the example. */
    private void mark(String group) {
        IndexRange chosen = lines.getSelection();
        String text = lines.getText();
        int from = text.lastIndexOf('\n', Math.max(0, chosen.getStart() - 1)) + 1;
        int end = text.indexOf('\n', chosen.getStart());
        int to = end < 0 ? text.length() : end;
        if (chosen.getLength() == 0 || chosen.getEnd() > to) {
            said.setText(Words.of("teach.select-first"));
            return;
        }
        String line = text.substring(from, to);
        marks = DefinitionDraft.with(
                line.equals(example) ? marks : List.of(),
                new DefinitionDraft.Mark(group, chosen.getStart() - from, chosen.getEnd() - from));
        example = line;
        draft();
    }

    private void draft() {
        if (!marks.isEmpty()) {
            json.setText(DefinitionDraft.json(name.getText().strip(), example, marks));
        }
    }

    private void judge() {
        String definition = json.getText();
        String text = lines.getText();
        if (definition.isBlank()) {
            save.setDisable(true);
            preview.getItems().clear();
            said.setText(Words.of("teach.how"));
            return;
        }
        model.read("teach", cancelled -> outcome(definition, text), this::show);
    }

    private void show(Outcome outcome) {
        said.setText(outcome.summary());
        preview.getItems().setAll(outcome.rows());
        save.setDisable(!outcome.good());
    }

    private static Outcome outcome(String json, String text) {
        List<DefinitionProblem> problems = DefinitionCheck.of(json).problems();
        Definition definition = DefinitionReader.read(json).definition();
        List<Event> events = definition == null ? List.of() : DefinitionCheck.read(definition, text);
        long timed = events.stream()
                .filter(event -> event.timeQuality() != TimeQuality.NONE)
                .count();
        String first = problems.isEmpty()
                ? "✓ "
                : Words.of(
                        "teach.problem",
                        problems.getFirst().line(),
                        problems.getFirst().column(),
                        SafeText.line(problems.getFirst().text()));
        String summary = Words.of("teach.summary", first, text.lines().count(), events.size(), timed);
        return new Outcome(
                problems.isEmpty(),
                summary,
                events.stream().limit(MOST_SHOWN).map(TeachView::row).toList());
    }

    private static String row(Event event) {
        List<String> parts = new ArrayList<>();
        parts.add(event.hasTime() ? TimeText.full(event.time()).substring(0, 23) : Words.of("common.no-time"));
        parts.add(Theme.sign(event.severity()));
        add(parts, event.service());
        add(parts, event.message());
        event.attributes().forEach((key, value) -> add(parts, key + "=" + value.text()));
        return String.join("  ", parts);
    }

    private static void add(List<String> parts, @Nullable String text) {
        if (text != null) {
            parts.add(SafeText.line(text));
        }
    }

    private void save() {
        String definition = json.getText();
        model.read(
                "teach-save",
                cancelled -> {
                    DefinitionCheck.Result checked = DefinitionCheck.of(definition);
                    if (checked.format() == null) {
                        return "✕ " + checked.problems().getFirst();
                    }
                    Path file = Files.createDirectories(folder)
                            .resolve(checked.format().format() + ".json");
                    try {
                        Files.writeString(file, definition, StandardOpenOption.CREATE_NEW);
                        return "";
                    } catch (FileAlreadyExistsException there) {
                        return Words.of("teach.exists", file);
                    }
                },
                problem -> {
                    if (problem.isEmpty()) {
                        again.run();
                    } else {
                        said.setText(problem);
                    }
                });
    }
}
