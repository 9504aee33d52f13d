package dev.faultline.workbench;

import dev.faultline.importers.ImportPlan;
import dev.faultline.importers.ImportReport;
import dev.faultline.importers.PlannedSource;
import dev.faultline.importers.SourceReport;
import dev.faultline.sample.SampleIncident;
import dev.faultline.store.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The window: welcome or a case, and around both the dropping, the keys, the theme. Only it knows all views. */
final class MainWindow {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss", Locale.ROOT);
    private static final double STEP = 0.1;

    private final StackPane front = new StackPane();
    private final StackPane root = new StackPane(front);
    private final Scene scene = new Scene(root, 1440, 900);
    private final BackgroundWork work = new BackgroundWork();
    private final Deque<Sheet> sheets = new ArrayDeque<>();
    private final Choosers choosers;
    private final Settings settings;
    private final Path newCases;
    private final Assistance assistance;
    private final Arrivals arrivals;
    private Theme theme;
    /** The case that is on its way, and what is to be imported into it then. */
    private @Nullable Path beingOpened;

    private final List<Path> waiting = new ArrayList<>();
    private @Nullable CaseModel model;
    private @Nullable CaseView view;
    private @Nullable Node pressedAt;
    private volatile CountDownLatch closed = new CountDownLatch(0);

    /** {@code newCases} is where cases are made that nobody named yet. */
    MainWindow(Theme theme, Choosers choosers, Settings settings, Path newCases) {
        this.theme = theme;
        this.choosers = choosers;
        this.settings = settings;
        this.newCases = newCases;
        assistance = new Assistance(
                this::lay,
                this::lift,
                work,
                settings,
                () -> this.theme,
                new SettingsView.Changes(
                        this::theme,
                        this::rescale,
                        () -> choosers.folder(scene.getWindow(), Words.of("settings.choose-library"))));
        theme.apply(scene);
        scale(settings.scale());
        arrivals = new Arrivals(work, newCases.resolve("pasted"), this::take, this::say);
        arrivals.on(root);
        FocusRing.on(root);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        scene.addEventFilter(KeyEvent.KEY_TYPED, this::typed);
        welcome();
    }

    Scene scene() {
        return scene;
    }

    Assistance assistance() {
        return assistance;
    }

    @Nullable
    CaseModel model() {
        return model;
    }

    private void welcome() {
        WelcomeView.Actions actions =
                new WelcomeView.Actions(this::trySample, this::addFiles, this::addFolder, this::chooseCase, this::open);
        front.getChildren().setAll(new WelcomeView(actions, settings.recent()));
    }

    private void addFiles() {
        take(choosers.files(scene.getWindow()));
    }

    private void addFolder() {
        choosers.folder(scene.getWindow(), Words.of("window.import-folder")).ifPresent(path -> take(List.of(path)));
    }

    private void chooseCase() {
        choosers.folder(scene.getWindow(), Words.of("window.open-case")).ifPresent(this::open);
    }

    /** Imports the incident that ships with the program, without a plan to confirm. */
    private void trySample() {
        inNewCase(shown -> work.run(
                "sample",
                cancelled -> SampleIncident.unpack(newCases.resolve("sample")),
                archive -> shown.imports()
                        .plan(List.of(archive), plan -> run(shown, plan, () -> assistance.firstTour(scene))),
                failure -> say(Words.of("window.no-sample"), Trouble.words(failure))));
    }

    /** Makes a case that nobody named yet. */
    private void inNewCase(Consumer<CaseModel> then) {
        String name = "case-" + LocalDateTime.now(ZoneId.systemDefault()).format(NAME);
        opening(
                () -> {
                    Files.createDirectories(newCases);
                    return Case.create(newCases.resolve(name), name);
                },
                Words.of("window.no-new-case"),
                then);
    }

    /** Opens a case folder; for reading where somebody else writes it. */
    void open(Path folder) {
        open(folder, List.of());
    }

