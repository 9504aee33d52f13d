package dev.faultline.workbench;

import dev.faultline.analysis.threads.ThreadDump;
import dev.faultline.analysis.threads.ThreadDumps;
import dev.faultline.model.EventId;
import dev.faultline.store.CaseReader;
import dev.faultline.text.SafeText;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Thread dumps: what many threads do at once, who waits for whom, one dump alone or two side by side. */
final class ThreadsView extends VBox implements CaseTab {
    private static final int MOST_NAMES = 40;

    private final CaseModel model;
    private final ChoiceBox<@Nullable ThreadDump> dump = box("thread-dump", Words.of("threads.which"));
    private final ChoiceBox<@Nullable ThreadDump> beside = box("thread-dump-beside", Words.of("threads.beside-which"));
    private final Label head = new Label();
    private final TableView<ThreadDumps.Row> table = new TableView<>();
    private final HBox choices = new HBox(8);
    private boolean filling;

    ThreadsView(CaseModel model) {
        this.model = model;
        setId("threads");
        dump.setOnAction(event -> list());
        beside.setOnAction(event -> list());
        choices.getChildren()
                .addAll(new Label(Words.of("threads.dump")), dump, new Label(Words.of("threads.beside")), beside);
        choices.setVisible(false);
        choices.managedProperty().bind(choices.visibleProperty());
        choices.setAlignment(Pos.CENTER_LEFT);
        choices.setPadding(new Insets(6, 8, 2, 8));
        head.setId("threads-head");
        head.setWrapText(true);
        head.setPadding(new Insets(2, 8, 4, 8));
        table.setId("thread-table");
        table.setAccessibleText(Words.of("threads.name"));
        table.setStyle(TextColumns.ROWS);
        table.setPlaceholder(TextColumns.placeholder(""));
        column(Words.of("threads.threads"), 80, row -> Integer.toString(row.after()));
        column(Words.of("threads.other"), 120, row -> beside.getValue() == null ? "" : Integer.toString(row.before()));
        column(Words.of("threads.states"), 200, row -> row.group().states().entrySet().stream()
                .map(state -> state.getValue() + " " + state.getKey())
                .sorted()
                .collect(Collectors.joining(", ")));
        column(Words.of("threads.where"), 430, row -> row.group().top());
        column(
                Words.of("threads.names"),
                300,
                row -> String.join(
                        ", ", row.group().names().stream().limit(MOST_NAMES).toList()));
        table.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> {
            if (now != null && !now.group().events().isEmpty()) {
                EventId first = now.group().events().getFirst();
                model.event(first, event -> model.selected().set(event));
            }
        });
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(choices, head, table);
    }

    private static ChoiceBox<@Nullable ThreadDump> box(String id, String says) {
        ChoiceBox<@Nullable ThreadDump> box = new ChoiceBox<>();
        box.setId(id);
        box.setAccessibleText(says);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable ThreadDump shown) {
                return shown == null ? Words.of("common.none") : SafeText.line(shown.name());
            }

            @Override
            public @Nullable ThreadDump fromString(String text) {
                return null;
            }
        });
        return box;
    }

    private void column(String name, double width, Function<ThreadDumps.Row, String> text) {
        TableColumn<ThreadDumps.Row, String> column = new TableColumn<>(name);
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(SafeText.line(text.apply(cell.getValue()))));
        column.setPrefWidth(width);
        column.setSortable(false);
        table.getColumns().add(column);
    }

    @Override
    public void refresh() {
        CaseReader reader = model.openCase().reader();
        model.read("threads", cancelled -> ThreadDumps.of(reader, cancelled), found -> {
            filling = true;
            dump.getItems().setAll(found.dumps());
            beside.getItems().setAll(found.dumps());
            beside.getItems().addFirst(null);
            var chosen = model.selected().get();
            int index = chosen == null ? -1 : found.indexOf(chosen.id());
            if (!found.dumps().isEmpty()) {
                dump.getSelectionModel().select(Math.max(0, index));
            }
            beside.getSelectionModel().selectFirst();
            filling = false;
            table.setPlaceholder(TextColumns.placeholder(Words.of("threads.none")));
            // Boxes with nothing to choose are only in the way.
            choices.setVisible(!dump.getItems().isEmpty());
            list();
        });
    }

    private void list() {
        ThreadDump shown = dump.getValue();
        ThreadDump other = beside.getValue();
        if (filling || shown == null) {
            return;
        }
        head.setText(said(shown));
        List<ThreadDumps.Row> rows = other == null
                ? shown.groups().stream()
                        .map(group -> new ThreadDumps.Row(group, 0, group.count()))
                        .toList()
                : ThreadDumps.beside(other, shown);
        table.getItems().setAll(rows);
    }

    private static String said(ThreadDump dump) {
        String locks = dump.locks().stream()
                .limit(6)
                .map(lock -> Words.of(
                        "threads.waits",
                        String.join(", ", lock.waiting()),
                        lock.waiting().size(),
                        lock.id(),
                        lock.owner().isEmpty()
                                ? Words.of("threads.no-holder")
                                : Words.of("threads.holder", lock.owner())))
                .collect(Collectors.joining("\n"));
        return SafeText.block(Words.of(
                "threads.head",
                dump.deadlocked().isEmpty()
                        ? ""
                        : Words.of("threads.deadlock", String.join(", ", dump.deadlocked())) + "\n",
                dump.threads(),
                dump.groups().size(),
                dump.locks().size(),
                locks.isEmpty() ? "" : "\n",
                locks));
    }

    @Override
    public void theme(Theme next) {
        // All of it takes its colours from the style sheet.
    }

    @Override
    public void focus() {
        table.requestFocus();
    }
}
