package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The window as a German reads it: whole words, whole buttons. */
class GermanWindowTest extends WindowFixture {
    @Start
    void start(Stage stage) throws IOException {
        Words.speak(Optional.of(Locale.GERMAN));
        show(stage);
    }

    @AfterEach
    void speakEnglish() {
        Words.speak(Optional.of(Locale.ENGLISH));
    }

    private static boolean shows(FxRobot robot, String text) {
        return robot.lookup((Labeled label) -> text.equals(label.getText()))
                .tryQuery()
                .isPresent();
    }

    @Test
    void welcomeSettingsAndTracesSpeakGermanAndNoButtonIsCut(FxRobot robot) throws Exception {
        assertThat(shows(robot, "Den Beispielvorfall ansehen")).isTrue();
        assertThat(shows(robot, "Try the sample incident")).isFalse();
        assertThat(cutButtons(robot, node -> true)).isEmpty();
        robot.push(KeyCode.SHORTCUT, KeyCode.COMMA);
        assertThat(shows(robot, "Sprache")).isTrue();
        assertThat(cutButtons(robot, node -> true)).isEmpty();
        robot.type(KeyCode.ESCAPE);
        importingSamples(robot, "traces/otlp/shop-traces.otlp.jsonl");
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        await(() -> !robot.lookup("#trace-table").queryTableView().getItems().isEmpty());
        List<String> columns = robot.lookup("#trace-table").queryTableView().getColumns().stream()
                .map(TableColumnBase::getText)
                .toList();
        assertThat(columns).contains("Dauer", "Fehler", "Wurzel");
        List<ToggleButton> tabs = robot.lookup(".toggle-button").<ToggleButton>queryAllAs(ToggleButton.class).stream()
                .filter(tab -> String.valueOf(tab.getId()).startsWith("tab-"))
                .toList();
        assertThat(tabs)
                .extracting(ToggleButton::getText)
                .contains("Verdacht", "Befunde", "Tafel", "Bericht")
                .hasSizeGreaterThan(10);
        for (String id : List.of("#noted", "#searches", "#live-drawer")) {
            assertThat(robot.lookup(id).tryQuery()).as(id).isPresent();
        }
        for (ToggleButton tab : tabs) {
            robot.interact(tab::fire);
            WaitForAsyncUtils.waitForFxEvents();
            assertThat(cutButtons(robot, node -> true)).as(tab.getId()).isEmpty();
        }
    }

    @Test
    void theChosenLanguageIsKeptForTheNextStart(FxRobot robot) {
        robot.push(KeyCode.SHORTCUT, KeyCode.COMMA);
        robot.interact(() -> robot.lookup("#settings-language").queryComboBox().setValue(Optional.of(Locale.ENGLISH)));
        assertThat(settings().language()).contains(Locale.ENGLISH);
        robot.interact(() -> robot.lookup("#settings-language").queryComboBox().setValue(Optional.empty()));
        assertThat(settings().language()).isEmpty();
    }
}
