package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** For everyone: what a screen reader says, what large text does, what the help and the settings are. */
class AccessibilityTest extends WindowFixture {
    @TempDir
    Path folder;

    @Start
    void start(Stage stage) throws IOException {
        show(stage);
    }

    /** Parts of other controls, which speak for them. */
    private static boolean isPart(Node node) {
        return node instanceof SplitPane
                || node instanceof TabPane
                || node.getStyleClass().stream()
                        .anyMatch(
                                Set.of(
                                        "scroll-bar",
                                        "increment-button",
                                        "decrement-button",
                                        "arrow-button",
                                        "column-header")::contains)
                || node instanceof ScrollPane;
    }

    private static String name(Node node) {
        String accessible = node.getAccessibleText();
        if (accessible != null && !accessible.isBlank()) {
            return accessible;
        }
        if (node instanceof Labeled labeled
                && labeled.getText() != null
                && !labeled.getText().isBlank()) {
            return labeled.getText();
        }
        return node instanceof TextInputControl input && input.getPromptText() != null ? input.getPromptText() : "";
    }

    /** What takes the keys and has no name. */
    private static void nameless(Node node, String view, Set<String> found) {
        if (!node.isVisible() || node instanceof ScrollBar) {
            return;
        }
        boolean speaks = !isPart(node) && (node.isFocusTraversable() || node instanceof ButtonBase);
        if (speaks && (name(node).isBlank() || node.getAccessibleRole() == AccessibleRole.NODE)) {
            found.add(view + ": " + node.getClass().getSimpleName() + " #" + node.getId() + " " + node.getStyleClass()
                    + " in "
                    + (node.getParent() == null
                            ? ""
                            : node.getParent().getClass().getName()));
        }
        boolean whole = node instanceof ComboBoxBase<?>
                || node instanceof TextInputControl
                || node instanceof ListView<?>
                || node instanceof TableView<?>;
        if (node instanceof Parent parent && !whole) {
            parent.getChildrenUnmodifiable().forEach(child -> nameless(child, view, found));
        }
    }

    private void look(FxRobot robot, String view, Set<String> found) {
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(() -> nameless(window().scene().getRoot(), view, found));
    }

    @Test
    void everythingThatTakesTheKeysHasARoleAndAName(FxRobot robot) throws Exception {
        Set<String> found = new TreeSet<>();
        look(robot, "welcome", found);
        robot.push(KeyCode.SHORTCUT, KeyCode.COMMA);
        look(robot, "settings", found);
        robot.type(KeyCode.ESCAPE);
        robot.push(KeyCode.F1);
        await(() -> robot.lookup("#help").tryQuery().isPresent());
        look(robot, "help", found);
        robot.type(KeyCode.ESCAPE);
        robot.interact(() -> window().take(List.of(SAMPLES.resolve("traces/otlp/shop-traces.otlp.jsonl"))));
        await(() -> robot.lookup("#plan").tryQuery().isPresent());
        look(robot, "plan", found);
        robot.type(KeyCode.ESCAPE);
        importingSamples(
                robot,
                "traces/otlp/shop-traces.otlp.jsonl",
                "logs/java/shop/payment.log",
                "snapshots/datadog/shop-0013.json");
        List<ToggleButton> tabs = new ArrayList<>();
        robot.lookup(".toggle-button").<ToggleButton>queryAllAs(ToggleButton.class).stream()
                .filter(tab -> String.valueOf(tab.getId()).startsWith("tab-"))
                .forEach(tabs::add);
        assertThat(tabs).hasSizeGreaterThan(10);
        for (ToggleButton tab : tabs) {
            robot.interact(tab::fire);
            WaitForAsyncUtils.sleep(500, java.util.concurrent.TimeUnit.MILLISECONDS);
            look(robot, tab.getText(), found);
        }
        assertThat(found).isEmpty();
    }

    @Test
    void aPictureIsAlsoATable(FxRobot robot) throws Exception {
        importingSamples(robot, "traces/otlp/shop-traces.otlp.jsonl", "logs/java/shop/payment.log");
        robot.push(KeyCode.SHORTCUT, KeyCode.ALT, KeyCode.T);
        await(() -> robot.lookup("#twin-table").tryQuery().isPresent());
        TableView<List<String>> table = robot.lookup("#twin-table").queryTableView();
        long events = table.getItems().stream()
                .mapToLong(row -> Long.parseLong(row.get(1).replace(",", "")))
                .sum();
        assertThat(events)
                .isEqualTo(Objects.requireNonNull(model().found().get()).hits().count());
        robot.type(KeyCode.ESCAPE);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        await(() -> String.valueOf(robot.lookup("#waterfall").query().getAccessibleText())
                .startsWith("Trace of"));
        robot.interact(() -> robot.lookup("#waterfall").query().requestFocus());
        robot.push(KeyCode.SHORTCUT, KeyCode.ALT, KeyCode.T);
        await(() -> robot.lookup("#twin-table").tryQuery().isPresent());
        assertThat(robot.lookup("#twin-table").queryTableView().getItems()).hasSize(6);
    }

