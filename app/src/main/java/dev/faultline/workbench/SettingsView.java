package dev.faultline.workbench;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** Everything that can be set, and the limits that cannot; a search narrows it. What is changed is kept at once. */
final class SettingsView extends VBox {
    private static final double NAME_WIDTH = 320;
    private static final List<Double> SCALES = List.of(0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0);

    private final VBox rows = new VBox(10);
    private final List<Row> all = new ArrayList<>();
    private final TextField search = new TextField();

    /** What the window does at once, and how it asks for a folder. */
    record Changes(Consumer<Theme> theme, DoubleConsumer scale, Supplier<Optional<Path>> folder) {}

    /** One thing to set, and the words by which it is found. */
    private record Row(Node node, String words) {}

    SettingsView(Settings settings, Theme theme, Changes changes, Runnable close) {
        setId("settings");
        setSpacing(12);
        setPadding(new Insets(16));
        Label title = new Label(Words.of("settings.title"));
        title.getStyleClass().add("title-3");
        search.setId("settings-search");
        search.setPromptText(Words.of("settings.search-prompt"));
        search.setAccessibleText(Words.of("settings.search"));
        search.textProperty().addListener((property, before, now) -> narrow(now));
        row(Words.of("settings.theme"), Words.of("settings.theme-why"), themes(theme, changes));
        row(Words.of("settings.size"), Words.of("settings.size-why"), sizes(settings, changes));
        row(Words.of("settings.language"), Words.of("settings.language-why"), languages(settings));
        row(Words.of("settings.zone"), Words.of("settings.zone-why"), zones(settings));
        row(
                Words.of("settings.playbooks"),
                Words.of("settings.playbooks-why"),
                new LibraryFolders(settings, changes.folder()));
        folder(Words.of("settings.templates"), Words.of("settings.templates-why"), settings.templates());
        folder(Words.of("settings.formats"), Words.of("settings.formats-why"), settings.formats());
        for (LimitTable limit : LimitTable.all()) {
            Label value = new Label(limit.limit());
            value.setAccessibleText(Words.of("settings.at-most", limit.limit(), limit.what()));
            row(Words.of("settings.limit", limit.what()), Words.of("settings.beyond", limit.beyond()), value);
        }
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setAccessibleText(Words.of("settings.all"));
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Button done = new Button(Words.of("common.close"));
        done.getStyleClass().add("accent");
        done.setOnAction(event -> close.run());
        getChildren().addAll(title, search, scroll, done);
        narrow("");
    }

    /** Typing starts the search. */
    void focusSearch() {
        search.requestFocus();
    }

    private void narrow(String typed) {
        String wanted = typed.toLowerCase(Locale.ROOT).strip();
        List<Node> shown = all.stream()
                .filter(row -> row.words().contains(wanted))
                .map(Row::node)
                .toList();
        rows.getChildren().setAll(shown);
        if (shown.isEmpty()) {
            rows.getChildren().add(new Label(Words.of("settings.none")));
        }
    }

    private void row(String name, String explanation, Node control) {
        Label label = new Label(name);
        label.getStyleClass().add("text-bold");
        label.setMinWidth(NAME_WIDTH);
        Label why = new Label(explanation);
        why.getStyleClass().add("text-muted");
        why.setWrapText(true);
        if (control instanceof Control set && set.getAccessibleText() == null) {
            set.setAccessibleText(name + ": " + explanation);
        }
        VBox right = new VBox(2, control, why);
        HBox line = new HBox(12, label, right);
        HBox.setHgrow(right, Priority.ALWAYS);
        line.setAlignment(Pos.TOP_LEFT);
        all.add(new Row(line, (name + " " + explanation).toLowerCase(Locale.ROOT)));
    }

    private static ComboBox<Theme> themes(Theme theme, Changes changes) {
        ComboBox<Theme> box = new ComboBox<>();
        box.setId("settings-theme");
        box.getItems().setAll(Theme.values());
        box.setValue(theme);
        box.setOnAction(event -> changes.theme().accept(box.getValue()));
        return box;
    }

    private static ComboBox<String> sizes(Settings settings, Changes changes) {
        ComboBox<String> box = new ComboBox<>();
        box.setId("settings-scale");
        box.getItems().setAll(SCALES.stream().map(SettingsView::percent).toList());
        box.setValue(percent(settings.scale()));
        box.setOnAction(event ->
                changes.scale().accept(Double.parseDouble(box.getValue().replace(" %", "")) / 100));
        return box;
    }

    /** The system's, then each in its own name, which its readers know whatever is spoken now. */
    private static ComboBox<Optional<Locale>> languages(Settings settings) {
        ComboBox<Optional<Locale>> box = new ComboBox<>();
        box.setId("settings-language");
        box.getItems().add(Optional.empty());
        Words.LANGUAGES.forEach(language -> box.getItems().add(Optional.of(language)));
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(Optional<Locale> language) {
                return language.map(each -> each.getDisplayLanguage(each)).orElseGet(() -> Words.of("settings.system"));
            }

            @Override
            public Optional<Locale> fromString(String text) {
                return Optional.empty();
            }
        });
        box.setValue(settings.language());
        box.setOnAction(event -> settings.language(box.getValue()));
        return box;
    }

    private static String percent(double scale) {
        return Math.round(scale * 100) + " %";
    }

    private static Node zones(Settings settings) {
        ComboBox<String> box = new ComboBox<>();
        box.setId("settings-zone");
        box.setEditable(true);
        box.getItems().add("UTC");
        ZoneId.getAvailableZoneIds().stream().sorted().forEach(box.getItems()::add);
        box.setValue(settings.zone().map(ZoneId::getId).orElse("UTC"));
        Label wrong = new Label();
        box.setOnAction(event -> {
            try {
                settings.zone(ZoneId.of(String.valueOf(box.getValue()).strip()));
                wrong.setText("");
            } catch (DateTimeException noZone) {
                wrong.setText(Words.of("settings.no-zone"));
            }
        });
        box.setAccessibleText(Words.of("settings.zone-name"));
        HBox line = new HBox(8, box, wrong);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private void folder(String name, String explanation, Path folder) {
        Label path = new Label(folder.toString());
        path.setMinWidth(0);
        Button copy = new Button(Words.of("settings.copy-path"));
        copy.setMinWidth(Button.USE_PREF_SIZE);
        copy.getStyleClass().add("small");
        copy.setAccessibleText(Words.of("settings.copy-path-name", name));
        copy.setOnAction(event -> NoteText.copy(folder.toString()));
        HBox line = new HBox(8, path, copy);
        line.setAlignment(Pos.CENTER_LEFT);
        row(name, explanation, line);
    }
}
