package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.EventId;
import dev.faultline.model.TimeRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What the window promises beside the main job: dropping, choosing, marking, coming back. */
class WindowTest extends WindowFixture {
    @Start
    void start(Stage stage) throws IOException {
        show(stage);
    }

    @TempDir
    Path folder;

    /** 600 records, one each second, every hundredth an error, in local time without a zone. */
    private Path log() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            text.append(String.format(
                    Locale.ROOT,
                    "2026-03-05 14:%02d:%02d.000 [main] %s c.e.Shop - order %d %s%n",
                    i / 60,
                    i % 60,
                    i % 100 == 99 ? "ERROR" : "INFO ",
                    i,
                    i % 100 == 99 ? "failed" : "taken"));
        }
        return Files.writeString(folder.resolve("shop.log"), text);
    }

    private EventList events(FxRobot robot) {
        return robot.lookup("#events").queryAs(EventList.class);
    }

    @Test
    void keysDoNotReachWhatLiesBehindASheet(FxRobot robot) throws Exception {
        importing(robot, log());
        TextField query = robot.lookup("#query").queryAs(TextField.class);
        robot.interact(() -> window().take(List.of(folder.resolve("shop.log"))));
        await(() -> robot.lookup("#plan").tryQuery().isPresent());
        robot.interact(query::requestFocus);
        robot.type(KeyCode.Y);
        assertThat(query.getText()).isEmpty();
        robot.type(KeyCode.ESCAPE);
        await(() -> robot.lookup("#plan").tryQuery().isEmpty());
        assertThat(robot.lookup("#events").query().isFocused()).isTrue();
    }

    @Test
    void filesDroppedOnTheWelcomePageAreLookedAtAndAskedAbout(FxRobot robot) throws Exception {
        Path log = log();
        drop(robot, robot.lookup("#welcome").query(), Map.of(DataFormat.FILES, List.of(log.toFile())));
        await(() -> robot.lookup("#plan").tryQuery().isPresent());
        TableView<?> plan = robot.lookup("#plan .table-view").queryAs(TableView.class);
        assertThat(plan.getItems()).hasSize(1);
        robot.type(KeyCode.ENTER);
        await(() -> found() == 600);
    }

    @Test
    void theZoneChosenInThePlanIsTheOneImported(FxRobot robot) throws Exception {
        Path log = log();
        robot.interact(() -> window().take(List.of(log)));
        await(() -> robot.lookup("#plan").tryQuery().isPresent());
        ComboBox<String> zone = robot.lookup("#plan-zone").queryComboBox();
        TableView<dev.faultline.importers.PlannedSource> plan =
                robot.lookup("#plan .table-view").queryTableView();
        robot.interact(() -> zone.setValue("Europe/Berlin"));
        await(() -> plan.getItems().getFirst().samples().getFirst().time() == 1_772_715_600_000_000_000L);
        robot.type(KeyCode.ENTER);
        await(() -> found() == 600);
        long first = model().openCase().reader().range().orElseThrow().from();
        assertThat(first).isEqualTo(1_772_715_600_000_000_000L);
    }

    @Test
    void aSourceWithoutAFormatIsKeptWithoutEvents(FxRobot robot) throws Exception {
        Path log = log();
        robot.interact(() -> window().take(List.of(log)));
        await(() -> robot.lookup("#plan").tryQuery().isPresent());
        ComboBox<String> format = robot.lookup("#plan-format").queryComboBox();
        TableView<dev.faultline.importers.PlannedSource> plan =
                robot.lookup("#plan .table-view").queryTableView();
        robot.interact(() -> format.setValue(PlanView.ATTACHMENT));
        await(() -> plan.getItems().getFirst().format() == null);
        robot.type(KeyCode.ENTER);
        await(() -> window().model() != null
                && !model().imports().isBusy()
                && model().openCase().reader().sources().size() == 1);
        assertThat(model().openCase().reader().events()).isZero();
        assertThat(model().openCase().reader().sources().getFirst().sha256()).isNotNull();
    }

    @Test
    void whatCouldNotBeReadIsShownWithItsLineAndItsReason(FxRobot robot) throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.jsonl"), """
                {"timestamp":"2026-03-05T14:00:00Z","level":"INFO","message":"one","logger":"a"}
                {"timestamp":"2026-03-05T14:00:01Z","level":"INFO","message":"tw
                {"timestamp":"2026-03-05T14:00:02Z","level":"INFO","message":"three","logger":"a"}
                """);
        importing(robot, broken);
        await(() -> robot.lookup("#sources").tryQuery().isPresent());
        assertThat(robot.lookup("#sources-total").queryAs(Label.class).getText())
                .isEqualTo("1 source: 3 read = 2 stored + 1 rejected + 0 skipped");
        List<TableView<?>> tables =
                List.copyOf(robot.lookup("#sources .table-view").queryAllAs(TableView.class).stream()
                        .<TableView<?>>map(table -> table)
                        .toList());
        await(() -> !tables.getLast().getItems().isEmpty());
        assertThat(tables.getLast().getItems().getFirst().toString())
                .contains("BAD_JSON")
                .contains("line=2");
    }

    @Test
    void goesBackToTheExactRow(FxRobot robot) throws Exception {
        importing(robot, log());
        await(() -> found() == 600);
        EventList events = events(robot);
        robot.interact(() -> {
            events.requestFocus();
            events.moveTo(333, true);
        });
        await(() -> model().selected().get() != null);
        long top = events.top();
        robot.interact(() -> model().look(model().state().get().withQuery("severity:error")));
        await(() -> found() == 6);
        robot.push(KeyCode.ALT, KeyCode.LEFT);
        await(() -> found() == 600 && events.cursor() == 333);
        assertThat(events.top()).isEqualTo(top);
    }

    @Test
    void stepsFromErrorToErrorAndFromMarkToMark(FxRobot robot) throws Exception {
        importing(robot, log());
        await(() -> found() == 600);
        EventList events = events(robot);
        robot.interact(events::requestFocus);
        robot.type(KeyCode.HOME);
        robot.type(KeyCode.E);
        await(() -> events.cursor() == 99);
        robot.type(KeyCode.M);
        await(() -> model().state().get().marks().contains(new EventId(1, 99)));
        robot.type(KeyCode.E);
        await(() -> events.cursor() == 199);
        robot.push(KeyCode.SHIFT, KeyCode.U);
        await(() -> events.cursor() == 99);
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        await(() -> model().state().get().marks().isEmpty());
    }

    @Test
    void opensTheCaseWhereItWasLeft(FxRobot robot) throws Exception {
        importing(robot, log());
        await(() -> found() == 600);
        Path left = model().openCase().folder();
        TimeRange range = new TimeRange(1_772_719_260_000_000_000L, 1_772_719_440_000_000_000L);
        robot.interact(() -> model().look(model().state().get().withRange(range)));
        await(() -> found() == 180);
        robot.interact(() -> events(robot).moveTo(150, true));
        await(() -> model().selected().get() != null);
        robot.push(KeyCode.CONTROL, KeyCode.W);
        await(() -> robot.lookup("#welcome").tryQuery().isPresent());
        robot.interact(() -> window().open(left));
        await(() -> found() == 180 && model().selected().get() != null);
        assertThat(model().openCase().isWritable()).isTrue();
        assertThat(model().state().get().range()).isEqualTo(range);
        await(() -> events(robot).cursor() == 150);
    }

    @Test
    void aCaseThatIsAskedForTwiceIsOpenedOnce(FxRobot robot) throws Exception {
        importing(robot, log());
        await(() -> found() == 600);
        Path left = model().openCase().folder();
        robot.push(KeyCode.CONTROL, KeyCode.W);
        await(() -> robot.lookup("#welcome").tryQuery().isPresent());
        robot.interact(() -> {
            window().open(left);
            window().open(left);
        });
        await(() -> robot.lookup("#welcome").tryQuery().isEmpty() && found() == 600);
        assertThat(model().openCase().isWritable()).isTrue();
    }

    @Test
    void whatWasThereAlreadyIsFoldedAwayBelowWhatWasLost(FxRobot robot) throws Exception {
        importing(robot, log());
        await(() -> found() == 600);
        Path empty = Files.createDirectories(folder.resolve("more"));
        Files.copy(folder.resolve("shop.log"), empty.resolve("again.log"));
        robot.interact(() -> window().take(List.of(empty)));
        await(() -> robot.lookup("#plan").tryQuery().isPresent());
        robot.type(KeyCode.ENTER);
        await(() -> robot.lookup("#losses").tryQuery().isPresent());
        assertThat(robot.lookup("#losses-title").queryAs(Label.class).getText())
                .isEqualTo("Nothing was lost; 1 already there");
        robot.type(KeyCode.ESCAPE);
    }

    @Test
    void aLargePlanIsReadByFolderAndAWholeFolderIsLeftAtOnce(FxRobot robot) throws Exception {
        for (int i = 0; i < 60; i++) {
            Path place = Files.createDirectories(folder.resolve(i % 3 == 0 ? "nginx" : "shop"));
            Files.writeString(
                    place.resolve(i + ".log"), "2026-03-05 14:00:00.000 [main] INFO  c.e.Shop - order " + i + "\n");
        }
        robot.interact(() -> window().take(List.of(folder.resolve("nginx"), folder.resolve("shop"))));
        await(() -> robot.lookup("#plan").tryQuery().isPresent());
        ListView<String> groups = robot.lookup("#plan-group-list").queryListView();
        assertThat(groups.getItems()).hasSize(3);
        assertThat(groups.getItems().get(1)).contains("nginx   20 of 20 sources");
        TableView<?> plan = robot.lookup("#plan .table-view").queryAs(TableView.class);
        assertThat(plan.getItems()).hasSize(60);
        robot.interact(groups::requestFocus);
        robot.type(KeyCode.DOWN);
        assertThat(plan.getItems()).hasSize(20);
        robot.type(KeyCode.SPACE);
        await(() -> groups.getItems().get(1).contains("0 of 20 sources"));
        robot.type(KeyCode.ENTER);
        await(() -> found() == 40);
    }
}
