package dev.faultline.workbench;

import dev.faultline.analysis.change.SourceExcerpt;
import dev.faultline.analysis.link.RevisionOf;
import dev.faultline.analysis.suspect.CommitEvent;
import dev.faultline.analysis.suspect.CommitEvents;
import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.Frame;
import dev.faultline.model.Snapshot;
import dev.faultline.store.CaseReader;
import dev.faultline.text.SafeText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The lines around a frame as they stood in the revision that ran, each with the commit that wrote it. */
final class SourceView extends VBox {
    private static final int AROUND = 7;

    private final CaseModel model;
    private final OpenCode code;
    private final Consumer<EventId> open;
    private final Label head = new Label();
    private int indentation;
    private int digits = 1;
    private final ListView<Row> lines = new ListView<>();

    /** A line with who wrote it, as far as known. */
    record Row(
            int number,
            String text,
            boolean isFailing,
            String commit,
            long seconds,
            @Nullable CommitEvent event) {}

    private record Shown(String head, List<Row> rows) {}

    /** {@code open} shows the event of a commit. */
    SourceView(CaseModel model, OpenCode code, Consumer<EventId> open) {
        this.model = model;
        this.code = code;
        this.open = open;
        head.setId("source-head");
        head.setWrapText(true);
        head.getStyleClass().add("text-muted");
        lines.setId("source");
        lines.setAccessibleText(Words.of("source.name"));
        lines.setCellFactory(list -> new LineCell());
        lines.setOnKeyPressed(event -> {
            Row row = lines.getSelectionModel().getSelectedItem();
            if (row != null && (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.B)) {
                go(row);
                event.consume();
            }
        });
        VBox.setVgrow(lines, Priority.ALWAYS);
        getChildren().addAll(head, lines);
    }

    void clear(String why) {
        head.setText(why);
        lines.getItems().clear();
    }

    void show(Event event, FrameRow.Call call) {
        head.setText(Words.of("source.reading"));
        CaseReader reader = model.openCase().reader();
        model.read(
                "source",
                cancelled -> {
                    SourceExcerpt excerpt = code.ask(
                            reader,
                            source -> source.excerpt(call.frame(), RevisionOf.event(reader, event, cancelled), AROUND));
                    return excerpt.unresolved() == null
                            ? shown(reader, excerpt, call.frame())
                            : captured(call, excerpt.unresolved());
                },
                this::show);
    }

    private static Shown shown(CaseReader reader, SourceExcerpt excerpt, Frame frame) throws java.io.IOException {
        Set<String> wanted = new HashSet<>();
        excerpt.lines().forEach(line -> wanted.add(line.commit()));
        Map<String, CommitEvent> commits = CommitEvents.of(reader, wanted);
        return new Shown(
                Words.of("source.head", excerpt.path(), frame.line(), excerpt.resolved()),
                excerpt.lines().stream()
                        .map(line -> new Row(
                                line.number(),
                                line.text(),
                                line.number() == excerpt.line(),
                                line.commit(),
                                line.seconds(),
                                commits.get(line.commit())))
                        .toList());
    }

    /** Some tools export the lines beside the frame; they bear no history. */
    private static Shown captured(FrameRow.Call call, String why) {
        List<Row> rows = new ArrayList<>();
        Snapshot.FrameVariables frame = call.captured();
        if (frame != null) {
            frame.context()
                    .forEach(line -> rows.add(new Row(
                            line.number(),
                            line.text(),
                            line.number() == call.frame().line(),
                            "",
                            0,
                            null)));
        }
        return new Shown(rows.isEmpty() ? why : Words.of("source.captured", why), rows);
    }

