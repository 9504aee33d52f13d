package dev.faultline.workbench;

import dev.faultline.analysis.trace.TraceList;
import dev.faultline.analysis.trace.TraceProblem;
import dev.faultline.analysis.trace.TraceSummary;
import dev.faultline.analysis.trace.TraceTree;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import dev.faultline.query.Search;
import dev.faultline.text.SafeText;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The traces that the question selects, and the chosen one as a waterfall. */
final class TracesView extends VBox implements CaseTab {
    private static final int MOST = 2_000;

    private final CaseModel model;
    private final ChoiceBox<TraceList.Order> order = new ChoiceBox<>();
    private final Label counts = new Label();
    private final Label problems = new Label();
    private final TableView<TraceSummary> table = new TableView<>();
    private final WaterfallView waterfall;
    private final TextField search = new TextField();

    TracesView(CaseModel model, Theme theme) {
        this.model = model;
        this.waterfall = new WaterfallView(theme);
        setId("traces");
        order.getItems().setAll(TraceList.Order.values());
        order.setValue(TraceList.Order.ERRORS);
        order.setOnAction(event -> refresh());
        search.setPromptText("find spans, n next");
        search.textProperty().addListener((property, before, now) -> waterfall.search(now));
        search.setOnAction(event -> {
            waterfall.next(true);
            waterfall.requestFocus();
        });
        Button events = new Button("Its events");
        events.setOnAction(event -> showEvents());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        search.setPrefWidth(130);
        events.setMinWidth(Region.USE_PREF_SIZE);
        counts.setMinWidth(120);
        HBox head = new HBox(8, order, counts, gap, search, events);
        head.setAlignment(Pos.CENTER_LEFT);
        head.setPadding(new Insets(4, 8, 4, 8));
        columns();
        table.setId("trace-table");
        table.setFixedCellSize(26);
        table.setPlaceholder(new Label(
                "No traces among these events. OTLP, Jaeger, Zipkin, Tempo, X-Ray, Datadog and others hold them."));
        table.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> open(now));
        waterfall.onChosen(id -> model.event(id, event -> model.selected().set(event)));
        problems.setPadding(new Insets(2, 8, 2, 8));
        problems.setWrapText(true);
        VBox below = new VBox(problems, waterfall);
        VBox.setVgrow(waterfall, Priority.ALWAYS);
        SplitPane split = new SplitPane(table, below);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.35);
        VBox.setVgrow(split, Priority.ALWAYS);
        getChildren().addAll(head, split);
    }

    @Override
    public void theme(Theme next) {
        waterfall.theme(next);
    }

    @Override
    public void focus() {
        table.requestFocus();
    }

    private void columns() {
        column("trace", 120, trace -> trace.traceId().substring(0, 12), false);
        column("start", 190, trace -> TimeText.full(trace.start()).substring(0, 23), false);
        column("duration", 100, trace -> TimeText.duration(trace.duration()), true);
        column("spans", 70, trace -> String.format(Locale.ROOT, "%,d", trace.spans()), true);
        column("errors", 70, trace -> trace.errors() == 0 ? "" : "● " + trace.errors(), true);
        column("root", 320, TracesView::root, false);
        column("services", 260, trace -> String.join(", ", trace.services()), false);
    }

    private static String root(TraceSummary trace) {
        String service = trace.rootService() == null ? "" : trace.rootService() + " · ";
        return (trace.rootIsMissing() ? "⚠ root missing; earliest: " : "")
                + service
                + (trace.rootName() == null ? "" : trace.rootName());
    }

    private void column(String name, double width, Function<TraceSummary, String> text, boolean number) {
        TableColumn<TraceSummary, TraceSummary> column = new TableColumn<>(name);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setCellFactory(made -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable TraceSummary trace, boolean empty) {
                super.updateItem(trace, empty);
                setText(empty || trace == null ? null : SafeText.line(text.apply(trace)));
            }
        });
        column.setSortable(false);
        column.setPrefWidth(width);
        if (number) {
            column.setStyle("-fx-alignment: CENTER-RIGHT;");
        }
        table.getColumns().add(column);
    }

    @Override
    public void refresh() {
        CaseModel.Found found = model.found().get();
        if (found == null) {
            return;
        }
        Hits hits = found.hits();
        TraceList.Order by = order.getValue();
        model.read("traces", cancelled -> TraceList.of(hits, by, MOST, cancelled), list -> {
            TraceSummary before = table.getSelectionModel().getSelectedItem();
            table.getItems().setAll(list.traces());
            counts.setText(String.format(
                    Locale.ROOT,
                    "%,d traces, %,d failed, %,d spans%s%s",
                    list.count(),
                    list.failed(),
                    list.spans(),
                    list.withoutSpans() > 0
                            ? String.format(Locale.ROOT, " · %,d more ids in logs without spans", list.withoutSpans())
                            : "",
                    list.count() > MOST ? " · the first " + MOST + " are listed" : ""));
            int same = before == null
                    ? -1
                    : list.traces().stream().map(TraceSummary::traceId).toList().indexOf(before.traceId());
            if (same >= 0) {
                table.getSelectionModel().select(same);
            } else if (!list.traces().isEmpty()) {
                table.getSelectionModel().selectFirst();
            }
        });
    }

    private void open(@Nullable TraceSummary trace) {
        if (trace == null) {
            waterfall.show(null);
            problems.setText("");
            return;
        }
        var reader = model.openCase().reader();
        model.read(
                "trace",
                cancelled -> {
                    Query spans = new Query.Term("trace_id", trace.traceId());
                    Hits hits = Search.run(reader, spans, TimeRange.ALL, cancelled);
                    return TraceTree.of(trace.traceId(), hits, cancelled);
                },
                tree -> {
                    waterfall.show(tree);
                    problems.setText(tree.problems().stream()
                            .map(TraceProblem::sentence)
                            .map(sentence -> "⚠ " + SafeText.line(sentence))
                            .collect(Collectors.joining("\n")));
                    problems.setManaged(!tree.problems().isEmpty());
                });
    }

    private void showEvents() {
        TraceSummary trace = table.getSelectionModel().getSelectedItem();
        if (trace != null) {
            model.look(model.state().get().toggled(new ViewState.Filter("trace_id", trace.traceId(), false)));
        }
    }
}
