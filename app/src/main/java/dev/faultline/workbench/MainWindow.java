package dev.faultline.workbench;

import dev.faultline.importers.ImportPlan;
import dev.faultline.importers.ImportReport;
import dev.faultline.importers.SourceReport;
import dev.faultline.model.Event;
import dev.faultline.model.Source;
import dev.faultline.sample.SampleIncident;
import dev.faultline.store.Case;
import dev.faultline.store.CaseInUseException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.Scene;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The window: welcome or a case, and around both the dropping, the keys, the theme. Only it knows all views. */
final class MainWindow {
    private static final String KEYS = """
            /            type a query                Ctrl+T       make the selected event T0
            j k  ↑ ↓     next, previous event        e E          next, previous error
            g G          first, last event           f F          filter for, out the service
            o O          next, previous of the trace Space        what happened around the event
            Ctrl+Z       undo   Ctrl+Shift+Z redo    Ctrl+Shift+D light or dark
            Ctrl+V       paste files to import       Esc          back to the events
            Ctrl+K       every action by its name

            In the timeline: drag to look at a stretch, wheel or W S to zoom, A D to move, 0 for the whole case.
            """;

    private final StackPane root = new StackPane();
    private final Scene scene = new Scene(root, 1440, 900);
    private final Choosers choosers;
    private final Path newCases;
    private Theme theme;
    private @Nullable CaseModel model;
    private @Nullable TimelineView timeline;
    private @Nullable EventList events;
    private @Nullable QueryBar query;
    private @Nullable PlanView asking;

