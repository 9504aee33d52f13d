package dev.faultline.workbench;

import dev.faultline.model.Source;
import dev.faultline.text.SafeText;
import dev.faultline.text.SourceText;
import java.util.List;
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
    private final TextField address = shown("receiver-address", Words.of("live.address"));
    private final TextField header = shown("receiver-token", Words.of("live.header"));
    private final Label told = new Label();
    private final Button start = new Button(Words.of("live.receive"));
    private final Button environment = new Button(Words.of("live.copy-sdk"));

    LiveDrawer(CaseModel model, Runnable done) {
        super("live-drawer", 230);
        this.model = model;
        VBox left = new VBox(4, title(Words.of("live.follow")), files);
        VBox.setVgrow(files, Priority.ALWAYS);
        HBox.setHgrow(left, Priority.ALWAYS);
        getChildren().addAll(left, receiver(), closing(done));
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
        files.setAccessibleText(Words.of("live.files"));
        files.setPlaceholder(TextColumns.placeholder(Words.of("live.no-files")));
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
        return (followed.isPresent() ? Words.of("live.following") : "○   ")
                + SourceText.path(source.path(), null)
                + followed.map(each -> Words.of("live.new-events", each.events()) + SafeText.line(each.words()))
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
        port.setAccessibleText(Words.of("live.port-name"));
        start.setId("receiver-start");
        start.setMinWidth(USE_PREF_SIZE);
        start.setOnAction(click -> startOrStop());
        told.setId("receiver-told");
        told.setWrapText(true);
        environment.setOnAction(click -> model.live().state().get().receiving().ifPresent(each -> {
            Copied.put(each.environment());
            model.say(Words.of("live.copied-sdk"));
        }));
        HBox ports = new HBox(6, new Label(Words.of("live.port")), port, start, environment);
        ports.setAlignment(Pos.CENTER_LEFT);
        VBox box = new VBox(
                6,
                title(Words.of("live.otlp")),
                ports,
                new HBox(6, address, copy(address, Words.of("live.address-word"))),
                new HBox(6, header, copy(header, Words.of("live.header-word"))),
                told);
        box.setPrefWidth(520);
        return box;
    }

    private Button copy(TextField field, String what) {
        Button copy = new Button(Words.of("common.copy"));
        copy.setMinWidth(USE_PREF_SIZE);
        copy.setAccessibleText(Words.of("live.copy-what", what));
        copy.disableProperty().bind(field.textProperty().isEmpty());
        copy.setOnAction(click -> {
            Copied.put(field.getText());
            model.say(Words.of("common.copied-what", what));
        });
        return copy;
    }

    private void startOrStop() {
        if (model.live().state().get().receiving().isPresent()) {
            model.live().receiveNoMore();
        } else if (port.getText().matches("\\d{1,5}") && Integer.parseInt(port.getText()) <= 65_535) {
            model.live().receive(Integer.parseInt(port.getText()));
        } else {
            told.setText(Words.of("live.no-port"));
        }
    }

    private void show(LiveModel.Live live) {
        Optional<LiveModel.Receiving> receiving = live.receiving();
        start.setText(receiving.isPresent() ? Words.of("live.receive-no-more") : Words.of("live.receive"));
        port.setDisable(receiving.isPresent());
        environment.setDisable(receiving.isEmpty());
        address.setText(receiving.map(LiveModel.Receiving::address).orElse(""));
        header.setText(
                receiving.map(each -> "Authorization: Bearer " + each.token()).orElse(""));
        told.setText(receiving
                .map(each -> Words.of("live.requests", each.taken(), each.refused()))
                .orElse(live.trouble().isEmpty() ? Words.of("live.off") : "✕ " + live.trouble()));
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
