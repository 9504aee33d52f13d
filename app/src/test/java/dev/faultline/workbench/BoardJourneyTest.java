package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.faultline.analysis.verify.KeptVerdict;
import dev.faultline.analysis.verify.Verdict;
import dev.faultline.importers.Import;
import dev.faultline.importers.ImportListener;
import dev.faultline.importers.ImportOptions;
import dev.faultline.playbook.KeptRun;
import dev.faultline.playbook.Library;
import dev.faultline.playbook.Offer;
import dev.faultline.playbook.RunStore;
import dev.faultline.playbook.ShopFiles;
import dev.faultline.playbook.TestReport;
import dev.faultline.playbook.Truth;
import dev.faultline.store.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** From the first error to a bundle that a colleague opens: pin, hypothesis, playbook, verdict, report, bundle, a clean profile. */
@ExtendWith(ApplicationExtension.class)
class BoardJourneyTest {
    private Path folder = Path.of("");
    private Optional<Path> target = Optional.empty();
    private @Nullable Stage stage;
    private @Nullable MainWindow shown;

    @Start
    void start(Stage made) throws IOException {
        folder = Files.createTempDirectory("faultline-journey");
        stage = made;
        shown = profile("first");
        made.show();
    }

    /** A window with settings and cases of its own, whose dialogs answer with the target. */
    private MainWindow profile(String name) {
        Path home = folder.resolve(name);
        MainWindow made = new MainWindow(
                Theme.DARK,
                new Choosers() {
                    @Override
                    public List<Path> files(Window owner) {
                        return target.stream().toList();
                    }

                    @Override
                    public Optional<Path> folder(Window owner, String title) {
                        return target;
                    }

                    @Override
                    public Optional<Path> save(Window owner, String suggested) {
                        return target;
                    }
                },
                new Settings(home.resolve("settings.properties")),
                home.resolve("cases"));
        Objects.requireNonNull(stage).setScene(made.scene());
        return made;
    }

    @AfterEach
    void close() throws Exception {
        onUi(() -> {
            window().close();
            return true;
        });
    }

