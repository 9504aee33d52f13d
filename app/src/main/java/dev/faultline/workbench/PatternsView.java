package dev.faultline.workbench;

import dev.faultline.analysis.pattern.LogPattern;
import dev.faultline.analysis.pattern.PatternComparison;
import dev.faultline.analysis.pattern.Patterns;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Hits;
import dev.faultline.query.QueryParser;
import dev.faultline.query.Search;
import dev.faultline.text.SafeText;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The log templates of what was found, and how each fares over time. Where a stretch of time is looked at, each is compared
 * with the time before it: new, gone, more, less, by an exact test.
 */
final class PatternsView extends VBox implements CaseTab {
    private static final int TREND = 48;

    private final CaseModel model;
    private final Label counts = new Label();
    private final BusySentence busy;
    private final TableView<PatternComparison.Row> table = new TableView<>();
    private Theme theme;

    PatternsView(CaseModel model, Theme theme) {
        this.model = model;
        this.theme = theme;
        setId("patterns");
        busy = new BusySentence(model, counts, "patterns");
        SentenceLine line = new SentenceLine(counts);
        line.add(busy.button());
        columns();
        table.setId("pattern-table");
        table.setAccessibleText(Words.of("patterns.name"));
        table.setStyle(TextColumns.ROWS);
        table.setPlaceholder(TextColumns.placeholder(""));
        table.setRowFactory(made -> row());
        table.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            PatternComparison.Row row = table.getSelectionModel().getSelectedItem();
            boolean plain = !event.isShortcutDown() && !event.isAltDown();
            if (row != null && plain && (event.getCode() == KeyCode.F || event.getCode() == KeyCode.ENTER)) {
                filter(row, event.isShiftDown());
                event.consume();
            }
        });
        table.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> {
            if (now != null) {
                model.event(now.pattern().example(), event -> model.selected().set(event));
            }
        });
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(line, table);
    }

    @Override
    public void theme(Theme next) {
        theme = next;
        table.refresh();
    }

    @Override
    public void focus() {
        table.requestFocus();
    }

    private void columns() {
        text(Words.of("common.count"), 90, row -> Words.number(row.count()), true);
        text(
                Words.of("patterns.change"),
                80,
                row -> row.baselineCount() < 0 ? "" : row.change().label(),
                false);
        trend();
        text(Words.of("common.sev"), 64, row -> Theme.sign(row.pattern().worst()), false);
        text(Words.of("patterns.template"), 560, row -> row.pattern().template(), false);
        text(
                Words.of("common.services"),
                160,
                row -> String.join(", ", row.pattern().services().keySet()),
                false);
        text(Words.of("patterns.first"), 180, row -> time(row.pattern().first()), false);
        text(Words.of("patterns.last"), 180, row -> time(row.pattern().last()), false);
    }

    private static String time(long nanos) {
        return nanos == Long.MAX_VALUE || nanos == Long.MIN_VALUE
                ? ""
                : TimeText.full(nanos).substring(0, 23);
    }

    private void text(String name, double width, Function<PatternComparison.Row, String> text, boolean number) {
        TableColumn<PatternComparison.Row, PatternComparison.Row> column = new TextColumn<>(name, text);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setCellFactory(made -> new TableCell<>() {
            @Override
            protected void updateItem(PatternComparison.@Nullable Row row, boolean empty) {
                super.updateItem(row, empty);
                setText(empty || row == null ? null : SafeText.line(text.apply(row)));
                setTooltip(empty || row == null ? null : new Tooltip(tip(row)));
            }
        });
        column.setPrefWidth(width);
        column.setSortable(false);
        if (number) {
            column.setStyle("-fx-alignment: CENTER-RIGHT;");
        }
        table.getColumns().add(column);
    }

    private static String tip(PatternComparison.Row row) {
        String severities = row.pattern().severities().entrySet().stream()
                .map(PatternsView::counted)
                .collect(Collectors.joining(", "));
        return SafeText.line(row.sentence()) + "\n" + severities + "\n"
                + SafeText.line(row.pattern().exampleMessage());
    }

    private static String counted(Map.Entry<dev.faultline.model.Severity, Long> entry) {
        return entry.getKey().label() + " " + entry.getValue();
    }

    private void trend() {
        TableColumn<PatternComparison.Row, PatternComparison.Row> column =
                new TableColumn<>(Words.of("patterns.trend"));
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setCellFactory(made -> new TableCell<>() {
            private final Canvas canvas = new Canvas(TREND * 3, 18);

            @Override
            protected void updateItem(PatternComparison.@Nullable Row row, boolean empty) {
                super.updateItem(row, empty);
                setGraphic(empty || row == null ? null : canvas);
                if (row != null && !empty) {
                    spark(canvas, row.pattern());
                }
            }
        });
        column.setPrefWidth(TREND * 3 + 16);
        column.setSortable(false);
        table.getColumns().add(column);
    }

    private void spark(Canvas canvas, LogPattern pattern) {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        long highest = pattern.trend().stream().mapToLong(Long::longValue).max().orElse(1);
        g.setFill(theme.severity(pattern.worst()));
        for (int i = 0; i < pattern.trend().size(); i++) {
            double height = pattern.trend().get(i) == 0
                    ? 0
                    : Math.max(2, pattern.trend().get(i) * 16.0 / Math.max(1, highest));
            g.fillRect(i * 3.0, 17 - height, 2, height);
        }
    }

    private TableRow<PatternComparison.Row> row() {
        TableRow<PatternComparison.Row> row = new TableRow<>();
        MenuItem only = new MenuItem(Words.of("patterns.only"));
        only.setOnAction(event -> filter(row.getItem(), false));
        MenuItem without = new MenuItem(Words.of("patterns.without"));
        without.setOnAction(event -> filter(row.getItem(), true));
        row.setContextMenu(new ContextMenu(only, without, TableHabits.copyItem(table)));
        row.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2 && row.getItem() != null) {
                filter(row.getItem(), false);
            }
        });
        return row;
    }

    private void filter(PatternComparison.@Nullable Row row, boolean exclude) {
        if (row != null) {
            String id = Integer.toString(row.pattern().id());
            model.look(model.state().get().toggled(new ViewState.Filter("pattern", id, exclude)));
        }
    }

    @Override
    public void refresh() {
        CaseModel.Found found = model.found().get();
        if (found == null) {
            return;
        }
        ViewState asked = model.state().get();
        // Whether there are none is not known yet.
        table.setPlaceholder(TextColumns.placeholder(""));
        busy.begin(Words.of("patterns.counting"), this::refresh, "patterns");
        model.read(
                "patterns",
                cancelled -> {
                    Patterns now = Patterns.of(found.hits(), found.range(), TREND, cancelled);
                    if (asked.range().equals(TimeRange.ALL)) {
                        return new Shown(now, alone(now));
                    }
                    long length = asked.range().length();
                    TimeRange before = new TimeRange(
                            asked.range().from() - length, asked.range().from());
                    Hits earlier = Search.run(
                            found.hits().reader(), QueryParser.parse(asked.effectiveQuery()), before, cancelled);
                    Patterns base = Patterns.of(earlier, before, TREND, cancelled);
                    return new Shown(
                            now,
                            PatternComparison.of(now, asked.range(), base, before)
                                    .rows());
                },
                this::show);
    }

    private record Shown(Patterns patterns, List<PatternComparison.Row> rows) {}

    /** Nothing to compare with: a negative count of the baseline says so. */
    private static List<PatternComparison.Row> alone(Patterns now) {
        return now.patterns().stream()
                .map(pattern -> new PatternComparison.Row(
                        pattern, pattern.count(), -1, PatternComparison.Change.SAME, 1, Words.of("patterns.alone")))
                .toList();
    }

    private void show(Shown shown) {
        busy.end();
        table.getItems().setAll(shown.rows());
        table.setPlaceholder(TextColumns.placeholder(Words.of("patterns.none")));
        counts.setText(Words.of(
                "patterns.count",
                shown.patterns().patterns().size(),
                shown.patterns().logs(),
                shown.patterns().without() > 0
                        ? Words.of("patterns.left", shown.patterns().without())
                        : "",
                shown.rows().stream().anyMatch(row -> row.baselineCount() >= 0) ? Words.of("patterns.compared") : ""));
    }
}
