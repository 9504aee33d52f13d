package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.importers.ImportReport;
import dev.faultline.importers.SourceReport;
import dev.faultline.model.Source;
import dev.faultline.store.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** An import under way: how far it is, what waits for it, what is kept when it is stopped or the window closes. */
class ImportingTest extends WindowFixture {
    @TempDir
    Path folder;

    @Start
    void start(Stage stage) throws IOException {
        show(stage);
    }

    private Path line(String name) throws IOException {
        return Files.writeString(
                folder.resolve(name + ".jsonl"),
                "{\"time\":\"2026-03-05T10:00:00Z\",\"level\":\"info\",\"message\":\"" + name + "\"}\n");
    }

    /** An import that says how far it is and goes on until it is stopped. */
    private AtomicBoolean endless(FxRobot robot) {
        AtomicBoolean ended = new AtomicBoolean();
        robot.interact(() -> model().imports()
                .run(
                        (listener, cancelled) -> {
                            listener.started("big.log", 300_000_000);
                            while (!cancelled.getAsBoolean()) {
                                listener.progressed("big.log", 184_000_000, 300_000_000, 1_234);
                                LockSupport.parkNanos(20_000_000);
                            }
                            ended.set(true);
                            return true;
                        },
                        1,
                        done -> {}));
        return ended;
    }

    @Test
    void theRowBelowSaysTheBytesReadOfAllTheEventsAndTheStateOfEachSource(FxRobot robot) throws Exception {
        importing(robot, line("first"));
        endless(robot);
        await(() -> robot.lookup("#importing")
                .queryAs(Label.class)
                .getText()
                .contains("61 % · 184 of 300 MB · 1,234 events"));
        robot.interact(
                () -> robot.lookup("#import-sources").queryAs(Button.class).fire());
        TableView<SourceProgress> table = robot.lookup("#importing-table").queryTableView();
        await(() -> table.getItems()
                .equals(List.of(
                        new SourceProgress("big.log", SourceProgress.State.READING, 184_000_000, 300_000_000, 1_234))));
        robot.interact(() -> robot.lookup("#stop-import").queryAs(Button.class).fire());
        await(() -> table.getItems().getFirst().state() == SourceProgress.State.STOPPED);
        robot.type(KeyCode.ESCAPE);
        await(() -> !robot.lookup("#import-drawer").query().isVisible());
    }

    @Test
    void whatIsDroppedWhileAnotherDropIsLookedAtIsAskedForToo(FxRobot robot) throws Exception {
        importing(robot, line("first"));
        Path second = line("second");
        Path third = line("third");
        robot.interact(() -> {
            window().take(List.of(second));
            window().take(List.of(third));
        });
        await(() -> robot.lookup("#plan").queryAll().size() == 2);
        AtomicBoolean ended = endless(robot);
        robot.type(KeyCode.ENTER);
        await(() -> robot.lookup("#plan").queryAll().size() == 1);
        robot.type(KeyCode.ENTER);
        await(() -> model().imports().message().get().equals("2 more imports wait"));
        robot.interact(() -> model().imports().cancel());
        await(() -> ended.get() && !model().imports().isBusy() && found() == 3);
    }

    @Test
    void aWindowThatClosesDuringAnImportEndsItAndTheCaseOpensAgain(FxRobot robot) throws Exception {
        importing(robot, line("first"));
        AtomicBoolean ended = endless(robot);
        await(() -> robot.lookup("#importing").queryAs(Label.class).getText().contains("184 of 300 MB"));
        Path open = model().openCase().folder();
        WaitForAsyncUtils.asyncFx(() -> {
                    window().close();
                    return true;
                })
                .get(30, TimeUnit.SECONDS);
        assertThat(ended).isTrue();
        try (Case again = Case.open(open)) {
            assertThat(again.isWritable()).isTrue();
            assertThat(again.reader().events()).isEqualTo(1);
        }
    }

    @Test
    void whatWasStoppedIsNotSaidToBeReadToItsEnd() {
        Source read = new Source(
                1,
                "big.log",
                null,
                "text-log",
                "UTF-8",
                259_000_000,
                null,
                950_975,
                0,
                0,
                1,
                2,
                "Z",
                0,
                null,
                Source.State.CANCELLED,
                1);
        ImportLosses losses = ImportLosses.of(new ImportReport(
                List.of(new SourceReport(
                        "big.log", null, SourceReport.Outcome.CANCELLED, read, Map.of(), List.of(), 1)),
                true));
        assertThat(losses.title()).isEqualTo("The import was stopped; what was read is kept");
        assertThat(losses.rows()).singleElement().satisfies(row -> {
            assertThat(row.reason()).isEqualTo("stopped before its end; importing it again goes on");
            assertThat(row.kept()).isEqualTo("950,975 events, 259 MB of it read");
        });
    }
}
