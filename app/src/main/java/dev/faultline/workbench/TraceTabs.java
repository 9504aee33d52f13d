package dev.faultline.workbench;

import dev.faultline.analysis.ClockEstimate;
import dev.faultline.analysis.Clocks;
import dev.faultline.analysis.trace.ServiceMap;
import dev.faultline.analysis.trace.SkewCorrection;
import dev.faultline.analysis.trace.SpanFilter;
import dev.faultline.analysis.trace.SpanStatistics;
import dev.faultline.analysis.trace.TraceComparison;
import dev.faultline.analysis.trace.TraceFlame;
import dev.faultline.analysis.trace.TraceProblem;
import dev.faultline.analysis.trace.TraceRecords;
import dev.faultline.analysis.trace.TraceTree;
import dev.faultline.model.EventId;
import dev.faultline.store.CaseReader;
import dev.faultline.text.SafeText;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** All ways to look at the chosen trace, and at the services and differences of those listed; each asks when it is seen. */
final class TraceTabs extends TabPane {
    private static final int MOST_RECORDS = 20_000;

    private final CaseModel model;
    private final WaterfallView waterfall;
    private final Label problems = new Label();
    private final SkewSwitch skew;
    private final Label narrowed = new Label();
    private final TraceStatisticsView statistics = new TraceStatisticsView(this::filter);
    private final FlamePane flame;
    private final TraceLogsView logs;
    private final TraceComparisonView comparison = new TraceComparisonView();
    private final ServiceMapView services;
    private final Tab tree;
    private final Tab compare;
    private final Tab map;
    private @Nullable TraceTree shown;
    private boolean countedAlready;
    private CaseModel.@Nullable Found mapped;

    TraceTabs(CaseModel model, Theme theme) {
        this.model = model;
        waterfall = new WaterfallView(theme);
        waterfall.onChosen(this::select);
        waterfall.onNarrowed(this::narrowed);
        flame = new FlamePane(theme, "trace-flame", this::select);
        logs = new TraceLogsView(this::select, this::toSpan);
        services = new ServiceMapView(theme, this::select, this::onlyService);
        setId("trace-tabs");
        setTabClosingPolicy(TabClosingPolicy.UNAVAILABLE);
        skew = new SkewSwitch(waterfall);
        problems.setWrapText(true);
        problems.setPadding(new Insets(2, 8, 2, 8));
        narrowed.setPadding(new Insets(2, 8, 2, 8));
        narrowed.setId("trace-narrowed");
        narrowed("");
        VBox.setVgrow(waterfall, Priority.ALWAYS);
        tree = tab("tree", Words.of("trace.tree"), new VBox(problems, skew, narrowed, waterfall));
        tab("statistics", Words.of("trace.statistics"), statistics);
        tab("flame", Words.of("trace.flame"), flame);
        tab("logs", Words.of("trace.logs"), logs);
        compare = tab("compare", Words.of("trace.compare"), comparison);
        map = tab("service-map", Words.of("trace.map"), services);
        getSelectionModel().selectedItemProperty().addListener((property, before, now) -> refreshFront());
        setMinHeight(0);
    }

    private Tab tab(String id, String name, Node content) {
        Tab tab = new Tab(name, content);
        tab.setId("trace-tab-" + id);
        getTabs().add(tab);
        return tab;
    }

    void theme(Theme next) {
        waterfall.theme(next);
        flame.theme(next);
        services.theme(next);
    }

    WaterfallView waterfall() {
        return waterfall;
    }

    private void select(EventId id) {
        model.event(id, event -> model.selected().set(event));
    }

    private void onlyService(String service) {
        model.look(model.state().get().toggled(new ViewState.Filter("service", service, false)));
    }

    private void narrowed(String text) {
        narrowed.setText(SafeText.line(text));
        narrowed.setManaged(!text.isEmpty());
        narrowed.setVisible(!text.isEmpty());
    }