    private static <T> T onUi(Callable<T> action) throws Exception {
        return WaitForAsyncUtils.asyncFx(action).get(60, TimeUnit.SECONDS);
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(
                60, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private MainWindow window() {
        return Objects.requireNonNull(shown);
    }

    private CaseModel model() {
        return Objects.requireNonNull(window().model());
    }

    private BoardState board() {
        return model().board().state().get();
    }

    private boolean shows(long least) {
        CaseModel model = window().model();
        CaseModel.Found found = model == null ? null : model.found().get();
        return model != null
                && !model.imports().isBusy()
                && found != null
                && found.hits().count() >= least;
    }

    @Test
    void aColleagueOpensTheBundleAndFindsTheBoardWithItsVerdictAndItsEvidence(FxRobot robot) throws Exception {
        Path log = WindowFixture.SAMPLES.resolve("logs/java/shop/payment.log");
        assumeThat(Files.exists(log))
                .as("the shared samples lie beside the project")
                .isTrue();
        robot.interact(() -> window().take(List.of(log)));
        await(() -> robot.lookup("#plan").tryQuery().isPresent());
        robot.type(KeyCode.ENTER);
        await(() -> shows(1));
        robot.interact(() -> robot.lookup("#events").query().requestFocus());
        robot.type(KeyCode.E);
        await(() -> model().selected().get() != null);
        robot.push(KeyCode.CONTROL, KeyCode.M);
        await(() -> board().pins().size() == 1);

        robot.push(KeyCode.CONTROL, KeyCode.DIGIT7);
        robot.type(KeyCode.H);
        robot.interact(
                () -> robot.lookup("#board-text").queryAs(TextArea.class).setText("legacy customers have no rate"));
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        await(() -> board().hypotheses().size() == 1);
        robot.interact(() -> {
            robot.lookup("#board-pins").query().requestFocus();
            robot.lookup("#board-pins").queryListView().getSelectionModel().select(0);
        });
        robot.type(KeyCode.S);
        await(() -> board().hypotheses().getFirst().citations(true).size() == 1);

        Path playbook = record(robot);
        runOnASecondIncident(robot, playbook);

        robot.push(KeyCode.CONTROL, KeyCode.DIGIT8);
        robot.interact(() -> {
            robot.lookup("#verify-fix").queryAs(TextField.class).setText("end");
            robot.lookup("#verify-failure").queryAs(TextField.class).setText("severity:>=error");
            robot.lookup("#verify-exposure").queryAs(TextField.class).setText("kind:log");
            robot.lookup("#verify-judge").queryButton().fire();
        });
        await(() -> !KeptVerdict.among(board().hypotheses()).isEmpty());
        // Nothing was logged after the end: no traffic never says fixed.
        assertThat(KeptVerdict.among(board().hypotheses()).getFirst().verdict()).isEqualTo(Verdict.NOT_ENOUGH_EVIDENCE);

        Path report = write(robot, ReportView.Form.HTML, "postmortem.html");
        assertThat(Files.readString(report)).contains("legacy customers have no rate", "not enough evidence");
        Path pdf = write(robot, ReportView.Form.PDF, "postmortem.pdf");
        assertThat(Files.readAllBytes(pdf)).startsWith("%PDF".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        Path bundle = write(robot, ReportView.Form.BUNDLE, "shop.faultline");
        long events = model().openCase().reader().events();

        close();
        shown = onUi(() -> profile("clean"));
        robot.interact(() -> window().take(List.of(bundle)));
        await(() -> shows(events) && board().hypotheses().size() == 2);
        assertThat(board().pins()).hasSize(1);
        assertThat(board().shown()).containsKey(board().pins().getFirst().reference());
        assertThat(board().hypotheses())
                .anySatisfy(each -> assertThat(each.citations(true)).hasSize(1));
        assertThat(KeptVerdict.among(board().hypotheses())).hasSize(1);
    }

    /** Draws a playbook from the board, sees what waits for a person, saves it. */
    private Path record(FxRobot robot) throws Exception {
        robot.interact(() -> robot.lookup("#board-record").queryButton().fire());
        await(() -> editor().isPresent());
        PlaybookEditor editor = onUi(() -> editor().orElseThrow());
        await(() -> !editor.save().isDisabled());
        assertThat(editor.text().getText()).contains("legacy customers have no rate", "CONFIRM");
        assertThat(editor.problems().getItems()).isNotEmpty().allSatisfy(each -> {
            assertThat(each.isError()).isFalse();
            assertThat(each.detail()).contains("CONFIRM");
        });
        robot.interact(() -> editor.save().fire());
        Path library = folder.resolve("first").resolve("playbooks");
        await(() -> Files.isDirectory(library)
                && !Library.open(false, List.of(library)).entries().isEmpty());
        robot.interact(() -> editor.getScene().getWindow().hide());
        Library.Entry saved = Library.open(false, List.of(library)).entries().getFirst();
        assertThat(saved.file().isWrong()).isFalse();
        try (dev.faultline.playbook.Tests tests = new dev.faultline.playbook.Tests((into, file) ->
                Import.run(into, List.of(file), ImportOptions.DEFAULT, ImportListener.NONE, () -> false))) {
            TestReport report = tests.run(saved, false);
            assertThat(report.results()).hasSize(2).allSatisfy(each -> assertThat(each.failures())
                    .isEmpty());
        }
        return library;
    }

    private static Optional<PlaybookEditor> editor() {
        return Window.getWindows().stream()
                .filter(each -> each.getScene() != null && each.getScene().getRoot() instanceof PlaybookEditor)
                .map(each -> (PlaybookEditor) each.getScene().getRoot())
                .findFirst();
    }

    /** Other customers, ids and times, in a second case: the recorded playbook fits, asks, and comes to its cause. */
    private void runOnASecondIncident(FxRobot robot, Path library) throws Exception {
        Path first = model().openCase().folder();
        List<Path> files = ShopFiles.secondIncident(folder.resolve("second")).subList(0, 3);
        long events;
        try (Case second = Case.create(folder.resolve("second-case"), "second")) {
            Import.run(second, files, ImportOptions.DEFAULT, ImportListener.NONE, () -> false);
            events = second.reader().events();
        }
        String recorded = Library.open(false, List.of(library))
                .entries()
                .getFirst()
                .file()
                .text();
        robot.interact(() -> window().open(folder.resolve("second-case")));
        await(() -> shows(events) && !model().openCase().folder().equals(first));
        robot.interact(
                () -> robot.lookup("#tab-playbooks").queryAs(ToggleButton.class).fire());
        PlaybooksView view = robot.lookup("#playbooks").queryAs(PlaybooksView.class);
        await(() -> !view.offers().isEmpty());
        Offer offer = view.offers().stream()
                .filter(each -> recorded.contains(each.playbook().id()))
                .findFirst()
                .orElseThrow();
        assertThat(offer.truth()).as(offer.reason()).isEqualTo(Truth.HOLDS);

        press(robot, offer, Words.of("playbooks.run"));
        press(robot, offer, Words.of("playbooks.answer", "yes"));
        // The run goes on in the background: until then the card shows what it did not know.
        await(() -> button(robot, offer, Words.of("playbooks.answer", "yes")).isEmpty());
        press(robot, offer, Words.of("playbooks.was-right"));
        await(() -> new RunStore(model().openCase(), Clock.systemUTC())
                .kept().stream().anyMatch(run -> run.outcome().equals("right")));
        KeptRun run = new RunStore(model().openCase(), Clock.systemUTC()).kept().getFirst();
        assertThat(run.verdict()).isEqualTo("cause");
        assertThat(run.cause()).isEqualTo("recorded");
        assertThat(run.answers()).containsEntry("is-it", "yes");

        robot.interact(() -> window().open(first));
        await(() -> shows(1) && model().openCase().folder().equals(first));
    }

    /** Presses a button of the card of this playbook, once it is there. */
    private static void press(FxRobot robot, Offer offer, String text) throws Exception {
        await(() -> button(robot, offer, text).isPresent());
        robot.interact(() -> button(robot, offer, text).orElseThrow().fire());
    }

    private static Optional<Button> button(FxRobot robot, Offer offer, String text) {
        return robot
                .lookup(node -> node instanceof Button each && each.getText().equals(text))
                .queryAllAs(Button.class)
                .stream()
                .filter(each -> each.getParent().getParent() instanceof VBox card
                        && card.getChildren().getFirst() instanceof Label title
                        && title.getText().equals(offer.playbook().title()))
                .findFirst();
    }

    private Path write(FxRobot robot, ReportView.Form form, String name) throws Exception {
        Path file = folder.resolve(name);
        target = Optional.of(file);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT9);
        robot.interact(() -> {
            @SuppressWarnings("unchecked")
            ChoiceBox<ReportView.Form> forms = robot.lookup("#report-form").queryAs(ChoiceBox.class);
            forms.setValue(form);
            robot.lookup("#report-export").queryButton().fire();
        });
        await(() -> Files.exists(file));
        return file;
    }
}
