package dev.faultline.workbench;

import dev.faultline.analysis.trace.SpanNode;
import dev.faultline.analysis.trace.TraceRecords;
import dev.faultline.analysis.trace.TraceTree;
import dev.faultline.model.EventId;
import dev.faultline.text.SafeText;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** All logs, snapshots and other records of a trace, from all files, in order; Enter leads to the span of one. */
final class TraceLogsView extends VBox {
    private final TableView<TraceRecords.Entry> table = new TableView<>();
    private final Label head = new Label();
    private final IntConsumer toSpan;
    private @Nullable TraceTree tree;
    private long start;

    TraceLogsView(Consumer<EventId> chosen, IntConsumer toSpan) {
        this.toSpan = toSpan;
        head.setPadding(new Insets(4, 8, 4, 8));
        table.setId("trace-logs");
        table.setStyle(TextColumns.ROWS);
        table.setAccessibleText(Words.of("trace-logs.name"));
        table.setPlaceholder(TextColumns.placeholder(Words.of("trace-logs.none")));
        table.getColumns().add(TextColumns.text(Words.of("common.time"), 90, this::time));
        table.getColumns().add(TextColumns.text(Words.of("common.sev"), 64, entry -> Theme.sign(entry.severity())));
        table.getColumns().add(TextColumns.text(Words.of("common.kind"), 80, entry -> entry.kind()
                .label()));
        table.getColumns()
                .add(TextColumns.text(
                        Words.of("common.service"), 110, entry -> entry.service() == null ? "" : entry.service()));
        table.getColumns().add(TextColumns.text(Words.of("trace-logs.span"), 140, this::span));
        table.getColumns()
                .add(TextColumns.text(
                        Words.of("trace-logs.what"), 700, TraceRecords.Entry::text, TraceRecords.Entry::text));
        // The order of the records is their order in time: another one would hide what this list is for.
        table.getColumns().forEach(column -> column.setSortable(false));
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> {
            if (now != null) {
                chosen.accept(now.id());
            }
        });
        table.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        table.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                lead();
            }
        });
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(head, table);
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            lead();
            event.consume();
        } else if (event.isShortcutDown() && event.getCode() == KeyCode.C) {
            Copied.put(table.getSelectionModel().getSelectedItems().stream()
                    .map(this::line)
                    .collect(Collectors.joining("\n")));
            event.consume();
        }
    }

    private void lead() {
        TraceRecords.Entry entry = table.getSelectionModel().getSelectedItem();
        if (entry != null && entry.span() >= 0) {
            toSpan.accept(entry.span());
        }
    }

    private String line(TraceRecords.Entry entry) {
        return SafeText.line(String.join(
                " ",
                entry.hasTime() ? TimeText.full(entry.time()) : Words.of("common.no-time"),
                Theme.sign(entry.severity()),
                entry.service() == null ? "" : entry.service(),
                entry.text()));
    }

    private String time(TraceRecords.Entry entry) {
        long after = entry.time() - start;
        return entry.hasTime()
                ? (after < 0 ? "−" : "+") + TimeText.duration(Math.abs(after))
                : Words.of("common.no-time");
    }

    private String span(TraceRecords.Entry entry) {
        TraceTree now = tree;
        if (now == null || entry.span() < 0) {
            return entry.namesSpan() ? Words.of("trace-logs.no-span") : "";
        }
        SpanNode span = now.spans().get(entry.span());
        return span.name() == null ? "" : span.name();
    }

    void show(TraceTree of, TraceRecords records) {
        tree = of;
        start = of.spans().stream().mapToLong(SpanNode::start).min().orElse(0);
        table.getItems().setAll(records.entries());
        head.setText(Words.of(
                "trace-logs.count",
                records.count(),
                records.count() > records.entries().size()
                        ? Words.of("trace-logs.first", records.entries().size())
                        : ""));
    }
}
