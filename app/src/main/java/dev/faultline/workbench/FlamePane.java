package dev.faultline.workbench;

import dev.faultline.analysis.flame.FlameTree;
import dev.faultline.model.EventId;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A flame graph with what it shows above it, a search, and a line about the box under the mouse below. */
final class FlamePane extends VBox {
    private final FlameView flame;
    private final Label caption = new Label();
    private final Label detail = new Label(" ");
    private final Label matching = new Label();
    private final TextField search = new TextField();
    private @Nullable FlameTree tree;

    FlamePane(Theme theme, String id, Consumer<EventId> chosen) {
        flame = new FlameView(theme);
        flame.setId(id);
        flame.onSaid(detail::setText);
        flame.onChosen(chosen);
        search.setPromptText(Words.of("flame.find"));
        search.setAccessibleText(Words.of("flame.find-name"));
        search.textProperty().addListener((property, before, now) -> search(now));
        search.setOnAction(event -> flame.requestFocus());
        caption.setWrapText(true);
        caption.setMinWidth(0);
        search.setMinWidth(USE_PREF_SIZE);
        matching.setMinWidth(USE_PREF_SIZE);
        search.managedProperty().bind(search.visibleProperty());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(8, caption, gap, matching, search);
        head.setAlignment(Pos.CENTER_LEFT);
        head.setPadding(new Insets(4, 8, 4, 8));
        detail.setPadding(new Insets(3, 8, 3, 8));
        VBox.setVgrow(flame, Priority.ALWAYS);
        getChildren().addAll(head, flame, detail);
        setMinHeight(0);
    }

    private void search(String text) {
        flame.search(text);
        FlameTree now = tree;
        matching.setText(
                now == null || text.isBlank()
                        ? ""
                        : Words.of("flame.match", FlameWeights.share(now, now.matching(text.strip()))));
    }

    void theme(Theme next) {
        flame.theme(next);
    }

    void focus() {
        flame.requestFocus();
    }

    void show(@Nullable FlameTree next, String text) {
        tree = next;
        caption.setText(text);
        detail.setText(next == null ? " " : Words.of("flame.keys"));
        flame.show(next);
        // Where there is no graph there is nothing to find in it.
        search.setVisible(next != null);
        search(search.getText());
    }
}
