package dev.faultline.workbench;

import dev.faultline.model.Issue;
import dev.faultline.model.Source;
import dev.faultline.store.CaseReader;
import dev.faultline.text.SafeText;
import dev.faultline.text.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * What was imported, and what became of it: for every source read = stored + rejected + skipped, and every problem with
 * its line, its reason and its bytes.
 */
final class SourcesView extends VBox {
    private static final int MOST_ISSUES = 1_000;
    private static final int BYTES_SHOWN = 600;

    private final CaseModel model;
    private final CaseReader reader;
    private final TableView<Source> sources = new TableView<>();
    private final TableView<Issue> issues = new TableView<>();
    private final TextArea bytes = new TextArea();
    private final Label counts = new Label();

    SourcesView(CaseModel model, Runnable close) {
        this.model = model;
        this.reader = model.openCase().reader();
        setId("sources");
        setSpacing(8);
        setPadding(new Insets(16));
        Label title = new Label(SourceText.total(reader.sources()));
        title.setId("sources-total");
        title.getStyleClass().add("title-4");
        sourceColumns();
        sources.setId("source-table");
        issues.setId("issue-table");
        sources.setContextMenu(new ContextMenu(
                WaterfallMenu.item(Words.of("sources.events"), () -> events(close)),
                WaterfallMenu.item(Words.of("sources.copy-path"), () -> chosen().ifPresent(
                                source -> Copied.put(SourceText.path(source.path(), source.container())))),
                TableHabits.copyItem(sources)));
        sources.getItems().setAll(reader.sources());
        sources.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> show(now));
        VBox.setVgrow(sources, Priority.ALWAYS);
        issueColumns();
        issues.setPrefHeight(190);
        issues.setPlaceholder(TextColumns.placeholder(Words.of("sources.all-taken")));
        issues.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> show(now));
        bytes.setEditable(false);
        bytes.setPrefRowCount(5);
        bytes.setStyle("-fx-font-family: monospace; -fx-font-size: 0.9em;");
        bytes.setPromptText(Words.of("sources.select"));
        Button copy = new Button(Words.of("sources.copy"));
        copy.setOnAction(event -> copy());
        Button follow = new Button(Words.of("sources.follow"));
        follow.setAccessibleText(Words.of("sources.follow-name"));
        follow.setOnAction(event -> follow());
        Button done = new Button(Words.of("common.close"));
        done.getStyleClass().add("accent");
        done.setOnAction(event -> close.run());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren().addAll(title, sources, counts, issues, bytes, new HBox(8, follow, gap, copy, done));
        selectNotable();
    }

    private Optional<Source> chosen() {
        return Optional.ofNullable(sources.getSelectionModel().getSelectedItem());
    }

    /** Leaves for the list with what this source says. */
    private void events(Runnable close) {
        chosen().ifPresent(source -> {
            close.run();
            ViewState.Filter only = new ViewState.Filter("source", source.path(), false);
            model.look(ViewState.START.withZero(model.state().get().zero()).toggled(only));
        });
    }

    private void follow() {
        Source source = sources.getSelectionModel().getSelectedItem();
        if (source != null) {
            model.live().toggle(source);
            counts.setText(Words.of(
                    model.live().isFollowed(source) ? "sources.followed" : "sources.not-followed",
                    SourceText.path(source.path(), source.container())));
        }
    }

    /**
     * The first source that lost records, else the first that passed some over, else the first with a remark: that one is
     * why a person is shown this.
     */
    private void selectNotable() {
        boolean lost = reader.sources().stream().anyMatch(each -> each.rejected() > 0 || each.skipped() > 0);
        if (!lost) {
            model.read("notable-source", cancelled -> remarked(cancelled), first -> first.ifPresent(this::select));
        }
        reader.sources().stream()
                .max(Comparator.comparing((Source source) -> source.rejected() > 0)
                        .thenComparing(source -> source.skipped() > 0)
                        .thenComparing(Source::id, Comparator.reverseOrder()))
                .ifPresent(this::select);
    }

    private Optional<Source> remarked(BooleanSupplier cancelled) throws IOException {
        for (Source source : reader.sources()) {
            if (cancelled.getAsBoolean() || !reader.issueCounts(source.id()).isEmpty()) {
                return Optional.of(source);
            }
        }
        return Optional.empty();
    }

    private void select(Source source) {
        sources.getSelectionModel().select(source);
        sources.scrollTo(source);
    }

    private void sourceColumns() {
        add(
                sources,
                TextColumns.path(
                        Words.of("common.source"), 320, source -> SourceText.path(source.path(), source.container())));
        add(sources, TextColumns.text(Words.of("common.format"), 130, Source::format));
        add(sources, TextColumns.number(Words.of("heap.bytes"), 110, Source::bytes, Words::number));
        add(sources, TextColumns.number(Words.of("sources.read"), 90, Source::read, Words::number));
        add(sources, TextColumns.number(Words.of("sources.stored"), 90, Source::events, Words::number));
        add(sources, TextColumns.number(Words.of("sources.rejected"), 80, Source::rejected, Words::number));
        add(sources, TextColumns.number(Words.of("sources.skipped"), 80, Source::skipped, Words::number));
        add(sources, TextColumns.text(Words.of("sources.state"), 90, source -> source.state()
                .name()
                .toLowerCase(Locale.ROOT)));
        add(sources, TextColumns.text(Words.of("sources.span"), 330, SourceText::span));
        add(
                sources,
                TextColumns.text(
                        "SHA-256",
                        180,
                        source -> source.sha256() == null ? Words.of("sources.incomplete") : source.sha256()));
    }

    private void issueColumns() {
        add(issues, TextColumns.text(Words.of("table.what"), 170, issue -> issue.code()
                .name()));
        add(
                issues,
                TextColumns.text(
                        Words.of("sources.lost"),
                        60,
                        issue -> issue.loss() ? Words.of("common.yes") : Words.of("common.no")));
        add(
                issues,
                TextColumns.number(
                        Words.of("common.line"), 80, Issue::line, line -> line > 0 ? Words.number(line) : ""));
        add(
                issues,
                TextColumns.number(
                        Words.of("sources.byte"), 100, Issue::offset, place -> place >= 0 ? Words.number(place) : ""));
        add(issues, TextColumns.text(Words.of("common.why"), 640, Issue::detail));
    }

    private static <T> void add(TableView<T> table, TableColumn<T, T> column) {
        table.getColumns().add(column);
    }

    private void show(@Nullable Source source) {
        issues.getItems().clear();
        bytes.clear();
        if (source != null) {
            counts.setText(SourceText.counts(source));
            record Told(List<Issue> first, Map<?, Long> counts) {}
            model.read(
                    "issues",
                    cancelled -> new Told(reader.issues(source.id(), MOST_ISSUES), reader.issueCounts(source.id())),
                    told -> {
                        issues.getItems().setAll(told.first());
                        long all = told.counts().values().stream()
                                .mapToLong(Long::longValue)
                                .sum();
                        String shown = all > told.first().size()
                                ? Words.of(
                                        "sources.remarks",
                                        Words.number(told.first().size()),
                                        Words.number(all))
                                : "";
                        counts.setText(SourceText.counts(source) + shown);
                    });
        }
    }

    private void show(@Nullable Issue issue) {
        Source source = sources.getSelectionModel().getSelectedItem();
        if (issue == null || source == null || issue.offset() < 0) {
            bytes.setText(issue == null ? "" : Words.of("sources.whole"));
            return;
        }
        model.read(
                "issue-bytes",
                cancelled -> new String(reader.raw(source.id(), issue.offset(), BYTES_SHOWN), StandardCharsets.UTF_8),
                text -> bytes.setText(
                        Words.of("sources.from-byte", Words.number(issue.offset()), SafeText.block(text))));
    }

    private void copy() {
        model.read(
                "report",
                cancelled -> {
                    StringBuilder text = new StringBuilder(SourceText.total(reader.sources())).append('\n');
                    for (Source source : reader.sources()) {
                        text.append(SourceText.path(source.path(), source.container()))
                                .append('\n');
                        text.append("    ").append(SourceText.counts(source)).append('\n');
                        for (Issue issue : reader.issues(source.id(), 100)) {
                            text.append("    ").append(issue.code()).append(' ');
                            text.append(SourceText.issue(issue)).append('\n');
                        }
                    }
                    return text.toString();
                },
                text -> {
                    Copied.put(text);
                    model.say(Words.of("sources.copied"));
                });
    }
}
