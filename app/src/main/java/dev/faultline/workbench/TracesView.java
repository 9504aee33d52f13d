package dev.faultline.workbench;

import dev.faultline.analysis.trace.TraceList;
import dev.faultline.analysis.trace.TraceScatter;
import dev.faultline.analysis.trace.TraceSummary;
import dev.faultline.analysis.trace.TraceWindow;
import dev.faultline.query.Hits;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** The traces that the question selects: when they began and how long they took, a list, and the chosen one below. */
final class TracesView extends VBox implements CaseTab {
    private static final int MOST = 2_000;
    /** So many traces of each side are compared. */
    private static final int MOST_COMPARED = 300;

    private final CaseModel model;
    private final ChoiceBox<TraceList.Order> order = new ChoiceBox<>();
    private final Label counts = new Label();
    private final TableView<TraceSummary> table = new TableView<>();
    private final TraceScatterView scatter;
    private final TraceTabs tabs;
    private final TextField search = new TextField();
    private TraceWindow window = TraceWindow.ALL;
    private CaseModel.@Nullable Found drawn;
    private @Nullable String compared;

    TracesView(CaseModel model, Theme theme) {
        this.model = model;
        this.tabs = new TraceTabs(model, theme);
        this.scatter = new TraceScatterView(theme, this::openTrace, this::brush);
        setId("traces");
        order.getItems().setAll(TraceList.Order.values());
        order.setValue(TraceList.Order.ERRORS);
        order.setConverter(new StringConverter<>() {
            @Override
            public String toString(TraceList.@Nullable Order value) {
                return switch (value) {
                    case null -> "";
                    case START -> "earliest first";
                    case DURATION -> "longest first";
                    case ERRORS -> "most failed first";
                    case SPANS -> "most spans first";
                };
            }

            @Override
            public TraceList.Order fromString(String text) {
                throw new UnsupportedOperationException("it is chosen, not typed");
            }
        });
        order.setAccessibleText("which traces come first");
        order.setOnAction(event -> list());
        search.setPromptText("find spans");
        search.setTooltip(new Tooltip("Enter finds, n goes to the next"));
        search.setAccessibleText("find spans of the trace");
        search.textProperty()
                .addListener((property, before, now) -> tabs.waterfall().search(now));
        search.setOnAction(event -> {
            tabs.waterfall().next(true);
            tabs.waterfall().requestFocus();
        });
        search.setPrefWidth(110);
        counts.setMinWidth(190);
        columns();
        SplitPane split = new SplitPane(table, tabs);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.3);
        VBox.setVgrow(split, Priority.ALWAYS);
        getChildren().addAll(head(), scatter, split);
    }

    private HBox head() {
        Button events = new Button("Its events");
        events.setOnAction(event -> showEvents());
        Button compare = new Button("Compare");
        compare.setId("trace-compare");
        compare.setOnAction(event -> compare());
        events.setMinWidth(Region.USE_PREF_SIZE);
        compare.setMinWidth(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(8, order, counts, gap, search, compare, events);
        head.setAlignment(Pos.CENTER_LEFT);
        head.setPadding(new Insets(4, 8, 4, 8));
        return head;
    }

    private void columns() {
        table.getColumns()
                .add(TextColumns.text("trace", 120, trace -> trace.traceId().substring(0, 12)));
        table.getColumns().add(TextColumns.text("start", 190, trace -> TimeText.full(trace.start())
                .substring(0, 23)));
        table.getColumns().add(TextColumns.number("duration", 100, TraceSummary::duration, TimeText::duration));
        table.getColumns()
                .add(TextColumns.number(
                        "spans", 85, TraceSummary::spans, spans -> String.format(Locale.ROOT, "%,d", spans)));
        table.getColumns()
                .add(TextColumns.number(
                        "errors", 70, TraceSummary::errors, errors -> errors == 0 ? "" : "● " + errors));
        table.getColumns().add(TextColumns.text("root", 320, TracesView::root));
        table.getColumns().add(TextColumns.text("services", 260, trace -> String.join(", ", trace.services())));
        // The order is chosen above: it is that of all traces, not only of those listed.
        table.getColumns().forEach(column -> column.setSortable(false));
        table.setId("trace-table");
        table.setAccessibleText("Traces");
        table.setFixedCellSize(26);
        table.setPlaceholder(TextColumns.placeholder(
                "No traces among these events. OTLP, Jaeger, Zipkin, Tempo, X-Ray, Datadog and others hold them."));
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> chosen(now));
        table.setRowFactory(made -> row());
    }

    private TableRow<TraceSummary> row() {
        TableRow<TraceSummary> row = new TableRow<>();
        row.setContextMenu(new ContextMenu(
                WaterfallMenu.item("Compare with…", () -> compareWith(row.getItem())),
                WaterfallMenu.item("Compare those that failed with the others", this::compareGroups),
                WaterfallMenu.item("Its events", this::showEvents),
                WaterfallMenu.item("Copy its id", () -> copy(row.getItem()))));
        return row;
    }

    private static void copy(@Nullable TraceSummary trace) {
        if (trace != null) {
            ClipboardContent content = new ClipboardContent();
            content.putString(trace.traceId());
            Clipboard.getSystemClipboard().setContent(content);
        }
    }

    private static String root(TraceSummary trace) {
        String service = trace.rootService() == null ? "" : trace.rootService() + " · ";
        return (trace.rootIsMissing() ? "⚠ root missing; earliest: " : "")
                + service
                + (trace.rootName() == null ? "" : trace.rootName());
    }

    @Override
    public void theme(Theme next) {
        scatter.theme(next);
        tabs.theme(next);
    }

    @Override
    public void focus() {
        table.requestFocus();
    }

    @Override
    public void refresh() {
        CaseModel.Found found = model.found().get();
        if (found != null && !found.equals(drawn)) {
            drawn = found;
            window = TraceWindow.ALL;
            Hits hits = found.hits();
            model.read(
                    "trace-scatter",
                    cancelled -> TraceScatter.of(hits, TraceScatterView.COLUMNS, TraceScatterView.ROWS, cancelled),
                    scatter::show);
            tabs.found();
        }
        list();
    }

    private void brush(TraceWindow next) {
        window = next;
        list();
    }

    private void list() {
        CaseModel.Found found = model.found().get();
        if (found != null) {
            Hits hits = found.hits();
            TraceList.Order by = order.getValue();
            TraceWindow within = window;
            model.read("traces", cancelled -> TraceList.of(hits, by, MOST, within, cancelled), this::show);
        }
    }

    private void show(TraceList list) {
        TraceSummary before = table.getSelectionModel().getSelectedItem();
        String stay = before == null ? null : before.traceId();
        table.getItems().setAll(list.traces());
        counts.setText(String.format(
                Locale.ROOT,
                "%,d traces%s, %,d failed, %,d spans%s%s",
                list.count(),
                window.equals(TraceWindow.ALL) ? "" : " in the drawn frame",
                list.failed(),
                list.spans(),
                list.withoutSpans() > 0
                        ? String.format(Locale.ROOT, " · %,d more ids in logs without spans", list.withoutSpans())
                        : "",
                list.count() > MOST ? " · the first " + MOST + " are listed" : ""));
        if (!select(stay) && !list.traces().isEmpty()) {
            table.getSelectionModel().clearAndSelect(0);
        }
    }

    private boolean select(@Nullable String traceId) {
        for (int i = 0; traceId != null && i < table.getItems().size(); i++) {
            if (table.getItems().get(i).traceId().equals(traceId)) {
                table.getSelectionModel().clearAndSelect(i);
                table.scrollTo(Math.max(0, i - 2));
                return true;
            }
        }
        return false;
    }

    /** A trace that need not be among those listed. */
    private void openTrace(String traceId) {
        if (!select(traceId)) {
            table.getSelectionModel().clearSelection();
            tabs.show(traceId);
        }
    }

    private void chosen(@Nullable TraceSummary trace) {
        String first = compared;
        if (trace != null && first != null && !first.equals(trace.traceId())) {
            compared = null;
            comparePair(first, trace.traceId());
        }
        tabs.show(trace == null ? null : trace.traceId());
    }

    private void compareWith(@Nullable TraceSummary trace) {
        if (trace != null) {
            compared = trace.traceId();
            model.say("choose the trace to compare " + trace.traceId().substring(0, 12) + " with");
        }
    }

    private void compare() {
        List<TraceSummary> chosen = List.copyOf(table.getSelectionModel().getSelectedItems());
        if (chosen.size() == 2) {
            comparePair(chosen.get(0).traceId(), chosen.get(1).traceId());
        } else {
            compareGroups();
        }
    }

    private void comparePair(String first, String second) {
        tabs.compare(
                List.of(first),
                List.of(second),
                "A " + first.substring(0, 12) + " against B " + second.substring(0, 12));
    }

    private void compareGroups() {
        List<String> failed = ids(true);
        List<String> passed = ids(false);
        tabs.compare(
                failed,
                passed,
                String.format(Locale.ROOT, "A %,d that failed against B %,d that did not", failed.size(), passed.size())
                        + (failed.size() == MOST_COMPARED || passed.size() == MOST_COMPARED
                                ? ", the first of each side in this order"
                                : "")
                        + (table.getItems().size() == MOST ? ", of those listed" : ""));
    }

    private List<String> ids(boolean failed) {
        return table.getItems().stream()
                .filter(trace -> trace.errors() > 0 == failed)
                .map(TraceSummary::traceId)
                .limit(MOST_COMPARED)
                .toList();
    }

    private void showEvents() {
        TraceSummary trace = table.getSelectionModel().getSelectedItem();
        if (trace != null) {
            model.look(model.state().get().toggled(new ViewState.Filter("trace_id", trace.traceId(), false)));
        }
    }
}