    /** Opens in the background: a case takes its time, and the window must not stand still. */
    private void opening(Callable<Case> opener, String trouble, Consumer<CaseModel> then) {
        if (model == null) {
            front.getChildren().setAll(new Label(Words.of("window.opening")));
        }
        work.run(
                "open",
                cancelled -> {
                    // The same case may be closing still, and would be in use.
                    closed.await();
                    return opener.call();
                },
                open -> {
                    beingOpened = null;
                    show(open);
                    CaseModel shown = model;
                    if (shown != null) {
                        then.accept(shown);
                    }
                },
                failure -> {
                    beingOpened = null;
                    if (model == null) {
                        welcome();
                    }
                    say(trouble, Trouble.words(failure));
                });
    }

    private void show(Case open) {
        try {
            closeCase();
            CaseModel shown = new CaseModel(open, new BackgroundWork());
            shown.imports().follow(settings);
            CaseView next = new CaseView(shown, theme, settings, choosers);
            next.onApart(apart -> {
                arrivals.on(apart);
                FocusRing.on(apart);
            });
            model = shown;
            view = next;
            front.getChildren().setAll(next);
            settings.opened(open.folder());
            shown.restore();
            // Focus can be taken once the list has been laid out.
            shown.later(() -> shown.later(next::focusEvents));
        } catch (IOException failure) {
            say(Words.of("window.not-shown"), Trouble.words(failure));
        }
    }

    /** Takes what was dropped, pasted or chosen: a case is opened, anything else planned and imported. */
    void take(List<Path> paths) {
        if (paths.isEmpty()) {
            return;
        }
        if (scene.getWindow() instanceof Stage stage) {
            // They may have been dropped on another window, which must neither hide what is asked now nor have the
            // keys.
            stage.toFront();
            stage.requestFocus();
        }
        CaseModel shown = model;
        if (paths.size() == 1 && Case.isCase(paths.getFirst())) {
            open(paths.getFirst());
        } else if (ArrivedPlaybook.is(paths)) {
            assistance.playbook(paths.getFirst());
        } else if (Colleague.isBundle(paths)) {
            bundle(shown, paths.getFirst());
        } else if (shown == null) {
            inNewCase(fresh -> plan(fresh, paths));
        } else {
            plan(shown, paths);
        }
    }

    /** As a start names it: a case with files to import into it, or what a drop would be. */
    void receive(List<Path> paths) {
        if (paths.size() > 1 && Case.isCase(paths.getFirst())) {
            open(paths.getFirst(), paths.subList(1, paths.size()));
        } else {
            take(paths);
        }
    }

    /** A colleague's bundle goes into the open case, or into a new one. */
    private void bundle(@Nullable CaseModel shown, Path file) {
        if (shown == null) {
            inNewCase(fresh -> Colleague.merge(fresh, file));
        } else {
            Colleague.merge(shown, file);
        }
    }

    /** Opens a case, then imports into it. */
    void open(Path folder, List<Path> imports) {
        CaseModel already = model;
        if (already != null && already.openCase().folder().toAbsolutePath().equals(folder.toAbsolutePath())) {
            already.say(Words.of("window.is-open"));
            return;
        }
        if (folder.equals(beingOpened)) {
            // A second start asks for the same while the first still opens it; opened twice, it could only be read.
            waiting.addAll(imports);
            return;
        }
        beingOpened = folder;
        waiting.clear();
        waiting.addAll(imports);
        opening(() -> CaseOpening.of(folder), Words.of("window.not-opened"), shown -> {
            if (!waiting.isEmpty()) {
                plan(shown, List.copyOf(waiting));
            }
        });
    }

    private void plan(CaseModel shown, List<Path> paths) {
        shown.imports().plan(paths, plan -> ask(shown, plan));
    }

    private void ask(CaseModel shown, ImportPlan plan) {
        PlanView asked = new PlanView(
                plan,
                (source, seen) -> shown.imports().lookAgain(plan, source, seen),
                source -> teach(shown, plan, source),
                accepted -> {
                    lift();
                    run(shown, accepted, () -> {});
                },
                this::lift);
        lay(new Sheet(asked, asked::accept, this::lift));
    }

