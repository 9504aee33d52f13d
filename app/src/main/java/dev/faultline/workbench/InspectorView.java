package dev.faultline.workbench;

import dev.faultline.model.Event;
import dev.faultline.model.Reference;
import dev.faultline.model.Snapshot;
import dev.faultline.model.Source;
import dev.faultline.model.StackTrace;
import dev.faultline.model.Variable;
import dev.faultline.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Everything about the selected event: its fields, the frames with their variables, the original text. */
final class InspectorView extends VBox {
    private final CaseModel model;
    private final Label title = new Label("Nothing selected");
    private final FieldsView details;
    private final TreeView<String> frames = new TreeView<>();
    private final TextArea raw = area("raw");
    private final Tab detailsTab = new Tab("Details");
    private final Tab framesTab = new Tab("Frames");
    private final Tab rawTab = new Tab("Raw");
    private final TabPane tabs = new TabPane(detailsTab, framesTab, rawTab);
    private final Button trace = new Button("Events of this trace");

    InspectorView(CaseModel model) {
        this.model = model;
        details = new FieldsView(model);
        details.setId("details");
        setId("inspector");
        setPadding(new Insets(6));
        setSpacing(6);
        setMinWidth(240);
        title.setWrapText(true);
        title.getStyleClass().add("text-bold");
        frames.setId("frames");
        frames.setShowRoot(false);
        frames.setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.V && !key.isShortcutDown()) {
                pinVariable();
            }
        });
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        detailsTab.setContent(details);
        framesTab.setContent(frames);
        rawTab.setContent(raw);
        VBox.setVgrow(tabs, Priority.ALWAYS);
        trace.getStyleClass().add("small");
        trace.setOnAction(event -> filterTrace());
        MenuButton copy = new MenuButton("Copy as");
        copy.getStyleClass().add("small");
        copy.getItems().setAll(EventMenu.copyMenu(this::copy).getItems());
        getChildren().addAll(title, new HBox(6, trace, copy), tabs);
        model.selected().addListener((property, before, now) -> show(now));
        show(null);
    }

    private static TextArea area(String id) {
        TextArea area = new TextArea();
        area.setId(id);
        area.setEditable(false);
        area.setWrapText(true);
        area.setStyle("-fx-font-family: monospace; -fx-font-size: 12px;");
        return area;
    }

    /** Pins the chosen variable, by its path from the frame on. */
    private void pinVariable() {
        Event event = model.selected().get();
        StringBuilder path = new StringBuilder();
        TreeItem<String> item = frames.getSelectionModel().getSelectedItem();
        while (item instanceof VariableItem part) {
            path.insert(0, path.isEmpty() ? part.variable.name() : part.variable.name() + ".");
            item = item.getParent();
        }
        if (event == null || path.isEmpty()) {
            model.say("choose a variable, then v pins it");
        } else {
            model.board().pin(new Reference(Reference.Type.VARIABLE, event.id() + "#" + path), "");
        }
    }

    private void filterTrace() {
        Event event = model.selected().get();
        if (event != null && event.traceId() != null) {
            model.look(model.state().get().toggled(new ViewState.Filter("trace_id", event.traceId(), false)));
        }
    }

    private void copy(CopyAs form) {
        Event event = model.selected().get();
        if (event != null) {
            var reader = model.openCase().reader();
            model.read("copy", cancelled -> form.write(reader, List.of(event)), text -> {
                ClipboardContent content = new ClipboardContent();
                content.putString(text.stripTrailing());
                Clipboard.getSystemClipboard().setContent(content);
                model.say("copied as " + form.label().toLowerCase(Locale.ROOT));
            });
        }
    }

    private void show(@Nullable Event event) {
        trace.setDisable(event == null || event.traceId() == null);
        if (event == null) {
            details.show(List.of(new FieldsView.Line(
                    "", "Select an event to see all of it here: fields, frames, variables, original bytes.", null)));
            raw.setText("");
            frames.setRoot(new TreeItem<>());
            return;
        }
        String head = event.name() == null ? event.message() : event.name();
        title.setText(
                Theme.sign(event.severity()) + " " + event.kind().label() + " · " + SafeText.line(cut(head, 160)));
        details.show(EventFields.of(event, where(event).replace("\n", ", ")));
        frames.setRoot(tree(event));
        raw.setText("reading…");
        model.raw(event, text -> raw.setText(where(event) + "\n\n" + SafeText.block(cut(text, 200_000))));
        // Where there are variables, they are what one came for.
        if (event.detail() instanceof Snapshot) {
            tabs.getSelectionModel().select(framesTab);
        } else if (framesTab.isSelected() && event.exception() == null) {
            tabs.getSelectionModel().select(detailsTab);
        }
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) + "…" : text;
    }

    private String where(Event event) {
        String path = model.openCase().reader().sources().stream()
                .filter(source -> source.id() == event.location().source())
                .map(Source::path)
                .findFirst()
                .orElse("?");
        return SafeText.line(path) + "\nbyte " + event.location().offset() + ", "
                + event.location().length() + " bytes"
                + (event.location().line() > 0 ? ", line " + event.location().line() : "");
    }

    private static TreeItem<String> tree(Event event) {
        TreeItem<String> root = new TreeItem<>("");
        if (event.detail() instanceof Snapshot snapshot) {
            boolean first = true;
            for (Snapshot.FrameVariables frame : snapshot.frames()) {
                TreeItem<String> item = new TreeItem<>((frame.frame().inApp() ? "▶ " : "   ")
                        + SafeText.line(frame.frame().toString()));
                frame.context().forEach(line -> item.getChildren()
                        .add(new TreeItem<>(line.number() + "  " + SafeText.line(line.text()))));
                item.getChildren().addAll(items(frame.variables()));
                item.setExpanded(first && !frame.variables().isEmpty());
                first &= frame.variables().isEmpty();
                root.getChildren().add(item);
            }
        } else {
            for (StackTrace each = event.exception(); each != null; each = each.cause()) {
                TreeItem<String> item =
                        new TreeItem<>(SafeText.line((each.equals(event.exception()) ? "" : "Caused by: ")
                                + each.type()
                                + (each.message() == null ? "" : ": " + each.message())));
                each.frames().forEach(frame -> item.getChildren()
                        .add(new TreeItem<>((frame.inApp() ? "▶ " : "   ") + SafeText.line(frame.toString()))));
                item.setExpanded(true);
                root.getChildren().add(item);
            }
        }
        if (root.getChildren().isEmpty()) {
            root.getChildren().add(new TreeItem<>("This event has no frames. Snapshots and exceptions have."));
        }
        return root;
    }

    private static List<TreeItem<String>> items(List<Variable> variables) {
        List<TreeItem<String>> items = new ArrayList<>();
        for (Variable variable : variables) {
            items.add(new VariableItem(variable));
        }
        return items;
    }

    /** Makes its members when it is opened: trees of variables can be large. */
    private static final class VariableItem extends TreeItem<String> {
        private final Variable variable;
        private boolean filled;

        VariableItem(Variable variable) {
            super(text(variable));
            this.variable = variable;
        }

        private static String text(Variable variable) {
            String value = variable.value() == null ? "" : " = " + value(variable);
            String members = variable.value() == null && !variable.members().isEmpty()
                    ? "  (" + variable.members().size() + ")"
                    : "";
            String type = (variable.type() == null ? "" : "  : " + variable.type()) + members;
            String missing = variable.notCaptured() == null ? "" : "  ⟦" + variable.notCaptured() + "⟧";
            return SafeText.line(cut(variable.name() + value + type + missing, 500));
        }

        private static String value(Variable variable) {
            boolean text = "java.lang.String".equals(variable.type()) && !"null".equals(variable.value());
            return text ? "\"" + variable.value() + "\"" : String.valueOf(variable.value());
        }

        @Override
        public boolean isLeaf() {
            return variable.members().isEmpty();
        }

        @Override
        public javafx.collections.ObservableList<TreeItem<String>> getChildren() {
            if (!filled) {
                filled = true;
                super.getChildren().addAll(items(variable.members()));
            }
            return super.getChildren();
        }
    }
}
