package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.variable.ValueHunt;
import dev.faultline.model.Change;
import dev.faultline.model.Event;
import dev.faultline.model.Kind;
import java.io.IOException;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The shop incident, from the drop to the failing variable and the blamed line; docs/first-incident.md tells the same. */
class FirstIncidentTest extends WindowFixture {
    private static final String[] SHOP = {
        "traces/otlp/shop-traces.otlp.jsonl",
        "logs/otlp/shop-logs.otlp.jsonl",
        "snapshots/datadog/shop-0013.json",
        "changes/git/shop.bundle"
    };

    @Start
    void start(Stage stage) throws IOException {
        show(stage);
    }

    private Event selected() {
        return Objects.requireNonNull(model().selected().get());
    }

    private boolean isSelected(Kind kind) {
        Event event = model().selected().get();
        return event != null && event.kind() == kind;
    }

    private static boolean shows(FxRobot robot, String style) {
        return robot.lookup(style).tryQuery().isPresent();
    }

    private static SourceView.Row failingLine(FxRobot robot) {
        ListView<SourceView.Row> source = robot.lookup("#source").queryListView();
        return source.getItems().stream()
                .filter(SourceView.Row::isFailing)
                .findFirst()
                .orElseThrow();
    }

    private static boolean hasSource(FxRobot robot) {
        ListView<SourceView.Row> source = robot.lookup("#source").queryListView();
        return source.getItems().stream().anyMatch(SourceView.Row::isFailing);
    }

    private static boolean hasVariable(FxRobot robot, String text) {
        TreeView<?> variables = robot.lookup("#variables").queryAs(TreeView.class);
        return variables.getRoot() != null
                && variables.getRoot().getChildren().stream()
                        .map(item -> ((SnapshotVariables.Row) item.getValue()).text())
                        .anyMatch(text::equals);
    }

    private void click(FxRobot robot, String style) {
        Button button = robot.lookup(style).queryButton();
        robot.interact(button::fire);
    }

    @Test
    void fiveActionsLeadFromTheDropToTheVariableAndTheBlamedLine(FxRobot robot) throws Exception {
        // 1 the drop, 2 Import.
        importingSamples(robot, SHOP);
        // 3 the next error among the events.
        robot.interact(() -> robot.lookup("#events").query().requestFocus());
        robot.interact(() -> model().look(model().state().get().withQuery("kind:log severity:error service:payment")));
        await(() -> Objects.requireNonNull(model().found().get()).hits().count() == 5);
        robot.type(KeyCode.HOME);
        await(() -> isSelected(Kind.LOG) && shows(robot, ".link-snapshot"));
        assertThat(selected().message()).isEqualTo("charge failed for customer c-300");
        assertThat(shows(robot, ".link-span") && shows(robot, ".link-frame") && shows(robot, ".link-commit"))
                .as("the other four are one click away")
                .isTrue();
        // 4 its snapshot: the variables and the line that failed, with who wrote it.
        click(robot, ".link-snapshot");
        await(() -> isSelected(Kind.SNAPSHOT) && hasVariable(robot, "tier = \"legacy\"  : java.lang.String"));
        await(() -> hasSource(robot));
        assertThat(failingLine(robot).number()).isEqualTo(39);
        assertThat(failingLine(robot).text()).contains("return sum / divisor;");
        assertThat(failingLine(robot).commit()).startsWith("e5c476f");
        // 5 the commit that brought the tier without rates, with its changed lines.
        await(() -> robot.lookup(".link-commit").queryAll().size() == 2);
        Node legacy = robot.lookup(".link-commit").queryAll().stream()
                .filter(node -> ((Button) node).getText().contains("32266d2"))
                .findFirst()
                .orElseThrow();
        robot.interact(((Button) legacy)::fire);
        await(() -> isSelected(Kind.CHANGE));
        assertThat(((Change) Objects.requireNonNull(selected().detail())).revision())
                .startsWith("32266d2");
        ListView<DiffView.Row> diff = robot.lookup("#diff").queryListView();
        await(() -> diff.getItems().stream()
                .anyMatch(row -> row.line() != null
                        && row.line().sign() == '+'
                        && row.line().text().contains("\"legacy\", new int[0]")));
        // And back to the snapshot.
        robot.push(KeyCode.ALT, KeyCode.LEFT);
        await(() -> isSelected(Kind.SNAPSHOT));
    }

