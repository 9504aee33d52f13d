package dev.faultline.workbench;

import dev.faultline.analysis.link.LinkFinder;
import dev.faultline.analysis.link.Links;
import dev.faultline.model.Change;
import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.Frame;
import dev.faultline.model.Snapshot;
import dev.faultline.model.Source;
import dev.faultline.store.CaseReader;
import dev.faultline.text.SafeText;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextArea;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Everything about the selected event: what belongs to it, its fields, its frames with code and variables, its original text. */
final class InspectorView extends VBox {
    private final CaseModel model;
    private final Label title = new Label(Words.of("inspector.nothing"));
    private final FieldsView details;
    private final SnapshotView snapshot;
    private final DiffView diff;
    private final RelatedStrip strip = new RelatedStrip(this::open);
    private final RelatedView related;
    private final TextArea raw = area("raw");
    private final Tab detailsTab = new Tab(Words.of("inspector.details"));
    private final Tab framesTab = new Tab(Words.of("inspector.frames"));
    private final Tab relatedTab = new Tab(Words.of("inspector.related"));
    private final Tab rawTab = new Tab(Words.of("inspector.raw"));
    private final TabPane tabs = new TabPane(detailsTab, framesTab, relatedTab, rawTab);
    private final Button trace = new Button(Words.of("inspector.trace-events"));
    private @Nullable Frame wanted;

    /** {@code hunt} looks for a value everywhere. */
    InspectorView(CaseModel model, Consumer<String> hunt) {
        this.model = model;
        details = new FieldsView(model, hunt);
        details.setId("details");
        details.setAccessibleText(Words.of("inspector.fields"));
        diff = new DiffView(model, model.code());
        snapshot = new SnapshotView(model, hunt, this::visit, this::related);
        snapshot.onChosen(frame -> diff.failing(frame.file() == null ? "" : frame.file(), frame.line()));
        snapshot.onRaw(() -> tabs.getSelectionModel().select(rawTab));
        related = new RelatedView(model, this::open);
        setId("inspector");
        setPadding(new Insets(6));
        setSpacing(6);
        setMinWidth(240);
        title.setWrapText(true);
        title.getStyleClass().add("text-bold");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        detailsTab.setContent(details);
        framesTab.setContent(snapshot);
        relatedTab.setContent(related);
        rawTab.setContent(raw);
        VBox.setVgrow(tabs, Priority.ALWAYS);
        trace.getStyleClass().add("small");
        trace.setOnAction(event -> filterTrace());
        MenuButton copy = new MenuButton(Words.of("common.copy-as"));
        copy.getStyleClass().add("small");
        copy.getItems().setAll(EventMenu.copyMenu(this::copy).getItems());
        getChildren().addAll(title, strip, whatToDo(copy), tabs);
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

    private void filterTrace() {
        Event event = model.selected().get();
        if (event != null && event.traceId() != null) {
            model.look(model.state().get().toggled(new ViewState.Filter("trace_id", event.traceId(), false)));
        }
    }

    private void copy(CopyAs form) {
        Event event = model.selected().get();
        if (event != null) {
            var open = model.openCase();
            model.read("copy", cancelled -> form.write(open.reader(), List.of(event), open.id()), text -> {
                Copied.put(text.stripTrailing());
                model.say(Words.of("common.copied-as", form.label()));
            });
        }
    }

    private FlowPane whatToDo(MenuButton copy) {
        trace.setMinWidth(USE_PREF_SIZE);
        copy.setMinWidth(USE_PREF_SIZE);
        return new FlowPane(6, 4, trace, copy);
    }

    /** Goes to an event; Alt+← comes back. */
    private void visit(EventId id) {
        model.visit();
        model.event(id, event -> model.selected().set(event));
    }

    private void open(Links.Link link) {
        wanted = link.frame();
        Event event = model.selected().get();
        if (event != null && event.id().equals(link.event())) {
            arrive();
        } else {
            visit(link.event());
        }
    }

    /** A frame that was asked for is shown with its code. */
    private void arrive() {
        Frame frame = wanted;
        wanted = null;
        if (frame != null) {
            tabs.getSelectionModel().select(framesTab);
            snapshot.choose(frame);
        }
    }

    private void show(@Nullable Event event) {
        trace.setDisable(event == null || event.traceId() == null);
        boolean change = event != null && event.detail() instanceof Change;
        framesTab.setText(change ? Words.of("inspector.diff") : Words.of("inspector.frames"));
        framesTab.setContent(change ? diff : snapshot);
        strip.show(new Links(List.of(), List.of()));
        related.show(new Links(List.of(), List.of()));
        if (event == null) {
            details.show(List.of(new FieldsView.Line("", Words.of("inspector.empty"), null)));
            raw.setText("");
            snapshot.show(null);
            return;
        }
        String head = event.name() == null ? event.message() : event.name();
        title.setText(
                Theme.sign(event.severity()) + " " + event.kind().label() + " · " + SafeText.line(cut(head, 160)));
        details.show(EventFields.of(event, where(event).replace("\n", ", ")));
        raw.setText(Words.of("common.reading"));
        model.raw(event, text -> raw.setText(where(event) + "\n\n" + SafeText.block(cut(text, 200_000))));
        if (event.detail() instanceof Change made) {
            diff.show(event, made);
        } else {
            snapshot.show(event);
        }
        // Where there are variables or changed lines, they are what one came for.
        if (event.detail() instanceof Snapshot || change) {
            tabs.getSelectionModel().select(framesTab);
        } else if (framesTab.isSelected() && event.exception() == null) {
            tabs.getSelectionModel().select(detailsTab);
        }
        arrive();
        link(event, null);
    }

    /** What belongs to one frame alone. */
    private void related(Frame frame) {
        Event event = model.selected().get();
        if (event != null) {
            tabs.getSelectionModel().select(relatedTab);
            link(event, frame);
        }
    }

    private void link(Event event, @Nullable Frame frame) {
        CaseReader reader = model.openCase().reader();
        model.read(
                "links",
                cancelled -> model.code().ask(reader, source -> LinkFinder.of(reader, source, event, frame, cancelled)),
                links -> {
                    if (event.equals(model.selected().get())) {
                        related.show(links);
                        if (frame == null) {
                            strip.show(links);
                        }
                    }
                });
    }

    /** Gives the keys to what the tab in front shows. */
    void focusTab() {
        tabs.getSelectionModel().getSelectedItem().getContent().requestFocus();
    }

    /** Shows what belongs to the event, with the keys there. */
    void focusRelated() {
        tabs.getSelectionModel().select(relatedTab);
        related.requestFocus();
        related.first();
    }

    /** What can be done here, by name. */
    void actions(Map<String, Runnable> actions) {
        actions.put(Words.of("action.inspector"), this::focusTab);
        actions.put(Words.of("action.related"), this::focusRelated);
        actions.put(Words.of("action.frames"), () -> {
            tabs.getSelectionModel().select(framesTab);
            focusTab();
        });
        actions.put(Words.of("action.raw"), () -> tabs.getSelectionModel().select(rawTab));
        actions.put(Words.of("action.fields"), () -> {
            tabs.getSelectionModel().select(detailsTab);
            details.requestFocus();
        });
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
        return Words.of(
                "inspector.place",
                SafeText.line(path),
                event.location().offset(),
                event.location().length());
    }
}
