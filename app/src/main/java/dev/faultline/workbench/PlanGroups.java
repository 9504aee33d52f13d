package dev.faultline.workbench;

import dev.faultline.importers.PlannedSource;
import dev.faultline.text.SafeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The sources of a large plan by the archive or folder that they lie in; one is looked at, taken or left at a time. */
final class PlanGroups extends VBox {
    /** More rows than one reads through. */
    static final int FROM = 40;

    private static final int MOST_FORMATS = 4;

    private final ListView<String> list = new ListView<>();
    private final Consumer<@Nullable String> shown;
    private Map<String, List<PlannedSource>> groups = Map.of();

    /** {@code shown} hears which group is looked at, null for all; {@code include} takes all of one, or leaves them. */
    PlanGroups(Consumer<@Nullable String> shown, BiConsumer<@Nullable String, Boolean> include) {
        super(4);
        this.shown = shown;
        setId("plan-groups");
        list.setId("plan-group-list");
        list.setPrefHeight(150);
        list.setAccessibleText(Words.of("plan-groups.name"));
        list.getSelectionModel().selectedIndexProperty().addListener((property, before, now) -> chosen());
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.SPACE) {
                include.accept(key(), !allIncluded());
            }
        });
        Button take = button(Words.of("plan-groups.take"), () -> include.accept(key(), true));
        Button leave = button(Words.of("plan-groups.leave"), () -> include.accept(key(), false));
        HBox actions = new HBox(6, take, leave);
        actions.setAlignment(Pos.CENTER_LEFT);
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(list, actions);
    }

    private static Button button(String name, Runnable action) {
        Button button = new Button(name);
        button.getStyleClass().add("small");
        button.setOnAction(click -> action.run());
        return button;
    }

    /** The archive, or the folder of a plain file. */
    static String of(PlannedSource source) {
        String container = source.container();
        if (container != null) {
            return container;
        }
        int slash = Math.max(source.path().lastIndexOf('/'), source.path().lastIndexOf('\\'));
        return slash <= 0 ? "" : source.path().substring(0, slash);
    }

    /** Counts them anew. */
    void show(List<PlannedSource> sources) {
        int before = list.getSelectionModel().getSelectedIndex();
        groups = sources.stream().collect(Collectors.groupingBy(PlanGroups::of, TreeMap::new, Collectors.toList()));
        Map<String, List<PlannedSource>> all = new LinkedHashMap<>();
        all.put(Words.of("plan-groups.everything"), sources);
        all.putAll(groups);
        list.getItems()
                .setAll(all.entrySet().stream()
                        .map(entry -> line(entry.getKey(), entry.getValue()))
                        .toList());
        list.getSelectionModel().select(Math.max(0, before));
    }

    private static String line(String name, List<PlannedSource> sources) {
        long included = sources.stream().filter(PlannedSource::include).count();
        Map<String, Long> formats = sources.stream()
                .collect(Collectors.groupingBy(
                        source -> source.format() == null ? Words.of("stats.unknown") : source.format(),
                        Collectors.counting()));
        String most = formats.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_FORMATS)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return Words.of(
                "plan-groups.line",
                SafeText.line(name.isEmpty() ? "." : name),
                included,
                sources.size(),
                most,
                formats.size() > MOST_FORMATS ? "…" : "");
    }

    private boolean allIncluded() {
        String key = key();
        return groups.entrySet().stream()
                .filter(entry -> key == null || entry.getKey().equals(key))
                .flatMap(entry -> entry.getValue().stream())
                .allMatch(PlannedSource::include);
    }

    private @Nullable String key() {
        int index = list.getSelectionModel().getSelectedIndex();
        return index <= 0 ? null : List.copyOf(groups.keySet()).get(index - 1);
    }

    private void chosen() {
        if (list.getSelectionModel().getSelectedIndex() >= 0) {
            shown.accept(key());
        }
    }
}