    private void show(Shown shown) {
        head.setText(SafeText.line(shown.head()));
        indentation = indentation(shown.rows());
        digits = shown.rows().isEmpty()
                ? 1
                : String.valueOf(shown.rows().getLast().number()).length();
        lines.getItems().setAll(shown.rows());
        for (int i = 0; i < shown.rows().size(); i++) {
            if (shown.rows().get(i).isFailing()) {
                lines.getSelectionModel().clearAndSelect(i);
                lines.scrollTo(Math.max(0, i - 3));
            }
        }
    }

    private static String shown(Row row) {
        return SafeText.line(row.text().replace("\t", "    "));
    }

    /** The room is narrow: what all lines begin with is left out. */
    private static int indentation(List<Row> rows) {
        return rows.stream()
                .map(SourceView::shown)
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
    }

    private void go(Row row) {
        CommitEvent event = row.event();
        if (event == null) {
            model.say(
                    row.commit().isEmpty()
                            ? Words.of("source.unknown-author")
                            : Words.of("source.not-imported", row.commit()));
        } else {
            open.accept(event.id());
        }
    }

    private final class LineCell extends ListCell<Row> {
        private final Label text = new Label();
        private final Hyperlink commit = new Hyperlink();
        private final HBox box = new HBox(6, text, gap(), commit);

        LineCell() {
            setStyle("-fx-padding: 0 4 0 4; -fx-cell-size: 0; -fx-font-family: monospace; -fx-font-size: 12px;");
            text.setMinWidth(0);
            commit.setMinWidth(Region.USE_PREF_SIZE);
            commit.setPadding(javafx.geometry.Insets.EMPTY);
            commit.setFocusTraversable(false);
            box.setAlignment(Pos.CENTER_LEFT);
            prefWidthProperty().bind(lines.widthProperty().subtract(24));
            box.maxWidthProperty().bind(lines.widthProperty().subtract(32));
        }

        private static Region gap() {
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            return gap;
        }

        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setGraphic(null);
                setContextMenu(null);
                return;
            }
            String line = shown(row);
            text.setText(String.format(
                    Locale.ROOT,
                    "%s%" + digits + "d  %s",
                    row.isFailing() ? "▶" : " ",
                    row.number(),
                    line.substring(Math.min(indentation, line.length()))));
            text.setTooltip(new Tooltip(line.strip()));
            text.setStyle(row.isFailing() ? "-fx-font-weight: bold; -fx-text-fill: -color-danger-fg;" : "");
            CommitEvent by = row.event();
            boolean known = !row.commit().isEmpty();
            commit.setVisible(known);
            commit.setManaged(known);
            commit.setText(known ? row.commit().substring(0, 7) + (by == null ? "" : mark(by)) : "");
            commit.setOnAction(event -> go(row));
            String says = known ? says(row) : Words.of("source.unknown-author");
            commit.setTooltip(new Tooltip(says));
            commit.setAccessibleText(Words.of("source.show-change", says));
            MenuItem copy = new MenuItem(Words.of("common.copy-line"));
            copy.setOnAction(event -> Copied.put(row.text()));
            MenuItem change = new MenuItem(Words.of("source.change"));
            change.setOnAction(event -> go(row));
            setContextMenu(new ContextMenu(change, copy));
            setGraphic(box);
        }

        private static String mark(CommitEvent by) {
            return switch (by.change().attribution().author()) {
                case AI_AUTHORED -> " AI";
                case AI_ASSISTED -> " +AI";
                case BOT -> " bot";
                case HUMAN, UNKNOWN -> "";
            };
        }

        private static String says(Row row) {
            CommitEvent by = row.event();
            String when = TimeText.full(row.seconds() * 1_000_000_000L).substring(0, 16);
            if (by == null) {
                return Words.of("source.commit-of", row.commit().substring(0, 7), when);
            }
            var attribution = by.change().attribution();
            return SafeText.line(row.commit().substring(0, 7) + " " + by.title() + "\n"
                    + by.change().author() + ", " + when
                    + ", " + attribution.author().label()
                    + (attribution.marker() == null ? "" : Words.of("source.by-marker", attribution.marker())));
        }
    }
}
