package dev.faultline.workbench;

import dev.faultline.host.Guide;
import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The user guide: its pages beside each other, and the one that was chosen. Everything is in the program. */
final class HelpView extends VBox {
    private final List<Guide.Page> pages;
    private final ListView<Guide.Page> list = new ListView<>();
    private final ScrollPane page = new ScrollPane();
    private final TextField search = new TextField();

    HelpView(List<Guide.Page> pages, Runnable keys, Runnable diagnostics, Runnable close) {
        this.pages = pages;
        setId("help");
        setSpacing(8);
        setPadding(new Insets(16));
        Label title = new Label(Words.of("help.title"));
        title.getStyleClass().add("title-3");
        search.setId("help-search");
        search.setPromptText(Words.of("help.search-prompt"));
        search.setAccessibleText(Words.of("help.search"));
        search.textProperty().addListener((property, before, now) -> narrow(now));
        list.setId("help-pages");
        list.setAccessibleText(Words.of("help.pages"));
        list.setCellFactory(made -> new ListCell<>() {
            @Override
            protected void updateItem(Guide.@Nullable Page item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty || item == null ? null : item.title());
            }
        });
        list.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> show(now));
        page.setFitToWidth(true);
        page.setPadding(new Insets(8));
        page.setAccessibleText(Words.of("help.page"));
        SplitPane split = new SplitPane(list, page);
        split.setDividerPositions(0.25);
        VBox.setVgrow(split, Priority.ALWAYS);
        getChildren()
                .addAll(
                        title,
                        search,
                        split,
                        new HBox(
                                8,
                                button(Words.of("common.close"), close),
                                button(Words.of("help.all-keys"), keys),
                                button(Words.of("help.copy-diagnostics"), diagnostics)));
        narrow("");
    }

    void focusSearch() {
        search.requestFocus();
    }

    private void narrow(String words) {
        Guide.Page before = list.getSelectionModel().getSelectedItem();
        list.getItems().setAll(pages.stream().filter(each -> each.has(words)).toList());
        if (before != null && list.getItems().contains(before)) {
            list.getSelectionModel().select(before);
        } else {
            list.getSelectionModel().selectFirst();
        }
    }

    private void show(Guide.@Nullable Page chosen) {
        if (chosen != null) {
            page.setContent(new NoteText(chosen.markdown(), nobody -> {}));
            page.setVvalue(0);
        }
    }

    private static Button button(String text, Runnable action) {
        Button button = new Button(text);
        button.setMnemonicParsing(false);
        button.setOnAction(event -> action.run());
        return button;
    }
}