    /** Asks what the lines of a source are; once that is known, all is looked at anew. */
    private void teach(CaseModel shown, ImportPlan plan, PlannedSource source) {
        shown.imports().beginning(plan, source, lines -> {
            Runnable again = () -> {
                lift();
                lift();
                plan(shown, plan.paths());
            };
            lay(new Sheet(new TeachView(shown, lines, settings.formats(), again, this::lift), () -> {}, this::lift));
        });
    }

    private void run(CaseModel shown, ImportPlan plan, Runnable then) {
        shown.imports().run(plan, report -> {
            shown.search();
            report(shown, report);
            then.run();
        });
    }

    /** Says what became of every source where not all of it became events. */
    private void report(CaseModel shown, ImportReport report) {
        boolean notable = report.cancelled()
                || report.sources().stream()
                        .anyMatch(each -> !each.counts().isEmpty()
                                || each.outcome() == SourceReport.Outcome.REFUSED
                                || each.outcome() == SourceReport.Outcome.ALREADY_IMPORTED);
        ImportLosses losses = ImportLosses.of(report);
        if (losses.isNotable(report)) {
            lay(new Sheet(new ImportLossView(losses, this::lift), this::lift, this::lift));
        } else if (notable && model == shown) {
            sources();
        }
    }

    /** What was imported, and what became of it. */
    void sources() {
        CaseModel shown = model;
        if (shown != null) {
            lay(new Sheet(new SourcesView(shown, this::lift), this::lift, this::lift));
        }
    }

    private void statistics() {
        lay(new Sheet(new StatsView(work, settings.recent(), theme, this::lift), this::lift, this::lift));
    }

    private void say(String title, String text) {
        lay(new Sheet(new MessageView(title, text, this::lift), this::lift, this::lift));
    }

    private void lay(Sheet sheet) {
        sheets.push(sheet);
        root.getChildren().add(sheet);
        TableHabits.apply(sheet, settings);
        TableScale.apply(sheet, settings.scale());
        // Nothing behind it may take a key.
        front.setDisable(true);
        sheet.requestFocus();
    }

    /** Takes away what is in front. */
    void lift() {
        if (!sheets.isEmpty()) {
            root.getChildren().remove(sheets.pop());
        }
        Sheet next = sheets.peek();
        if (next != null) {
            next.requestFocus();
            return;
        }
        front.setDisable(false);
        CaseView shown = view;
        if (shown != null) {
            shown.focusEvents();
        }
    }

    /** A key that leads into a text field, such as / and a, is not written there too. */
    private void typed(KeyEvent event) {
        if (!Objects.equals(scene.getFocusOwner(), pressedAt)) {
            event.consume();
        }
    }

    private void key(KeyEvent event) {
        pressedAt = scene.getFocusOwner();
        KeyCode code = event.getCode();
        Sheet sheet = sheets.peek();
        if (sheet != null) {
            // While something is asked, its answers are the only keys; the rest is for its own controls.
            if (code == KeyCode.ENTER) {
                sheet.enter();
                event.consume();
            } else if (code == KeyCode.ESCAPE) {
                sheet.escape();
                event.consume();
            }
            return;
        }
        boolean typing = scene.getFocusOwner() instanceof TextInputControl input && input.isEditable();
        boolean done;
        if (event.isShortcutDown() && event.isAltDown() && code == KeyCode.T) {
            assistance.table(scene);
            done = true;
        } else if (event.isShortcutDown()) {
            done = shortcut(code, event.isShiftDown(), typing);
        } else if (event.isAltDown()) {
            done = view != null && view.alt(code);
        } else if (typing) {
            done = code == KeyCode.ESCAPE && leaveText();
        } else {
            done = plain(code, event.isShiftDown());
        }
        if (done) {
            event.consume();
        }
    }

    private boolean leaveText() {
        CaseView shown = view;
        if (shown != null) {
            shown.leaveText();
        }
        return shown != null;
    }