    @Test
    void noTextOfTheToolbarsIsCutAtAnySize(FxRobot robot) throws Exception {
        importingSamples(robot, "logs/java/shop/payment.log");
        for (double scale : List.of(0.8, 1.0, 1.5, 2.0)) {
            robot.interact(() -> window().rescale(scale));
            assertThat(cutButtons(robot, AccessibilityTest::isInToolbar))
                    .as("at " + scale)
                    .isEmpty();
        }
    }

    private static boolean isInToolbar(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (each instanceof QueryBar || String.valueOf(node.getId()).startsWith("tab-")) {
                return true;
            }
        }
        return false;
    }

    @Test
    void aSettingIsFoundByItsWordAndActsAtOnce(FxRobot robot) throws Exception {
        robot.push(KeyCode.SHORTCUT, KeyCode.COMMA);
        robot.interact(
                () -> robot.lookup("#settings-search").queryTextInputControl().setText("archives in"));
        assertThat(robot.lookup("#settings-theme").tryQuery()).isEmpty();
        assertThat(robot.lookup((Labeled label) -> "3".equals(label.getText())).tryQuery())
                .isPresent();
        robot.interact(
                () -> robot.lookup("#settings-search").queryTextInputControl().setText("theme"));
        robot.interact(() -> robot.lookup("#settings-theme").queryComboBox().setValue(Theme.LIGHT));
        assertThat(window().scene().getFill()).isEqualTo(Theme.LIGHT.background);
        robot.type(KeyCode.ESCAPE);
        robot.interact(() -> window().theme(Theme.DARK));
    }

    @Test
    void aFileThatNobodyKnowsCanBeTaughtAndIsReadThen(FxRobot robot) throws Exception {
        String lines = "till 7 | drawer is stuck | day 3\n".repeat(5);
        Path log = Files.writeString(folder.resolve("till.out"), lines);
        robot.interact(() -> window().take(List.of(log)));
        await(() -> robot.lookup("#plan").tryQuery().isPresent());
        ListView<String> said = robot.lookup("#plan-samples").queryListView();
        await(() -> said.getItems().stream().anyMatch(line -> line.contains("does not know what this file is")));
        robot.interact(() -> robot.lookup("#plan-teach").queryButton().fire());
        await(() -> robot.lookup("#teach").tryQuery().isPresent());
        TextArea area = robot.lookup("#teach-lines").queryAs(TextArea.class);
        assertThat(area.getText()).startsWith("till 7 | drawer");
        robot.interact(() -> {
            int from = area.getText().indexOf("drawer is stuck");
            area.selectRange(from, from + "drawer is stuck".length());
            robot.lookup("#teach-message").queryButton().fire();
        });
        ListView<String> preview = robot.lookup("#teach-preview").queryListView();
        await(() -> preview.getItems().size() == 5);
        await(() -> !robot.lookup("#teach-save").queryButton().isDisabled());
        robot.interact(() -> robot.lookup("#teach-save").queryButton().fire());
        await(() -> robot.lookup("#teach").tryQuery().isEmpty()
                && robot.lookup("#plan-samples").tryQuery().isPresent()
                && robot.lookup("#plan-samples").<String>queryListView().getItems().stream()
                        .noneMatch(line -> line.contains("does not know"))
                && robot.lookup("#plan-samples").<String>queryListView().getItems().stream()
                        .anyMatch(line -> line.endsWith("drawer is stuck")));
        robot.type(KeyCode.ENTER);
        await(() -> window().model() != null
                && model().found().get() != null
                && Objects.requireNonNull(model().found().get()).hits().count() == 5);
    }

    @Test
    void aPlaybookThatIsOpenedIsShownAndAddedWhenThatIsWanted(FxRobot robot) throws Exception {
        String text = dev.faultline.playbook.NewPlaybook.write(
                java.util.UUID.randomUUID(),
                "A till that is stuck",
                List.of("severity:>=error"),
                java.time.LocalDate.of(2026, 11, 20));
        Path file = Files.writeString(folder.resolve("till.playbook.yaml"), text);
        robot.interact(() -> window().receive(List.of(file)));
        await(() -> robot.lookup((Labeled label) -> label.getText().startsWith("Enter adds this playbook"))
                .tryQuery()
                .isPresent());
        robot.type(KeyCode.ENTER);
        await(() -> robot.lookup((Labeled label) -> label.getText().equals("The playbook was added"))
                .tryQuery()
                .isPresent());
        robot.interact(() -> window().receive(List.of(file)));
        await(() -> robot.lookup((Labeled label) -> label.getText().contains("has this playbook already (same)"))
                .tryQuery()
                .isPresent());
    }
}