    /** {@code newCases} is where cases are made that nobody named yet. */
    MainWindow(Theme theme, Choosers choosers, Path newCases) {
        this.theme = theme;
        this.choosers = choosers;
        this.newCases = newCases;
        theme.apply(scene);
        root.addEventHandler(DragEvent.DRAG_OVER, event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY);
            }
            event.consume();
        });
        root.addEventHandler(DragEvent.DRAG_DROPPED, event -> {
            List<File> files = event.getDragboard().getFiles();
            take(files.stream().map(File::toPath).toList());
            event.setDropCompleted(true);
            event.consume();
        });
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        welcome();
    }

    Scene scene() {
        return scene;
    }

    @Nullable
    CaseModel model() {
        return model;
    }

    private void welcome() {
        root.getChildren()
                .setAll(new WelcomeView(
                        this::trySample,
                        () -> take(choosers.files(scene.getWindow())),
                        () -> choosers.folder(scene.getWindow(), "Import a folder")
                                .ifPresent(path -> take(List.of(path))),
                        () -> choosers.folder(scene.getWindow(), "Open a case").ifPresent(this::open),
                        List.of(),
                        this::open));
    }

    /** Imports the incident that ships with the program, without a plan to confirm. */
    private void trySample() {
        try {
            Path archive = SampleIncident.unpack(newCases.resolve("sample"));
            CaseModel shown = fresh();
            shown.plan(List.of(archive), plan -> shown.importAll(plan, report -> report(report)));
        } catch (IOException failure) {
            say("The sample could not be opened", String.valueOf(failure.getMessage()));
        }
    }

    /** Makes a case that nobody named yet. */
    private CaseModel fresh() throws IOException {
        Path folder = newCases.resolve("case-"
                + java.time.LocalDateTime.now(java.time.ZoneId.systemDefault())
                        .format(java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss", Locale.ROOT)));
        java.nio.file.Files.createDirectories(newCases);
        show(Case.create(folder, String.valueOf(folder.getFileName())));
        return java.util.Objects.requireNonNull(model);
    }

    /** Opens a case folder; for reading where somebody else writes it. */
    void open(Path folder) {
        try {
            show(openCase(folder));
        } catch (IOException failure) {
            say("The case could not be opened", String.valueOf(failure.getMessage()));
        }
    }

    private static Case openCase(Path folder) throws IOException {
        try {
            return Case.open(folder);
        } catch (CaseInUseException inUse) {
            return Case.openForReading(folder);
        }
    }

    private void show(Case open) throws IOException {
        close();
        CaseModel shown = new CaseModel(open, new BackgroundWork());
        model = shown;
        TimelineView time = new TimelineView(shown, theme);
        EventList list = new EventList(shown, theme);
        QueryBar bar = new QueryBar(shown);
        timeline = time;
        events = list;
        query = bar;
        PeekDrawer peek = new PeekDrawer(shown);
        list.onPeeked(peek::show);
        VBox center = new VBox(time, list, peek);
        VBox.setVgrow(list, Priority.ALWAYS);
        InspectorView inspector = new InspectorView(shown);
        SplitPane split = new SplitPane(new FacetsView(shown), center, inspector);
        split.setOrientation(Orientation.HORIZONTAL);
        split.setDividerPositions(0.16, 0.7);
        SplitPane.setResizableWithParent(split.getItems().getFirst(), false);
        SplitPane.setResizableWithParent(inspector, false);
        BorderPane pane = new BorderPane(split, bar, null, statusBar(shown), null);
        root.getChildren().setAll(pane);
        shown.restore();
        shown.search();
        // Focus can be taken once the list has been laid out.
        shown.later(() -> shown.later(list::requestFocus));
    }

    private HBox statusBar(CaseModel shown) {
        Label status = new Label();
        status.setId("status");
        status.textProperty().bind(shown.status());
        Label importing = new Label();
        importing.setId("importing");
        importing.textProperty().bind(shown.importing());
        Button cancel = new Button("Cancel");
        cancel.getStyleClass().add("small");
        cancel.visibleProperty().bind(shown.importing().isNotEmpty());
        cancel.setOnAction(event -> shown.cancelImport());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label zone = new Label("times in UTC · " + shown.openCase().name() + " · ? keys");
        HBox bar = new HBox(12, status, gap, importing, cancel, zone);
        bar.setPadding(new Insets(4, 8, 4, 8));
        return bar;
    }

    /** Takes what was dropped, pasted or chosen: a case is opened, anything else planned and imported. */
    void take(List<Path> paths) {
        if (paths.isEmpty()) {
            return;
        }
        if (paths.size() == 1 && Case.isCase(paths.getFirst())) {
            open(paths.getFirst());
            return;
        }
        CaseModel shown = model;
        try {
            shown = shown == null ? fresh() : shown;
        } catch (IOException failure) {
            say("A new case could not be made", String.valueOf(failure.getMessage()));
            return;
        }
        CaseModel into = shown;
        into.plan(paths, plan -> ask(into, plan));
    }

    private void ask(CaseModel shown, ImportPlan plan) {
        StackPane sheet = new StackPane();
        sheet.setPadding(new Insets(60, 160, 60, 160));
        sheet.setStyle("-fx-background-color: rgba(0,0,0,0.4);");
        PlanView view = new PlanView(
                plan,
                accepted -> {
                    lift(sheet);
                    shown.importAll(accepted, report -> report(report));
                },
                () -> lift(sheet));
        asking = view;
        view.setStyle("-fx-background-color: -color-bg-default; -fx-background-radius: 8;");
        sheet.getChildren().add(view);
        root.getChildren().add(sheet);
        view.requestFocus();
    }

    private void lift(StackPane sheet) {
        root.getChildren().remove(sheet);
        asking = null;
    }

    /** While a plan is shown, the keys are its own, wherever the focus is. */
    private boolean answered(PlanView plan, KeyCode code) {
        if (code == KeyCode.ENTER) {
            plan.accept();
        } else if (code == KeyCode.ESCAPE) {
            plan.cancel();
        } else {
            return code != KeyCode.TAB && code != KeyCode.SPACE;
        }
        return true;
    }

    /** Says what became of every source where not all of it became events. */
    private void report(ImportReport report) {
        StringBuilder text = new StringBuilder();
        for (SourceReport each : report.sources()) {
            Source source = each.source();
            boolean notable = !each.counts().isEmpty() || source == null || source.rejected() > 0;
            if (notable) {
                text.append(each.path()).append('\n');
                if (source != null) {
                    text.append(String.format(
                            Locale.ROOT,
                            "    %,d read = %,d stored + %,d rejected + %,d skipped%n",
                            source.read(),
                            source.events(),
                            source.rejected(),
                            source.skipped()));
                }
                each.issues().stream().limit(5).forEach(issue -> text.append("    ")
                        .append(issue.code())
                        .append(issue.line() > 0 ? " line " + issue.line() : "")
                        .append(": ")
                        .append(issue.detail())
                        .append('\n'));
            }
        }
        if (!text.isEmpty()) {
            say("Imported, with remarks", text.toString());
        }
    }

    private void say(String title, String text) {
        Alert alert = new Alert(Alert.AlertType.INFORMATION);
        alert.setHeaderText(title);
        TextArea area = new TextArea(dev.faultline.SafeText.block(text));
        area.setEditable(false);
        area.setPrefSize(760, 360);
        alert.getDialogPane().setContent(area);
        alert.initOwner(scene.getWindow());
        alert.show();
    }

    private void key(KeyEvent event) {
        PlanView plan = asking;
        if (plan != null) {
            if (answered(plan, event.getCode())) {
                event.consume();
            }
            return;
        }
        boolean typing = scene.getFocusOwner() instanceof TextInputControl input && input.isEditable();
        KeyCode code = event.getCode();
        boolean done = event.isShortcutDown()
                ? shortcut(code, event.isShiftDown(), typing)
                : !typing && plain(code, event.isShiftDown());
        if (code == KeyCode.ESCAPE && typing && events != null) {
            events.requestFocus();
            done = true;
        }
        if (done) {
            event.consume();
        }
    }

    private boolean shortcut(KeyCode code, boolean shift, boolean typing) {
        CaseModel shown = model;
        if (code == KeyCode.D && shift) {
            theme(theme.other());
        } else if (code == KeyCode.V
                && !typing
                && Clipboard.getSystemClipboard().hasFiles()) {
            take(Clipboard.getSystemClipboard().getFiles().stream()
                    .map(File::toPath)
                    .toList());
        } else if (code == KeyCode.T && shown != null) {
            zero(shown);
        } else if (code == KeyCode.K) {
            palette();
        } else if (code == KeyCode.Z && !typing && shown != null) {
            step(shown, shift);
        } else {
            return false;
        }
        return true;
    }

    private static void step(CaseModel shown, boolean forward) {
        if (forward) {
            shown.redo();
        } else {
            shown.undo();
        }
    }

    /** The selected event becomes T0, or stops being it. */
    private static void zero(CaseModel shown) {
        Event event = shown.selected().get();
        if (event != null && event.hasTime()) {
            OptionalLong zero = OptionalLong.of(event.time());
            ViewState state = shown.state().get();
            shown.look(state.withZero(state.zero().equals(zero) ? OptionalLong.empty() : zero));
        }
    }

    /** Every action by its name. */
    private void palette() {
        Map<String, Runnable> actions = new LinkedHashMap<>();
        actions.put("Add files…", () -> take(choosers.files(scene.getWindow())));
        actions.put("Add a folder…", () -> choosers.folder(scene.getWindow(), "Import a folder")
                .ifPresent(path -> take(List.of(path))));
        actions.put("Open a case…", () -> choosers.folder(scene.getWindow(), "Open a case")
                .ifPresent(this::open));
        actions.put("Light or dark   Ctrl+Shift+D", () -> theme(theme.other()));
        actions.put("Show the keys   ?", () -> say("Keys", KEYS));
        CaseModel shown = model;
        TimelineView time = timeline;
        QueryBar bar = query;
        if (shown != null && time != null && bar != null) {
            actions.put("Type a query   /", bar::focusText);
            actions.put("Make the selected event T0   Ctrl+T", () -> zero(shown));
            actions.put("Undo   Ctrl+Z", shown::undo);
            actions.put("Redo   Ctrl+Shift+Z", shown::redo);
            actions.put("Look at the whole case   0", time::whole);
            actions.put("To the first error", shown::toFirstError);
            actions.put("Errors only", () -> shown.look(shown.state().get().withQuery("severity:>=error")));
            actions.put("Snapshots only", () -> shown.look(shown.state().get().withQuery("kind:snapshot")));
            actions.put("Changes only", () -> shown.look(shown.state().get().withQuery("kind:change")));
            actions.put(
                    "Take all filters away",
                    () -> shown.look(
                            ViewState.START.withZero(shown.state().get().zero())));
        }
        new Palette(actions).show(scene.getWindow());
    }

    private boolean plain(KeyCode code, boolean shift) {
        if (code == KeyCode.ESCAPE && model != null) {
            root.lookupAll("#peek").forEach(node -> ((PeekDrawer) node).hide());
            return true;
        }
        if (code == KeyCode.SLASH && !shift && query != null) {
            query.focusText();
            return true;
        }
        if (code == KeyCode.F1 || code == KeyCode.SLASH && shift) {
            say("Keys", KEYS);
            return true;
        }
        return false;
    }

    void theme(Theme next) {
        theme = next;
        next.apply(scene);
        if (timeline != null && events != null) {
            timeline.theme(next);
            events.theme(next);
        }
    }

    void close() throws IOException {
        CaseModel shown = model;
        if (shown != null) {
            shown.close();
            model = null;
        }
    }
}
