package dev.faultline.workbench;

import dev.faultline.analysis.trace.TraceList;
import dev.faultline.analysis.trace.TraceScatter;
import dev.faultline.analysis.trace.TraceSummary;
import dev.faultline.analysis.trace.TraceWindow;
import dev.faultline.query.Hits;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** The traces that the question selects: when they began and how long they took, a list, and the chosen one below. */
final class TracesView extends VBox implements CaseTab {
    private static final int MOST = 2_000;
    /** So many traces of each side are compared. */
    private static final int MOST_COMPARED = 300;
    /** What the list needs for its names, eight traces and a bar below, at the usual size of letters. */
    private static final double LIST = 268;
    /** What the chosen trace needs to show its first spans. */
    private static final double TRACE = 220;
    /** The sentence and the buttons above. */
    private static final double HEAD = 64;

    private final CaseModel model;
    private final ChoiceBox<TraceList.Order> order = new ChoiceBox<>();
    private final Label counts = new Label();
    private final BusySentence busy;
    private final TableView<TraceSummary> table = new TableView<>();
    private final TableColumn<TraceSummary, TraceSummary> start =
            TextColumns.text("", 190, trace -> TimeText.full(trace.start()).substring(0, 23));
    private final TraceScatterView scatter;
    private final TraceTabs tabs;
    private final TextField search = new TextField();
    private TraceWindow window = TraceWindow.ALL;
    private CaseModel.@Nullable Found drawn;
    private @Nullable String compared;

