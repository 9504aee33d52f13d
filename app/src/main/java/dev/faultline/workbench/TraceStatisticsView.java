package dev.faultline.workbench;

import dev.faultline.analysis.trace.SpanFilter;
import dev.faultline.analysis.trace.SpanStatistics;
import java.util.function.Consumer;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;

/** The spans of a trace by service and operation; Enter or two clicks show only those in the waterfall. */
final class TraceStatisticsView extends TableView<SpanStatistics.Row> {
    private final Consumer<SpanFilter> filter;

    TraceStatisticsView(Consumer<SpanFilter> filter) {
        this.filter = filter;
        setId("trace-statistics");
        setStyle(TextColumns.ROWS);
        setAccessibleText(Words.of("trace-statistics.name"));
        setPlaceholder(TextColumns.placeholder(Words.of("trace-statistics.none")));
        getColumns()
                .add(TextColumns.text(
                        Words.of("common.service"), 100, row -> row.service() == null ? "" : row.service()));
        getColumns()
                .add(TextColumns.text(Words.of("common.operation"), 150, row -> row.name() == null ? "" : row.name()));
        getColumns()
                .add(TextColumns.number(
                        Words.of("common.count"), 60, SpanStatistics.Row::count, TraceStatisticsView::count));
        getColumns()
                .add(TextColumns.number(
                        Words.of("common.errors"), 65, SpanStatistics.Row::errors, TraceStatisticsView::errors));
        time(Words.of("common.self"), SpanStatistics.Row::self);
        time(Words.of("trace-statistics.critical"), SpanStatistics.Row::critical);
        time(Words.of("trace-statistics.total"), SpanStatistics.Row::total);
        time(Words.of("trace-statistics.average"), SpanStatistics.Row::average);
        time("p50", SpanStatistics.Row::median);
        time("p95", SpanStatistics.Row::p95);
        time(Words.of("common.max"), SpanStatistics.Row::longest);
        getColumns()
                .add(TextColumns.number(
                        Words.of("trace-statistics.of-trace"),
                        90,
                        row -> Math.round(row.share() * 1_000),
                        share -> Words.number(share / 10.0, 1)));
        setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                choose();
            }
        });
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                choose();
            }
        });
    }

    private void time(String name, java.util.function.ToLongFunction<SpanStatistics.Row> value) {
        getColumns().add(TextColumns.number(name, 78, value, TimeText::duration));
    }

    private static String count(long count) {
        return Words.number(count);
    }

    private static String errors(long errors) {
        return errors == 0 ? "" : "● " + count(errors);
    }

    private void choose() {
        SpanStatistics.Row row = getSelectionModel().getSelectedItem();
        if (row != null) {
            filter.accept(SpanFilter.ALL.ofOperation(row.service(), row.name()));
        }
    }

    void show(SpanStatistics statistics) {
        getItems().setAll(statistics.rows());
        sort();
    }
}