    private void filter(SpanFilter filter) {
        getSelectionModel().select(tree);
        waterfall.filter(filter);
        waterfall.requestFocus();
    }

    private void toSpan(int span) {
        getSelectionModel().select(tree);
        waterfall.choose(span);
        waterfall.requestFocus();
    }

    /** What the tree, its logs and snapshots say together. */
    private record Answer(TraceTree tree, TraceRecords records, SkewCorrection skew) {}

    /** Shows a trace; null for none. */
    void show(@Nullable String traceId) {
        if (traceId == null) {
            model.drop("trace");
            shown = null;
            waterfall.show(null);
            problems.setText("");
            skew.show(null, null, null);
            return;
        }
        var reader = model.openCase().reader();
        model.read(
                "trace",
                cancelled -> {
                    TraceTree read = TraceTree.read(reader, traceId, cancelled);
                    // Its spans need not wait for what else the case says of them.
                    model.later(() -> {
                        if (!cancelled.getAsBoolean()) {
                            show(read);
                        }
                    });
                    TraceRecords records = TraceRecords.of(reader, read, MOST_RECORDS, cancelled);
                    return new Answer(read, records, SkewCorrection.of(read, clocks(reader, read, cancelled)));
                },
                this::show);
    }

    /** What the whole case says of its clocks matters only where a trace contradicts itself over several sources. */
    private static List<ClockEstimate> clocks(CaseReader reader, TraceTree read, BooleanSupplier cancelled)
            throws IOException {
        boolean several = read.spans().stream()
                        .mapToInt(span -> span.id().source())
                        .distinct()
                        .count()
                > 1;
        return several && !read.skews().isEmpty() ? Clocks.estimate(reader, cancelled) : List.of();
    }

    private void show(Answer answer) {
        waterfall.records(answer.records());
        skew.show(answer.tree(), answer.records(), answer.skew());
        logs.show(answer.tree(), answer.records());
    }

    private void show(TraceTree tree) {
        shown = tree;
        countedAlready = false;
        waterfall.show(tree);
        skew.show(null, null, null);
        List<TraceProblem> found = tree.problems();
        problems.setText(found.stream()
                .map(problem -> "⚠ " + SafeText.line(problem.sentence()))
                .collect(Collectors.joining("\n")));
        problems.setManaged(!found.isEmpty());
        refreshFront();
    }

    /** Statistics and flame graph are counted once a trace, the map once a question, each when it is first looked at. */
    private void refreshFront() {
        Tab front = getSelectionModel().getSelectedItem();
        TraceTree now = shown;
        boolean counts = front != null && (front.getContent() == statistics || front.getContent() == flame);
        if (counts && now != null && !countedAlready) {
            countedAlready = true;
            model.read("trace-statistics", cancelled -> SpanStatistics.of(now), statistics::show);
            model.read(
                    "trace-flame",
                    cancelled -> TraceFlame.of(now),
                    drawn ->
                            flame.show(drawn, Words.of("trace.flame-head", FlameWeights.weight(drawn, drawn.total()))));
        }
        CaseModel.Found found = model.found().get();
        if (map.equals(front) && found != null && !found.equals(mapped)) {
            mapped = found;
            model.read("service-map", cancelled -> ServiceMap.of(found.hits(), cancelled), services::show);
        }
    }

    /** Something else was found. */
    void found() {
        refreshFront();
    }

    /** Compares two groups of traces; the text says which they are. */
    void compare(List<String> first, List<String> second, String sides) {
        getSelectionModel().select(compare);
        if (first.isEmpty() || second.isEmpty()) {
            comparison.say(Words.of("trace.one-side-empty", sides));
            return;
        }
        comparison.say(Words.of("trace.reading", first.size() + second.size()));
        var reader = model.openCase().reader();
        model.read(
                "trace-comparison",
                cancelled -> TraceComparison.of(
                        TraceTree.readAll(reader, first, cancelled), TraceTree.readAll(reader, second, cancelled)),
                answer -> comparison.show(answer, sides));
    }
}