    TracesView(CaseModel model, Theme theme, Settings settings) {
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
                    case START -> Words.of("traces.earliest");
                    case DURATION -> Words.of("traces.longest");
                    case ERRORS -> Words.of("traces.most-failed");
                    case SPANS -> Words.of("traces.most-spans");
                };
            }

            @Override
            public TraceList.Order fromString(String text) {
                throw new UnsupportedOperationException("it is chosen, not typed");
            }
        });
        busy = new BusySentence(model, counts, "traces");
        order.setAccessibleText(Words.of("traces.order"));
        order.setOnAction(event -> list());
        search.setPromptText(Words.of("traces.find"));
        search.setTooltip(new Tooltip(Words.of("traces.find-tip")));
        search.setAccessibleText(Words.of("traces.find-name"));
        search.textProperty()
                .addListener((property, before, now) -> tabs.waterfall().search(now));
        search.setOnAction(event -> {
            tabs.waterfall().next(true);
            tabs.waterfall().requestFocus();
        });
        search.setPrefColumnCount(6);
        columns();
        RememberedSplit split = new RememberedSplit(settings, "traces", () -> scatter.of(LIST), table, tabs);
        VBox.setVgrow(split, Priority.ALWAYS);
        SentenceLine head = head();
        heightProperty().addListener((property, before, now) -> room(head));
        head.heightProperty().addListener((property, before, now) -> room(head));
        scatter.onMeasured(() -> {
            room(head);
            split.place();
        });
        getChildren().addAll(head, scatter, split);
    }

    /** The dots have what the list and the chosen trace leave. */
    private void room(SentenceLine head) {
        scatter.room(getHeight() - head.getHeight() - scatter.of(LIST + TRACE));
    }

    @Override
    public double least() {
        return HEAD + LIST + TRACE;
    }

    private SentenceLine head() {
        Button events = new Button(Words.of("traces.events"));
        events.setOnAction(event -> showEvents());
        Button compare = new Button(Words.of("traces.compare"));
        compare.setId("trace-compare");
        compare.setOnAction(event -> compare());
        SentenceLine head = new SentenceLine(counts);
        List.of(events, compare, search, busy.button(), order).forEach(head::add);
        return head;
    }

    private void columns() {
        table.getColumns()
                .add(TextColumns.text(
                        Words.of("traces.trace"),
                        120,
                        trace -> trace.traceId().substring(0, 12),
                        TraceSummary::traceId));
        table.getColumns().add(start);
        table.getColumns()
                .add(TextColumns.number(Words.of("common.duration"), 100, TraceSummary::duration, TimeText::duration));
        table.getColumns().add(TextColumns.number(Words.of("traces.spans"), 85, TraceSummary::spans, Words::number));
        table.getColumns()
                .add(TextColumns.number(
                        Words.of("common.errors"),
                        70,
                        TraceSummary::errors,
                        errors -> errors == 0 ? "" : "● " + errors));
        table.getColumns().add(TextColumns.text(Words.of("traces.root"), 320, TracesView::root, TracesView::root));
        table.getColumns()
                .add(TextColumns.text(Words.of("common.services"), 260, TracesView::services, TracesView::services));
        // The order is chosen above: it is that of all traces, not only of those listed.
        table.getColumns().forEach(column -> column.setSortable(false));
        table.setId("trace-table");
        table.setAccessibleText(Words.of("traces.name"));
        table.setStyle(TextColumns.ROWS);
        table.setPlaceholder(TextColumns.placeholder(""));
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> chosen(now));
        table.setRowFactory(made -> row());
    }

    private TableRow<TraceSummary> row() {
        TableRow<TraceSummary> row = new TableRow<>();
        row.setContextMenu(new ContextMenu(
                WaterfallMenu.item(Words.of("traces.compare-with"), () -> compareWith(row.getItem())),
                WaterfallMenu.item(Words.of("traces.compare-failed"), this::compareGroups),
                WaterfallMenu.item(Words.of("traces.events"), this::showEvents),
                WaterfallMenu.item(Words.of("traces.copy-id"), () -> copy(row.getItem())),
                TableHabits.copyItem(table)));
        return row;
    }

    private static void copy(@Nullable TraceSummary trace) {
        if (trace != null) {
            Copied.put(trace.traceId());
        }
    }

    private static String services(TraceSummary trace) {
        return String.join(", ", trace.services());
    }

    private static String root(TraceSummary trace) {
        String service = trace.rootService() == null ? "" : trace.rootService() + " · ";
        return (trace.rootIsMissing() ? Words.of("traces.root-missing") + " " : "")
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
            // Whether there are none is not known yet.
            table.setPlaceholder(TextColumns.placeholder(""));
            busy.begin(Words.of("traces.reading"), this::list, "traces");
            model.read("traces", cancelled -> TraceList.of(hits, by, MOST, within, cancelled), this::show);
        }
    }

    private void show(TraceList list) {
        busy.end();
        TraceSummary before = table.getSelectionModel().getSelectedItem();
        String stay = before == null ? null : before.traceId();
        start.setText(Words.of("traces.start", TimeText.zoneName()));
        table.getItems().setAll(list.traces());
        table.setPlaceholder(TextColumns.placeholder(Words.of("traces.none")));
        counts.setText(Words.of(
                "traces.count",
                list.count(),
                window.equals(TraceWindow.ALL) ? "" : Words.of("traces.in-frame"),
                list.failed(),
                list.spans(),
                list.withoutSpans() > 0 ? Words.of("traces.without-spans", list.withoutSpans()) : "",
                list.count() > MOST ? Words.of("traces.first", MOST) : ""));
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
            model.say(Words.of("traces.choose-second", trace.traceId().substring(0, 12)));
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
                Words.of("traces.pair", first.substring(0, 12), second.substring(0, 12)));
    }

    private void compareGroups() {
        List<String> failed = ids(true);
        List<String> passed = ids(false);
        tabs.compare(
                failed,
                passed,
                Words.of("traces.groups", failed.size(), passed.size())
                        + (failed.size() == MOST_COMPARED || passed.size() == MOST_COMPARED
                                ? Words.of("traces.first-of-each")
                                : "")
                        + (table.getItems().size() == MOST ? Words.of("traces.of-listed") : ""));
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
