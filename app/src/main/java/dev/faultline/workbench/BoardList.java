package dev.faultline.workbench;

import dev.faultline.model.Annotation;
import dev.faultline.text.AnnotationText;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.Region;

/**
 * Annotations of one type in the order that a person gives them, by dragging or by Alt+↑ and Alt+↓. Delete takes one away, F2
 * edits it, Ctrl+C copies it.
 */
final class BoardList<T extends Annotation> extends ListView<T> {
    /** An annotation of this case, by its number. */
    static final DataFormat DRAGGED = new DataFormat("application/x-faultline-annotation");

    private static final double BESIDE = 32;
    private static final double BETWEEN = 12;
    private static final double LEAST_WIDTH = 120;

    private final BoardModel board;
    private final Function<T, Region> face;
    private BiConsumer<T, Long> dropped = (onto, id) -> {};

    BoardList(BoardModel board, String id, String name, String empty, Function<T, Region> face) {
        this.board = board;
        this.face = face;
        setId(id);
        setAccessibleText(name);
        Label nothing = TextColumns.placeholder(empty);
        nothing.setMaxWidth(420);
        setPlaceholder(nothing);
        setCellFactory(list -> new Cell());
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /** What happens with an annotation of another type that is dropped on one of these. */
    void onDropped(BiConsumer<T, Long> action) {
        dropped = action;
    }

    /** Shows these and keeps the chosen one chosen. */
    void show(List<T> shown) {
        T before = getSelectionModel().getSelectedItem();
        int row = getSelectionModel().getSelectedIndex();
        getItems().setAll(shown);
        if (before != null && !shown.isEmpty()) {
            select(before.entry().id(), Math.min(row, shown.size() - 1));
        }
    }

    private void select(long id, int otherwise) {
        for (int i = 0; i < getItems().size(); i++) {
            if (getItems().get(i).entry().id() == id) {
                getSelectionModel().select(i);
                return;
            }
        }
        getSelectionModel().select(otherwise);
    }

    Optional<T> chosen() {
        return Optional.ofNullable(getSelectionModel().getSelectedItem());
    }

    private void key(KeyEvent event) {
        KeyCode code = event.getCode();
        Optional<T> chosen = chosen();
        if (chosen.isEmpty()) {
            return;
        }
        if (event.isAltDown() && (code == KeyCode.UP || code == KeyCode.DOWN)) {
            move(chosen.get(), getSelectionModel().getSelectedIndex() + (code == KeyCode.UP ? -1 : 1));
        } else if (code == KeyCode.DELETE) {
            board.edit(BoardEdit.remove(chosen.get().entry().id()), Words.of("board.removed"));
        } else if (code == KeyCode.C && event.isShortcutDown() && !event.isShiftDown()) {
            NoteText.copy(AnnotationText.block(chosen.get()));
        } else {
            return;
        }
        event.consume();
    }

    private void move(T moved, int to) {
        int from = getItems().indexOf(moved);
        if (to >= 0 && to < getItems().size() && from != to) {
            board.edit(BoardEdit.move(moved.entry().id(), from, to), Words.of("board.moved"));
        }
    }

    private final class Cell extends ListCell<T> {
        Cell() {
            setPrefWidth(0);
            setOnDragDetected(event -> {
                T item = getItem();
                if (item != null) {
                    Dragboard dragboard = startDragAndDrop(TransferMode.MOVE);
                    ClipboardContent content = new ClipboardContent();
                    content.put(DRAGGED, item.entry().id());
                    dragboard.setContent(content);
                    event.consume();
                }
            });
            setOnDragOver(event -> {
                if (event.getDragboard().hasContent(DRAGGED)) {
                    event.acceptTransferModes(TransferMode.MOVE);
                    event.consume();
                }
            });
            setOnDragDropped(this::drop);
        }

        private void drop(DragEvent event) {
            T item = getItem();
            if (item != null && event.getDragboard().getContent(DRAGGED) instanceof Long id) {
                List<T> items = BoardList.this.getItems();
                items.stream()
                        .filter(each -> each.entry().id() == id)
                        .findFirst()
                        .ifPresentOrElse(moved -> move(moved, items.indexOf(item)), () -> dropped.accept(item, id));
                event.setDropCompleted(true);
                event.consume();
            }
        }

        private double room() {
            return Math.max(LEAST_WIDTH, BoardList.this.getWidth() - BESIDE);
        }

        /** Texts wrap: how high it is depends on how wide the list is. */
        @Override
        protected double computePrefHeight(double width) {
            return getGraphic() == null
                    ? super.computePrefHeight(width)
                    : getGraphic().prefHeight(room()) + BETWEEN;
        }

        @Override
        protected void updateItem(T item, boolean empty) {
            super.updateItem(item, empty);
            setText(null);
            Region shown = empty || item == null ? null : face.apply(item);
            if (shown != null) {
                shown.prefWidthProperty().bind(BoardList.this.widthProperty().subtract(BESIDE));
                shown.maxWidthProperty().bind(shown.prefWidthProperty());
            }
            setGraphic(shown);
        }
    }
}
