package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.interval.NotedMoment;
import dev.faultline.model.Annotation;
import dev.faultline.model.Annotation.Citation;
import dev.faultline.model.IncidentField;
import dev.faultline.model.Reference;
import dev.faultline.model.Severity;
import dev.faultline.model.Source;
import dev.faultline.store.Board;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Ctrl+Z takes back what was done last, wherever that is remembered, exactly, and says what it was. */
class UndoTest extends WindowFixture {
    @TempDir
    Path folder;

    @Start
    void start(Stage stage) throws IOException {
        show(stage);
    }

    private void tenLines(FxRobot robot) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            text.append(String.format(
                    Locale.ROOT,
                    "{\"time\":\"2026-03-05T10:00:%02dZ\",\"level\":\"info\",\"service\":\"%s\",\"message\":\"line %d\"}%n",
                    i,
                    i % 2 == 0 ? "cart" : "payment",
                    i));
        }
        importing(robot, Files.writeString(folder.resolve("ten.jsonl"), text));
        robot.interact(() -> robot.lookup("#events").query().requestFocus());
    }

    private String said() {
        return model().status().get();
    }

    private void undo(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.Z);
    }

    private void redo(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
    }

    @Test
    void aPinIsTakenBackFromTheListAndTheFilterBeforeItStays(FxRobot robot) throws Exception {
        tenLines(robot);
        robot.interact(
                () -> model().look(model().state().get().toggled(new ViewState.Filter("service", "cart", false))));
        await(() -> found() == 5);
        robot.type(KeyCode.HOME);
        await(() -> model().selected().get() != null);
        robot.push(KeyCode.CONTROL, KeyCode.M);
        await(() -> model().board().state().get().pins().size() == 1);
        undo(robot);
        await(() -> model().board().state().get().pins().isEmpty());
        await(() -> said().startsWith("taken back: pin"));
        assertThat(found()).isEqualTo(5);
        undo(robot);
        await(() -> found() == 10);
        await(() -> said().equals("10 of 10 events · taken back: filter service: cart"));
        redo(robot);
        await(() -> found() == 5 && said().contains("made again: filter service: cart"));
        redo(robot);
        await(() -> model().board().state().get().pins().size() == 1);
        robot.interact(() -> model().look(model().state().get().withQuery("line")));
        await(() -> !said().contains("made again"));
    }

    @Test
    void aClockThatWasSetIsTakenBack(FxRobot robot) throws Exception {
        tenLines(robot);
        Supplier<Source> source = () -> model().openCase().reader().sources().getFirst();
        robot.interact(() -> model().clocks().set(source.get(), 1_500_000_000L, () -> {}));
        await(() -> source.get().clockOffset() == 1_500_000_000L && said().contains("instead of 0 ms"));
        undo(robot);
        await(() -> source.get().clockOffset() == 0 && said().contains("taken back: clock at 1500 ms instead of 0 ms"));
        redo(robot);
        await(() -> source.get().clockOffset() == 1_500_000_000L && said().contains("made again: clock"));
    }

    @Test
    void nothingToTakeBackIsSaid(FxRobot robot) throws Exception {
        tenLines(robot);
        undo(robot);
        await(() -> said().equals("nothing to take back"));
        redo(robot);
        await(() -> said().equals("nothing to make again"));
    }

    /** All that the board says, without when it was said. */
    private List<String> board() {
        try {
            Board board = model().openCase().board();
            List<String> all = new ArrayList<>();
            for (Annotation each : board.annotations()) {
                Annotation.Entry entry = each.entry();
                String more =
                        switch (each) {
                            case Annotation.Pin pin -> pin.reference().toString();
                            case Annotation.Note note -> "";
                            case Annotation.Hypothesis hypothesis -> hypothesis.state() + " " + hypothesis.citations();
                        };
                all.add(entry.id() + " " + entry.position() + " " + entry.text() + " " + entry.tags() + " " + more);
            }
            all.add(board.incident().toString());
            return all;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Annotation.Hypothesis hypothesis() {
        return model().board().state().get().hypotheses().getFirst();
    }

    @Test
    void everyKindOfEditOfTheBoardComesBackExactlyAndCanBeMadeAgain(FxRobot robot) throws Exception {
        tenLines(robot);
        BoardModel board = model().board();
        Reference first = Reference.parse("1.0").orElseThrow();
        Reference second = Reference.parse("1.1").orElseThrow();
        List<Supplier<BoardEdit.Maker>> makers = List.of(
                () -> BoardEdit.pin(first, "why", List.of("early")),
                () -> BoardEdit.pin(second, "", List.of()),
                () -> BoardEdit.move(
                        board.state().get().pins().getFirst().entry().id(), 0, 1),
                () -> BoardEdit.hypothesis("a pool ran dry", List.of()),
                () -> BoardEdit.cite(hypothesis().entry().id(), new Citation(true, first, "it says so")),
                () -> BoardEdit.cite(hypothesis().entry().id(), new Citation(false, first, "or not")),
                () -> BoardEdit.state(hypothesis(), Annotation.State.SUPPORTED),
                () -> BoardEdit.text(hypothesis().entry(), "another text", List.of("one", "two")),
                () -> BoardEdit.uncite(
                        hypothesis().entry().id(), hypothesis().citations().getFirst()),
                () -> BoardEdit.note("deployed by hand", NotedMoment.tags(1, 2, Severity.WARN)),
                () -> BoardEdit.incident(IncidentField.values()[0], "all of the shop"),
                () -> BoardEdit.incident(IncidentField.values()[0], "half of the shop"),
                () -> BoardEdit.remove(
                        board.state().get().pins().getFirst().entry().id()),
                () -> BoardEdit.remove(hypothesis().entry().id()));
        List<List<String>> stages = new ArrayList<>();
        for (Supplier<BoardEdit.Maker> maker : makers) {
            stages.add(board());
            List<String> before = stages.getLast();
            robot.interact(() -> board.edit(maker.get(), "done"));
            await(() -> !board().equals(before) && said().startsWith("done"));
        }
        List<String> end = board();
        for (List<String> stage : stages.reversed()) {
            robot.interact(() -> model().say(""));
            undo(robot);
            await(() -> said().startsWith("taken back: "));
            assertThat(board()).isEqualTo(stage);
        }
        for (int i = 1; i <= stages.size(); i++) {
            robot.interact(() -> model().say(""));
            redo(robot);
            await(() -> said().startsWith("made again: "));
            assertThat(board()).isEqualTo(i < stages.size() ? stages.get(i) : end);
        }
    }
}
