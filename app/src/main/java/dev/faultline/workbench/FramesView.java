package dev.faultline.workbench;

import dev.faultline.model.Event;
import dev.faultline.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/** The calls of an event, those of the application shown, runs of libraries folded to one line. */
final class FramesView extends ListView<FrameRow> {
    private List<FrameRow> rows = List.of();
    private boolean appOnly;

    FramesView(Consumer<FrameRow.Call> chosen) {
        setId("frames");
        setAccessibleText(Words.of("frames.name"));
        setPlaceholder(TextColumns.placeholder(Words.of("frames.none")));
        setCellFactory(list -> new RowCell());
        getSelectionModel().selectedItemProperty().addListener((property, before, now) -> {
            if (now instanceof FrameRow.Call call) {
                chosen.accept(call);
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /** Shows the frames of an event and chooses where one looks first: the innermost of the application. */
    void show(@Nullable Event event) {
        rows = event == null ? List.of() : FrameRow.of(event);
        list();
        choose(row -> row instanceof FrameRow.Call call && call.frame().inApp());
    }

    /** Chooses one frame by what it says. */
    void choose(dev.faultline.model.Frame frame) {
        choose(row ->
                row instanceof FrameRow.Call call && call.frame().toString().equals(frame.toString()));
    }

    private void choose(java.util.function.Predicate<FrameRow> wanted) {
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < getItems().size(); i++) {
                if (pass == 0 ? wanted.test(getItems().get(i)) : getItems().get(i) instanceof FrameRow.Call) {
                    getSelectionModel().clearAndSelect(i);
                    scrollTo(Math.max(0, i - 1));
                    return;
                }
            }
        }
    }

    private void list() {
        getItems()
                .setAll(rows.stream()
                        .filter(row -> !appOnly || !(row instanceof FrameRow.Folded))
                        .toList());
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        FrameRow row = getSelectionModel().getSelectedItem();
        if (event.getCode() == KeyCode.A) {
            toggle();
            event.consume();
        } else if ((event.getCode() == KeyCode.RIGHT || event.getCode() == KeyCode.ENTER)
                && row instanceof FrameRow.Folded folded) {
            unfold(folded);
            event.consume();
        }
    }

    /** Only the application's frames, or the folded ones too. */
    void toggle() {
        FrameRow row = getSelectionModel().getSelectedItem();
        appOnly = !appOnly;
        list();
        if (row != null && getItems().contains(row)) {
            getSelectionModel().select(row);
        }
    }

    private void unfold(FrameRow.Folded folded) {
        int at = rows.indexOf(folded);
        List<FrameRow> opened = new ArrayList<>(rows);
        opened.remove(at);
        opened.addAll(at, folded.calls());
        rows = opened;
        list();
        getSelectionModel().select(folded.calls().getFirst());
    }

    private static String text(FrameRow row) {
        return switch (row) {
            case FrameRow.Heading heading -> SafeText.line(heading.text());
            case FrameRow.Folded folded ->
                Words.of("frames.folded", folded.calls().size());
            case FrameRow.Call call ->
                (call.frame().inApp() ? "▶ " : "   ")
                        + SafeText.line(call.frame().toString())
                        + (call.variables() > 0 ? Words.of("frames.variables", call.variables()) : "");
        };
    }

    /** All calls as text, folded or not. */
    private String text() {
        StringBuilder text = new StringBuilder();
        for (FrameRow row : rows) {
            if (row instanceof FrameRow.Folded folded) {
                folded.calls()
                        .forEach(call ->
                                text.append("    at ").append(call.frame()).append('\n'));
            } else if (row instanceof FrameRow.Call call) {
                text.append("    at ").append(call.frame()).append('\n');
            } else {
                text.append(text(row)).append('\n');
            }
        }
        return text.toString();
    }

    private final class RowCell extends ListCell<FrameRow> {
        private static final String STYLE =
                "-fx-padding: 2 6 2 6; -fx-cell-size: 0; -fx-font-family: monospace; -fx-font-size: 12px;";

        RowCell() {
            setStyle(STYLE);
            setOnMouseClicked(event -> {
                if (getItem() instanceof FrameRow.Folded folded) {
                    unfold(folded);
                }
            });
        }

        @Override
        protected void updateItem(@Nullable FrameRow row, boolean empty) {
            super.updateItem(row, empty);
            setStyle(STYLE);
            if (empty || row == null) {
                setText(null);
                setContextMenu(null);
                return;
            }
            setText(FramesView.text(row));
            if (row instanceof FrameRow.Heading) {
                setStyle(STYLE + "-fx-font-weight: bold; -fx-text-fill: -color-danger-fg;");
            } else if (!(row instanceof FrameRow.Call call && call.frame().inApp())) {
                setStyle(STYLE + "-fx-text-fill: -color-fg-muted;");
            }
            setContextMenu(menu(row));
        }

        private ContextMenu menu(FrameRow row) {
            MenuItem one = new MenuItem(Words.of("frames.copy-line"));
            one.setOnAction(event -> Copied.put(FramesView.text(row).strip()));
            MenuItem all = new MenuItem(Words.of("frames.copy-stack"));
            all.setOnAction(event -> Copied.put(FramesView.this.text()));
            MenuItem app = new MenuItem(Words.of("frames.application"));
            app.setOnAction(event -> toggle());
            return new ContextMenu(one, all, app);
        }
    }
}