    @Test
    void theWholeWayWithKeysAlone(FxRobot robot) throws Exception {
        importingSamples(robot, SHOP);
        robot.interact(() -> robot.lookup("#events").query().requestFocus());
        robot.type(KeyCode.HOME);
        await(() -> model().selected().get() != null);
        // The next errors, until one that holds the exception.
        for (int i = 0; i < 12 && !(isSelected(Kind.LOG) && selected().exception() != null); i++) {
            Event before = selected();
            robot.type(KeyCode.E);
            await(() -> !selected().equals(before));
        }
        assertThat(selected().message()).isEqualTo("charge failed for customer c-300");
        await(() -> shows(robot, ".link-snapshot"));
        robot.push(KeyCode.CONTROL, KeyCode.R);
        ListView<RelatedView.Row> related = robot.lookup("#related").queryListView();
        await(related::isFocused);
        while (!(related.getSelectionModel().getSelectedItem() instanceof RelatedView.Row.To to
                && to.link().text().contains("averageDiscount tier=legacy"))) {
            robot.type(KeyCode.DOWN);
        }
        robot.type(KeyCode.ENTER);
        await(() -> isSelected(Kind.SNAPSHOT) && hasSource(robot));
        assertThat(failingLine(robot).number()).isEqualTo(39);
        // Where else the value occurs.
        TreeView<?> variables = robot.lookup("#variables").queryAs(TreeView.class);
        robot.push(KeyCode.CONTROL, KeyCode.I);
        await(() -> robot.lookup("#frames").query().isFocused());
        while (!variables.isFocused()) {
            robot.type(KeyCode.TAB);
        }
        while (!((SnapshotVariables.Row)
                        variables.getSelectionModel().getSelectedItem().getValue())
                .path()
                .equals("tier")) {
            robot.type(KeyCode.DOWN);
        }
        robot.type(KeyCode.F);
        ListView<ValueHunt.Place> places = robot.lookup("#hunt-places").queryListView();
        await(() -> places.getItems().stream().anyMatch(place -> place.kind().equals("log"))
                && places.getItems().stream().anyMatch(place -> place.kind().equals("snapshot")));
        robot.type(KeyCode.ESCAPE);
        await(() -> !robot.lookup("#hunt").query().isVisible());
    }

    @Test
    void framesOfLibrariesAreFoldedAndVariablesOfAllFramesAreSearched(FxRobot robot) throws Exception {
        importingSamples(robot, "snapshots/datadog/shop-0013.json");
        robot.interact(() -> model().look(model().state().get().withQuery("exception.type:*PaymentException")));
        await(() -> Objects.requireNonNull(model().found().get()).hits().count() == 1);
        robot.interact(() -> robot.lookup("#events").query().requestFocus());
        robot.type(KeyCode.HOME);
        ListView<FrameRow> frames = robot.lookup("#frames").queryListView();
        await(() -> frames.getItems().stream().anyMatch(FrameRow.Folded.class::isInstance));
        int folded = frames.getItems().size();
        robot.interact(() -> {
            frames.requestFocus();
            frames.getSelectionModel().selectLast();
        });
        robot.type(KeyCode.RIGHT);
        await(() -> frames.getItems().size() > folded);
        robot.interact(() -> ((javafx.scene.control.TextField)
                        robot.lookup("#variable-search").query())
                .setText("legacy"));
        await(() -> {
            TreeView<?> variables = robot.lookup("#variables").queryAs(TreeView.class);
            return variables.getRoot().getChildren().stream()
                    .map(item -> ((SnapshotVariables.Row) item.getValue()).path())
                    .anyMatch("customer.tier"::equals);
        });
        // Without a repository the code says why it is not shown, and what helps.
        assertThat(((javafx.scene.control.Label) robot.lookup("#source-head").query()).getText())
                .contains("No repository was imported")
                .contains("git bundle create");
    }
}