    private boolean shortcut(KeyCode code, boolean shift, boolean typing) {
        switch (code) {
            case K -> {
                if (shift) {
                    return view != null && view.shortcut(code, shift, typing);
                }
                palette();
            }
            case N -> {
                if (shift) {
                    return view != null && view.shortcut(code, shift, typing);
                }
                inNewCase(fresh -> {});
            }
            case P -> palette();
            case V -> {
                return !typing && arrivals.paste();
            }
            case O -> openOrAdd(shift);
            case W -> leave();
            case COMMA -> assistance.settings();
            case PLUS, ADD, EQUALS -> rescale(settings.scale() + STEP);
            case MINUS, SUBTRACT -> rescale(settings.scale() - STEP);
            case DIGIT0, NUMPAD0 -> rescale(1);
            default -> {
                if (code == KeyCode.D && shift) {
                    theme(theme.other());
                    return true;
                }
                return view != null && view.shortcut(code, shift, typing);
            }
        }
        return true;
    }

    private void openOrAdd(boolean add) {
        if (add) {
            addFiles();
        } else {
            chooseCase();
        }
    }

    private boolean plain(KeyCode code, boolean shift) {
        if (code == KeyCode.F11 && scene.getWindow() instanceof Stage stage) {
            stage.setFullScreen(!stage.isFullScreen());
            return true;
        }
        return assistance.plain(code, shift) || view != null && view.plain(code, shift);
    }

    /** Every action by its name. */
    private void palette() {
        Map<String, Runnable> actions = new LinkedHashMap<>();
        actions.put(Words.of("action.add-files"), this::addFiles);
        actions.put(Words.of("action.add-folder"), this::addFolder);
        actions.put(Words.of("action.new-case"), () -> inNewCase(fresh -> {}));
        actions.put(Words.of("action.open-case"), this::chooseCase);
        actions.put(Words.of("action.theme"), () -> theme(theme.other()));
        actions.put(Words.of("action.larger"), () -> rescale(settings.scale() + STEP));
        actions.put(Words.of("action.smaller"), () -> rescale(settings.scale() - STEP));
        actions.put(Words.of("action.usual-size"), () -> rescale(1));
        assistance.actions(actions);
        actions.put(Words.of("action.statistics"), this::statistics);
        CaseView shown = view;
        if (shown != null) {
            actions.put(Words.of("action.sources"), this::sources);
            shown.actions(actions);
            actions.put(Words.of("action.tour"), () -> assistance.tour(scene));
            actions.put(Words.of("action.table"), () -> assistance.table(scene));
            actions.put(Words.of("action.close-case"), this::leave);
        }
        new Palette(actions).show(scene.getWindow());
    }

    void rescale(double wanted) {
        scale(settings.scale(wanted));
    }

    private void scale(double factor) {
        root.setStyle(String.format(Locale.ROOT, "-fx-font-size: %.1fpx;", CanvasLetters.USUAL * factor));
        CaseView shown = view;
        if (shown != null) {
            shown.scale(factor);
        }
    }

    void theme(Theme next) {
        theme = next;
        next.apply(scene);
        settings.theme(next);
        CaseView shown = view;
        if (shown != null) {
            shown.theme(next);
        }
    }

    /** Back to the welcome page. */
    private void leave() {
        closeCase();
        welcome();
    }

    /** The window is rid of the case at once; its files are closed in the background. */
    private void closeCase() {
        BackgroundWork.Work<Boolean> closing = detach();
        if (closing != null) {
            CountDownLatch done = new CountDownLatch(1);
            closed = done;
            work.run(
                    "close-" + System.identityHashCode(done),
                    cancelled -> {
                        try {
                            return closing.run(cancelled);
                        } finally {
                            done.countDown();
                        }
                    },
                    closedNow -> {},
                    failure -> say(Words.of("window.not-closed"), Trouble.words(failure)));
        }
    }

    private BackgroundWork.@Nullable Work<Boolean> detach() {
        CaseModel shown = model;
        CaseView before = view;
        model = null;
        view = null;
        if (before != null) {
            before.remember();
        }
        return shown == null ? null : shown.closing();
    }

    /** Closes what is open, and returns when it is closed: the program ends. */
    void close() throws IOException {
        BackgroundWork.Work<Boolean> closing = detach();
        try {
            if (closing != null) {
                closing.run(() -> false);
            }
        } catch (IOException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IOException(failure);
        } finally {
            work.close();
        }
    }
}
