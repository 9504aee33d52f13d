package dev.faultline.workbench;

import dev.faultline.analysis.link.Links;
import dev.faultline.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;

/** Everything that belongs to the selected event, with the reason; a click or Enter goes there. */
final class RelatedView extends ListView<RelatedView.Row> {
    private final CaseModel model;
    private final Consumer<Links.Link> open;

    /** A line of the list. */
    sealed interface Row {
        /** What is linked, and why. */
        record Heading(Links.Group group) implements Row {}

        /** Where it leads. */
        record To(Links.Link link) implements Row {}

        /** Looks at all of them. */
        record All(Links.Group group) implements Row {}

        /** Why something is not among them. */
        record Note(String text) implements Row {}
    }

    RelatedView(CaseModel model, Consumer<Links.Link> open) {
        this.model = model;
        this.open = open;
        setId("related");
        setAccessibleText(Words.of("related.name"));
        setPlaceholder(TextColumns.placeholder(Words.of("related.empty")));
        setCellFactory(list -> new RowCell());
        setOnKeyPressed(event -> {
            Row row = getSelectionModel().getSelectedItem();
            if (row != null && event.getCode() == KeyCode.ENTER) {
                go(row);
                event.consume();
            }
        });
    }

    void show(Links links) {
        List<Row> rows = new ArrayList<>();
        for (Links.Group group : links.groups()) {
            rows.add(new Row.Heading(group));
            group.links().forEach(link -> rows.add(new Row.To(link)));
            if (group.count() > group.links().size() && !group.query().isEmpty()) {
                rows.add(new Row.All(group));
            }
        }
        links.notes().forEach(note -> rows.add(new Row.Note(note)));
        if (links.groups().isEmpty() && links.notes().isEmpty()) {
            rows.add(new Row.Note(Words.of("related.none")));
        }
        getItems().setAll(rows);
        scrollTo(0);
    }

    /** Chooses the first link, for the keyboard. */
    void first() {
        for (int i = 0; i < getItems().size(); i++) {
            if (getItems().get(i) instanceof Row.To) {
                getSelectionModel().clearAndSelect(i);
                return;
            }
        }
    }

    private void go(Row row) {
        switch (row) {
            case Row.To to -> open.accept(to.link());
            case Row.All all ->
                model.look(model.state().get().withQuery(all.group().query()));
            case Row.Heading heading -> model.say(heading.group().reason());
            case Row.Note note -> model.say(note.text());
        }
    }

    private final class RowCell extends ListCell<Row> {
        private static final String STYLE = "-fx-padding: 2 6 2 6; -fx-cell-size: 0;";

        RowCell() {
            setStyle(STYLE);
            setWrapText(true);
            prefWidthProperty().bind(RelatedView.this.widthProperty().subtract(24));
            setOnMouseClicked(event -> {
                if (getItem() != null) {
                    go(getItem());
                }
            });
        }

        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            setStyle(STYLE);
            if (empty || row == null) {
                setText(null);
                return;
            }
            switch (row) {
                case Row.Heading heading -> {
                    Links.Group group = heading.group();
                    setText(group.to().title() + " (" + Words.number(group.count()) + ")" + " — "
                            + SafeText.line(group.reason()));
                    setStyle(STYLE + "-fx-font-weight: bold;");
                }
                case Row.To to -> {
                    setText("   " + SafeText.line(to.link().text()));
                    setStyle(STYLE + "-fx-text-fill: -color-accent-fg;");
                }
                case Row.All all -> {
                    setText(Words.of("related.all", all.group().count()));
                    setStyle(STYLE + "-fx-text-fill: -color-accent-fg;");
                }
                case Row.Note note -> {
                    setText("○ " + SafeText.line(note.text()));
                    setStyle(STYLE + "-fx-text-fill: -color-fg-muted;");
                }
            }
        }
    }
}
