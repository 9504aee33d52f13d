package dev.faultline.workbench;

import dev.faultline.model.TimeRange;
import dev.faultline.text.SafeText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** How the searches of a case came about, as a tree, and beside it those that were given a name. */
final class SearchesDrawer extends Drawer {
    private final SearchesModel searches;
    private final TreeView<Node> tree = new TreeView<>();
    private final ListView<SavedSearch> saved = new ListView<>();
    private final TextField name = new TextField();
    private final VBox right = new VBox(4);
    private final Runnable done;
    private @Nullable SavedSearch renamed;

    /** A step and how it reads below the one that it was derived from. */
    record Node(SearchHistory.@Nullable Step step, String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    /** {@code done} is called when the drawer has led somewhere or goes away. */
    SearchesDrawer(SearchesModel searches, Runnable done) {
        super("searches", 270);
        this.searches = searches;
        this.done = done;
        tree.setId("search-history");
        tree.setShowRoot(false);
        tree.setAccessibleText(Words.of("searches.tree"));
        tree.addEventHandler(KeyEvent.KEY_PRESSED, this::treeKey);
        tree.setOnMouseClicked(click -> {
            if (click.getClickCount() == 2) {
                go();
            }
        });
        saved.setId("saved-searches");
        saved.setAccessibleText(Words.of("searches.kept-name"));
        saved.setPlaceholder(TextColumns.placeholder(Words.of("searches.none")));
        saved.setCellFactory(list -> new ListCell<>() {
            @Override
            protected void updateItem(@Nullable SavedSearch item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty || item == null ? null : SafeText.line(item.name() + "    " + words(item.state())));
            }
        });
        saved.addEventHandler(KeyEvent.KEY_PRESSED, this::savedKey);
        saved.setOnMouseClicked(click -> {
            if (click.getClickCount() == 2) {
                goSaved();
            }
        });
        VBox.setVgrow(tree, Priority.ALWAYS);
        VBox.setVgrow(saved, Priority.ALWAYS);
        VBox left = new VBox(4, title(Words.of("searches.tree-title")), tree);
        right.getChildren().addAll(title(Words.of("searches.kept-title")), saved, naming());
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox.setHgrow(right, Priority.ALWAYS);
        left.setPrefWidth(700);
        right.setPrefWidth(500);
        getChildren().addAll(left, right);
        searches.steps().addListener((property, before, now) -> showSteps());
        searches.saved().addListener((property, before, now) -> showSaved());
        show(false);
    }

    private HBox naming() {
        name.setId("search-name");
        name.setPromptText(Words.of("searches.name"));
        name.setAccessibleText(Words.of("searches.name"));
        name.setOnAction(entered -> keep());
        Button keep = new Button(Words.of("searches.keep"));
        keep.setOnAction(click -> keep());
        Button forget = new Button(Words.of("searches.delete"));
        forget.setOnAction(click -> delete());
        HBox.setHgrow(name, Priority.ALWAYS);
        HBox line = new HBox(6, name, keep, forget);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private void keep() {
        SavedSearch other = renamed;
        renamed = null;
        if (other == null) {
            searches.save(name.getText());
        } else {
            searches.rename(other, name.getText());
            saved.requestFocus();
        }
        name.clear();
    }

    /** The field below takes another name for the chosen one; false where these have not the keys. */
    boolean rename() {
        SavedSearch chosen = saved.isFocused() ? saved.getSelectionModel().getSelectedItem() : null;
        if (chosen != null) {
            renamed = chosen;
            name.setText(chosen.name());
            name.requestFocus();
            name.selectAll();
        }
        return chosen != null;
    }

    @Override
    void hidden() {
        renamed = null;
        name.clear();
    }

    private void delete() {
        SavedSearch chosen = saved.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            searches.delete(chosen);
        }
    }

    /** Opens it with the keys in the tree, or closes it. */
    void toggle() {
        if (hide()) {
            done.run();
        } else {
            open(false);
        }
    }

