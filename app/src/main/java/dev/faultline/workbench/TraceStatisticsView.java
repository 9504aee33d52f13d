package dev.faultline.workbench;

import dev.faultline.analysis.trace.SpanFilter;
import dev.faultline.analysis.trace.SpanStatistics;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;

/** The spans of a trace by service and operation; Enter or two clicks show only those in the waterfall. */
final class TraceStatisticsView extends TableView<SpanStatistics.Row> {
    private final Consumer<SpanFilter> filter;

    TraceStatisticsView(Consumer<SpanFilter> filter) {
        this.filter = filter;
        setId("trace-statistics");
        setFixedCellSize(24);
        setAccessibleText("Spans by service and operation");
        setPlaceholder(
                TextColumns.placeholder("Choose a trace above: its spans are counted here by service and operation."));
        getColumns().add(TextColumns.text("service", 100, row -> row.service() == null ? "" : row.service()));
        getColumns().add(TextColumns.text("operation", 150, row -> row.name() == null ? "" : row.name()));
        getColumns().add(TextColumns.number("count", 60, SpanStatistics.Row::count, TraceStatisticsView::count));
        getColumns().add(TextColumns.number("errors", 65, SpanStatistics.Row::errors, TraceStatisticsView::errors));
        time("self", SpanStatistics.Row::self);
        time("critical", SpanStatistics.Row::critical);
        time("total", SpanStatistics.Row::total);
        time("avg", SpanStatistics.Row::average);
        time("p50", SpanStatistics.Row::median);
        time("p95", SpanStatistics.Row::p95);
        time("max", SpanStatistics.Row::longest);
        getColumns()
                .add(TextColumns.number(
                        "% of trace",
                        90,
                        row -> Math.round(row.share() * 1_000),
                        share -> String.format(Locale.ROOT, "%.1f", share / 10.0)));
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
        return String.format(Locale.ROOT, "%,d", count);
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
