package dev.faultline.workbench;

import dev.faultline.importers.ImportPlan;
import dev.faultline.importers.Importer;
import dev.faultline.importers.PlannedSource;
import dev.faultline.model.Event;
import dev.faultline.model.TimeQuality;
import dev.faultline.text.SafeText;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.cell.CheckBoxTableCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * What an import would do, before it does it: every source with its format, zone and first events, each of which can be
 * changed; a change shows at once what would come out. Enter imports.
 */
final class PlanView extends VBox {
    static final String ATTACHMENT = Words.of("plan.attachment");

    /** The format of last resort: lines that nobody knows. */
    private static final String LINES = "text";

    private static final String WHAT = Words.of("plan.unknown-what");

    private static final String TEACH = Words.of("plan.unknown-teach");

    private final ImportPlan plan;
    private final Consumer<ImportPlan> accepted;
    private final BiConsumer<PlannedSource, Consumer<PlannedSource>> lookAgain;
    private final ObservableList<PlannedSource> sources;
    private final FilteredList<PlannedSource> rows;
    private final PlanGroups groups = new PlanGroups(this::only, this::include);
    private final TableView<PlannedSource> table = new TableView<>();
    private final ListView<String> samples = new ListView<>();
    private final ComboBox<String> format = new ComboBox<>();
    private final ComboBox<String> zone = new ComboBox<>();
    private final Label title = new Label();
    private final Button teach = new Button(Words.of("plan.teach"));
    private boolean showing;

