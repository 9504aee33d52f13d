package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What comes in while one looks at it. */
class LiveTest extends WindowFixture {
    private static final String LOGS = """
            {"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},
            "scopeLogs":[{"logRecords":[{"timeUnixNano":"1772719200000000000","severityNumber":17,
            "body":{"stringValue":"sent while one looks"}}]}]}]}""";

    @Start
    void start(Stage stage) throws IOException {
        show(stage);
    }

    @TempDir
    Path folder;

    private static String lines(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(String.format(
                    Locale.ROOT, "2026-03-05T14:%02d:%02d.000Z INFO [main] shop - order %d%n", i / 60, i % 60, i));
        }
        return text.toString();
    }

    @Test
    void aFollowedFileStaysAtItsEndUnlessOneHasScrolledAway(FxRobot robot) throws Exception {
        Path log = Files.writeString(folder.resolve("shop.log"), lines(0, 200));
        importing(robot, log);
        await(() -> found() == 200);
        EventList events = robot.lookup("#events").queryAs(EventList.class);
        robot.interact(() -> {
            events.toEnd();
            model().live().toggle(model().openCase().reader().sources().getFirst());
        });
        long before = events.top();
        Files.writeString(log, lines(200, 220), StandardOpenOption.APPEND);
        await(() -> found() == 220 && events.top() > before);
        robot.interact(() -> {
            events.requestFocus();
            events.moveTo(0, true);
        });
        Files.writeString(log, lines(220, 250), StandardOpenOption.APPEND);
        await(() -> found() == 250 && events.below() == 30);
        assertThat(events.top()).isZero();
        Button end = robot.lookup("#live-end").queryButton();
        assertThat(end.getText()).isEqualTo("↓ 30 new");
        robot.interact(() -> model().live().pause(true));
        Files.writeString(log, lines(250, 260), StandardOpenOption.APPEND);
        await(() -> model().live().state().get().unseen() == 10);
        assertThat(found()).isEqualTo(250);
        robot.interact(end::fire);
        await(() -> found() == 260 && events.below() == 0);
        robot.interact(() -> model().live().stopAll());
        assertThat(robot.lookup("#live").query().isVisible()).isFalse();
    }

    private static int send(TextField address, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address.getText() + "/v1/logs"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(LOGS));
        if (!token.isEmpty()) {
            request.header("Authorization", token);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Test
    void telemetryIsReceivedWithTheTokenThatIsShownAndEndsWithTheCase(FxRobot robot) throws Exception {
        importing(robot, Files.writeString(folder.resolve("shop.log"), lines(0, 20)));
        await(() -> found() == 20);
        TextField address = robot.lookup("#receiver-address").queryAs(TextField.class);
        assertThat(address.getText()).isEmpty();
        robot.interact(
                () -> robot.lookup("#receiver-port").queryAs(TextField.class).setText("0"));
        robot.interact(() -> robot.lookup("#receiver-start").queryButton().fire());
        await(() -> !address.getText().isEmpty());
        assertThat(address.getText()).startsWith("http://127.0.0.1:");
        assertThat(send(address, "")).isEqualTo(401);
        String token = robot.lookup("#receiver-token").queryAs(TextField.class).getText();
        assertThat(send(address, token.substring(token.indexOf(' ') + 1))).isEqualTo(200);
        await(() -> found() == 21);
        Label told = robot.lookup("#receiver-told").queryAs(Label.class);
        await(() -> told.getText().startsWith("Requests that are part of the case: 1; refused: 1"));
        robot.push(KeyCode.CONTROL, KeyCode.W);
        await(() -> robot.lookup("#welcome").tryQuery().isPresent());
        await(() -> {
            try {
                send(address, "");
                return false;
            } catch (ConnectException closed) {
                return true;
            } catch (IOException cut) {
                // It came while the receiver was closing.
                return false;
            }
        });
        assertThatThrownBy(() -> send(address, "")).isInstanceOf(ConnectException.class);
    }
}