    /** Opens it; {@code naming} to give what is looked at a name. */
    void open(boolean naming) {
        show(true);
        showSteps();
        showSaved();
        if (naming) {
            name.requestFocus();
        } else {
            tree.requestFocus();
        }
    }

    private void treeKey(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            go();
            event.consume();
        }
    }

    private void go() {
        TreeItem<Node> chosen = tree.getSelectionModel().getSelectedItem();
        SearchHistory.Step step = chosen == null ? null : chosen.getValue().step();
        if (step != null) {
            hide();
            searches.go(step.state());
            done.run();
        }
    }

    private void goSaved() {
        SavedSearch chosen = saved.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            hide();
            searches.go(chosen.state());
            done.run();
        }
    }

    private void savedKey(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            goSaved();
        } else if (event.getCode() == KeyCode.DELETE) {
            delete();
        } else {
            return;
        }
        event.consume();
    }

    /** Takes back what was done to the kept searches, where they or the buttons below them have the keys. */
    boolean undo() {
        boolean mine = right.isFocusWithin() && !name.isFocused();
        if (mine) {
            searches.undo();
        }
        return mine;
    }

    private void showSaved() {
        if (isVisible()) {
            saved.getItems().setAll(searches.saved().get());
            saved.getSelectionModel().selectFirst();
        }
    }

    private void showSteps() {
        if (!isVisible()) {
            return;
        }
        TreeItem<Node> root = new TreeItem<>(new Node(null, ""));
        Map<Integer, TreeItem<Node>> items = new HashMap<>();
        TreeItem<Node> here = null;
        for (SearchHistory.Step step : searches.steps().get()) {
            TreeItem<Node> above = items.getOrDefault(step.parent(), root);
            SearchHistory.Step from = above.getValue().step();
            String sign = step.id() == searches.current() ? "▶ " : "";
            TreeItem<Node> item = new TreeItem<>(new Node(step, sign + label(step, Optional.ofNullable(from))));
            item.setExpanded(true);
            above.getChildren().add(item);
            items.put(step.id(), item);
            here = step.id() == searches.current() ? item : here;
        }
        tree.setRoot(root);
        if (here != null) {
            tree.getSelectionModel().select(here);
            tree.scrollTo(Math.max(0, tree.getRow(here) - 4));
        }
    }

    /** What a step changed, and what it found. */
    private static String label(SearchHistory.Step step, Optional<SearchHistory.Step> from) {
        ViewState now = step.state();
        ViewState before = from.map(SearchHistory.Step::state).orElse(ViewState.START);
        List<String> changes = new ArrayList<>();
        if (!now.query().equals(before.query())) {
            changes.add(now.query().isEmpty() ? Words.of("searches.no-query") : now.query());
        }
        now.filters().stream()
                .filter(filter -> !before.filters().contains(filter))
                .forEach(filter -> changes.add("+ " + filter.label()));
        before.filters().stream()
                .filter(filter -> !now.filters().contains(filter))
                .forEach(filter -> changes.add("− " + filter.label()));
        if (!now.range().equals(before.range())) {
            changes.add(range(now.range()));
        }
        String text = changes.isEmpty() ? words(now) : String.join("   ", changes);
        return SafeText.line(text) + (step.found() < 0 ? "" : Words.of("searches.found", step.found()));
    }

    /** Without the case at hand it cannot be known whether the day says something. */
    private static String range(TimeRange range) {
        return range.equals(TimeRange.ALL)
                ? Words.of("searches.all-times")
                : Words.of("searches.range", TimeText.dated(range.from()), TimeText.dated(range.to()));
    }

    /** All of a search. */
    static String words(ViewState state) {
        List<String> words = new ArrayList<>();
        if (!state.query().isEmpty()) {
            words.add(state.query());
        }
        state.filters().forEach(filter -> words.add("+ " + filter.label()));
        if (!state.range().equals(TimeRange.ALL)) {
            words.add(range(state.range()));
        }
        return words.isEmpty() ? Words.of("searches.whole") : String.join("   ", words);
    }
}