    PlanView(
            ImportPlan plan,
            BiConsumer<PlannedSource, Consumer<PlannedSource>> lookAgain,
            Consumer<PlannedSource> taught,
            Consumer<ImportPlan> accepted,
            Runnable cancelled) {
        this.plan = plan;
        this.accepted = accepted;
        this.lookAgain = lookAgain;
        this.sources = FXCollections.observableArrayList(plan.sources());
        this.rows = new FilteredList<>(sources);
        setId("plan");
        setSpacing(8);
        setPadding(new Insets(16));
        title.getStyleClass().add("title-3");
        columns();
        table.setItems(rows);
        table.setEditable(true);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> show(now));
        VBox.setVgrow(table, Priority.ALWAYS);
        samples.setId("plan-samples");
        samples.setPrefHeight(150);
        samples.setStyle("-fx-font-family: monospace; -fx-font-size: 0.9em;");
        Button go = new Button(Words.of("plan.import"));
        go.setId("import");
        go.getStyleClass().add("accent");
        go.setOnAction(event -> accept());
        Button no = new Button(Words.of("common.cancel"));
        no.setOnAction(event -> cancelled.run());
        teach.setId("plan-teach");
        teach.setAccessibleText(Words.of("plan.teach-name"));
        teach.setOnAction(event -> taught.accept(table.getSelectionModel().getSelectedItem()));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        table.setAccessibleText(Words.of("plan.name"));
        samples.setAccessibleText(Words.of("plan.samples"));
        format.setAccessibleText(Words.of("plan.format-name"));
        zone.setAccessibleText(Words.of("settings.zone-name"));
        getChildren().addAll(title, table, choices(), samples, new HBox(8, teach, gap, no, go));
        if (sources.size() > PlanGroups.FROM) {
            getChildren().add(1, groups);
        }
        summarise();
        table.getSelectionModel().selectFirst();
    }

    /** Shows the sources of one archive or folder; null for all. */
    private void only(@Nullable String group) {
        rows.setPredicate(source -> group == null || PlanGroups.of(source).equals(group));
        table.getSelectionModel().selectFirst();
    }

    private void include(@Nullable String group, boolean wanted) {
        showing = true;
        sources.replaceAll(
                source -> group == null || PlanGroups.of(source).equals(group) ? source.withInclude(wanted) : source);
        showing = false;
        summarise();
    }

    private HBox choices() {
        format.setId("plan-format");
        List<String> names = new ArrayList<>(plan.options().formats().stream()
                .map(Importer::format)
                .distinct()
                .sorted()
                .toList());
        names.addFirst(ATTACHMENT);
        format.getItems().setAll(names);
        format.setOnAction(event -> change(this::withFormat));
        zone.setId("plan-zone");
        List<String> zones =
                new ArrayList<>(List.of("UTC", ZoneId.systemDefault().getId()));
        ZoneId.getAvailableZoneIds().stream().sorted().forEach(zones::add);
        zone.getItems().setAll(zones.stream().distinct().toList());
        zone.setEditable(true);
        zone.setOnAction(event -> change(this::withZone));
        HBox line = new HBox(8, new Label(Words.of("plan.read-as")), format, new Label(Words.of("plan.zone")), zone);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private PlannedSource withFormat(PlannedSource source) {
        String chosen = format.getValue();
        return source.withFormat(ATTACHMENT.equals(chosen) ? null : chosen);
    }

    private PlannedSource withZone(PlannedSource source) {
        try {
            return source.withZone(
                    ZoneId.of(Objects.requireNonNullElse(zone.getValue(), "UTC").strip()));
        } catch (DateTimeException noZone) {
            title.setText(Words.of("plan.no-zone", zone.getValue()));
            return source;
        }
    }

    /** Changes the selected sources, and looks at them again. */
    private void change(java.util.function.UnaryOperator<PlannedSource> changed) {
        if (showing) {
            return;
        }
        for (PlannedSource source : List.copyOf(table.getSelectionModel().getSelectedItems())) {
            PlannedSource next = changed.apply(source);
            if (!next.equals(source)) {
                lookAgain.accept(next, seen -> replace(source, seen));
            }
        }
    }

    private void replace(PlannedSource before, PlannedSource now) {
        int index = sources.indexOf(before);
        if (index >= 0) {
            showing = true;
            int row = rows.indexOf(before);
            boolean selected = row >= 0 && table.getSelectionModel().isSelected(row);
            sources.set(index, now);
            if (selected) {
                table.getSelectionModel().select(row);
            }
            showing = false;
            show(table.getSelectionModel().getSelectedItem());
            summarise();
        }
    }

    private void summarise() {
        if (sources.size() > PlanGroups.FROM) {
            groups.show(sources);
        }
        long included = sources.stream().filter(PlannedSource::include).count();
        long unknown = sources.stream()
                .filter(source -> source.include() && source.format() == null)
                .count();
        long bytes = sources.stream()
                .filter(PlannedSource::include)
                .mapToLong(source -> Math.max(0, source.bytes()))
                .sum();
        title.setText(Words.of("plan.title", included, sources.size(), size(bytes))
                + (unknown == 0 ? "" : Words.of("plan.kept", unknown)));
    }

    private static String size(long bytes) {
        return bytes < 0
                ? ""
                : bytes < 10_000
                        ? Words.of("plan.bytes", bytes)
                        : bytes < 10_000_000
                                ? Words.number(bytes / 1e3, 0) + " kB"
                                : Words.number(bytes / 1e6, 0) + " MB";
    }

    private void columns() {
        TableColumn<PlannedSource, Boolean> include = new TableColumn<>("");
        include.setCellValueFactory(cell -> {
            SimpleBooleanProperty value =
                    new SimpleBooleanProperty(cell.getValue().include());
            value.addListener((property, before, now) ->
                    replace(cell.getValue(), cell.getValue().withInclude(now)));
            return value;
        });
        include.setCellFactory(CheckBoxTableCell.forTableColumn(include));
        include.setPrefWidth(36);
        table.getColumns().add(include);
        add(TextColumns.path(
                Words.of("common.source"),
                330,
                source -> source.container() == null ? source.path() : source.container() + " › " + source.path()));
        add(TextColumns.text(
                Words.of("common.format"),
                160,
                source -> source.format() == null
                        ? "—"
                        : source.format() + "  " + Words.number(source.confidence() * 100, 0) + " %"));
        add(TextColumns.text(Words.of("plan.or"), 110, source -> source.runnerUp() == null ? "" : source.runnerUp()));
        add(TextColumns.number(Words.of("plan.size"), 95, PlannedSource::bytes, PlanView::size));
        add(TextColumns.text(Words.of("plan.first-event"), 190, PlanView::first));
        add(TextColumns.text(Words.of("plan.times"), 250, PlanView::times, PlanView::times));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    }

    private void add(TableColumn<PlannedSource, PlannedSource> column) {
        column.setEditable(false);
        table.getColumns().add(column);
    }

    private static String first(PlannedSource source) {
        return source.samples().stream()
                .filter(Event::hasTime)
                .findFirst()
                .map(event -> TimeText.full(event.time()).substring(0, 23))
                .orElse("");
    }

    private static String times(PlannedSource source) {
        TimeQuality quality = source.timeQuality();
        if (source.note() != null) {
            return source.note();
        }
        if (quality == null) {
            return "";
        }
        if (LINES.equals(source.format())) {
            return Words.of("plan.unknown-lines");
        }
        String zone = source.zone() == null ? "UTC" : source.zone().getId();
        return switch (quality) {
            case EXACT -> Words.of("plan.zone-there");
            case ZONE_ASSUMED -> Words.of("plan.zone-assumed", zone);
            case YEAR_ASSUMED -> Words.of("plan.year-assumed", zone);
            case RELATIVE -> Words.of("plan.relative");
            case NONE -> Words.of("plan.no-times");
        };
    }

    /** Nothing of it was left out because it could not be had. */
    private static boolean empty(PlannedSource source) {
        return source.bytes() == 0 && source.include();
    }

    private void show(@Nullable PlannedSource source) {
        if (source == null || showing) {
            return;
        }
        showing = true;
        format.setValue(source.format() == null ? ATTACHMENT : source.format());
        zone.setValue(source.zone() == null ? "UTC" : source.zone().getId());
        showing = false;
        samples.getItems().clear();
        for (Event event : source.samples()) {
            String time = event.hasTime() ? TimeText.full(event.time()).substring(0, 23) : Words.of("common.no-time");
            String text = event.name() == null ? event.message() : event.name() + " " + event.message();
            samples.getItems()
                    .add(time + "  " + Theme.sign(event.severity()) + "  "
                            + (event.service() == null ? "" : SafeText.line(event.service()) + "  ")
                            + SafeText.line(text.length() > 200 ? text.substring(0, 200) + "…" : text));
        }
        boolean text = !"binary".equals(source.charset()) && source.bytes() > 0;
        boolean unknown = source.format() == null || source.format().equals(LINES);
        teach.setDisable(!text);
        teach.getStyleClass().remove("accent");
        if (unknown && text) {
            teach.getStyleClass().add("accent");
            samples.getItems()
                    .addAll(
                            0,
                            List.of(
                                    WHAT,
                                    source.format() == null
                                            ? Words.of("plan.unknown-kept")
                                            : Words.of("plan.unknown-as-lines"),
                                    TEACH));
        } else if (source.samples().isEmpty()) {
            samples.getItems()
                    .setAll(
                            empty(source)
                                    ? Words.of("plan.empty")
                                    : unknown ? Words.of("plan.unknown-hashed", WHAT) : Words.of("plan.no-samples"));
        }
    }

    /** Imports what the plan says now. */
    void accept() {
        accepted.accept(new ImportPlan(plan.paths(), plan.options(), List.copyOf(sources)));
    }
}
