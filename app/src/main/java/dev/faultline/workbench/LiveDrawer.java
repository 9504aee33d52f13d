package dev.faultline.workbench;

import dev.faultline.model.Source;
import dev.faultline.text.SafeText;
import dev.faultline.text.SourceText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What can come into the case while one looks at it: files that are followed, and programs that send telemetry here. */
final class LiveDrawer extends Drawer {
    private final CaseModel model;
    private final ListView<Source> files = new ListView<>();
    private final TextField port = new TextField(Integer.toString(LiveModel.USUAL_PORT));
    private final TextField address = shown("receiver-address", "where programs on this computer send to");
    private final TextField header = shown("receiver-token", "the header that they must send");
    private final Label told = new Label();
    private final Button start = new Button("Start receiving");
    private final Button environment = new Button("Copy for an SDK");

    LiveDrawer(CaseModel model, Runnable done) {
        super("live-drawer", 230);
        this.model = model;
        VBox left = new VBox(4, title("Follow a file: what is appended comes in   Enter begins and ends it"), files);
        VBox.setVgrow(files, Priority.ALWAYS);
        HBox.setHgrow(left, Priority.ALWAYS);
        Button close = new Button("✕");
        close.setAccessibleText("close");
        close.getStyleClass().add("small");
        close.setOnAction(click -> {
            hide();
            done.run();
        });
        getChildren().addAll(left, receiver(), close);
        files();
        model.live().state().addListener((property, before, now) -> show(now));
        show(model.live().state().get());
    }

    private static TextField shown(String id, String accessible) {
        TextField field = field(id, accessible);
        field.setEditable(false);
        return field;
    }

    private void files() {
        files.setId("live-files");
        files.setAccessibleText("files of the case; Enter follows one or ends it");
        files.setPlaceholder(TextColumns.placeholder(
                "No source is a file of its own: import one, and it can be followed while it grows."));
        files.setCellFactory(list -> new ListCell<>() {
            @Override
            protected void updateItem(@Nullable Source item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty || item == null ? null : line(item));
            }
        });
        files.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                toggle();
                event.consume();
            }
        });
        files.setOnMouseClicked(click -> {
            if (click.getClickCount() == 2) {
                toggle();
            }
        });
    }

    private String line(Source source) {
        Optional<LiveModel.Followed> followed = model.live().state().get().files().stream()
                .filter(each -> each.file().toString().equals(source.path()))
                .findFirst();
        return (followed.isPresent() ? "● following   " : "○   ")
                + SourceText.path(source.path(), null)
                + followed.map(each -> String.format(Locale.ROOT, "   %,d new events · ", each.events())
                                + SafeText.line(each.words()))
                        .orElse("");
    }

    private void toggle() {
        Source chosen = files.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            model.live().toggle(chosen);
        }
    }

    private VBox receiver() {
        port.setId("receiver-port");
        port.setPrefColumnCount(6);
        port.setAccessibleText("port; 0 takes a free one");
        start.setId("receiver-start");
        start.setMinWidth(USE_PREF_SIZE);
        start.setOnAction(click -> startOrStop());
        told.setId("receiver-told");
        told.setWrapText(true);
        environment.setOnAction(click -> model.live().state().get().receiving().ifPresent(each -> {
            Copied.put(each.environment());
            model.say("copied: environment variables for a program with an OpenTelemetry SDK");
        }));
        HBox ports = new HBox(6, new Label("port"), port, start, environment);
        ports.setAlignment(Pos.CENTER_LEFT);
        VBox box = new VBox(
                6,
                title("Receive OTLP over HTTP, from programs on this computer only"),
                ports,
                new HBox(6, address, copy(address, "address")),
                new HBox(6, header, copy(header, "header")),
                told);
        box.setPrefWidth(520);
        return box;
    }

    private Button copy(TextField field, String what) {
        Button copy = new Button("Copy");
        copy.setMinWidth(USE_PREF_SIZE);
        copy.setAccessibleText("copy the " + what);
        copy.disableProperty().bind(field.textProperty().isEmpty());
        copy.setOnAction(click -> {
            Copied.put(field.getText());
            model.say("the " + what + " was copied");
        });
        return copy;
    }

    private void startOrStop() {
        if (model.live().state().get().receiving().isPresent()) {
            model.live().receiveNoMore();
        } else if (port.getText().matches("\\d{1,5}") && Integer.parseInt(port.getText()) <= 65_535) {
            model.live().receive(Integer.parseInt(port.getText()));
        } else {
            told.setText("✕ a port is a number from 0 to 65535");
        }
    }

    private void show(LiveModel.Live live) {
        Optional<LiveModel.Receiving> receiving = live.receiving();
        start.setText(receiving.isPresent() ? "Stop receiving" : "Start receiving");
        port.setDisable(receiving.isPresent());
        environment.setDisable(receiving.isEmpty());
        address.setText(receiving.map(LiveModel.Receiving::address).orElse(""));
        header.setText(
                receiving.map(each -> "Authorization: Bearer " + each.token()).orElse(""));
        told.setText(receiving
                .map(each -> String.format(
                        Locale.ROOT,
                        "Requests that are part of the case: %,d; refused: %,d. It ends with the case.",
                        each.taken(),
                        each.refused()))
                .orElse(
                        live.trouble().isEmpty()
                                ? "Off. Nothing outside of this computer can reach it, and nobody without the token."
                                : "✕ " + live.trouble()));
        files.refresh();
    }

    void open() {
        List<Source> found = model.openCase().reader().sources().stream()
                .filter(source -> source.container() == null && !source.format().equals("git"))
                .toList();
        files.getItems().setAll(found);
        files.getSelectionModel().selectFirst();
        show(true);
        files.requestFocus();
    }
}
