package dev.faultline.workbench;

import dev.faultline.analysis.variable.ValueHunt;
import dev.faultline.model.EventId;
import dev.faultline.model.TimeRange;
import dev.faultline.store.CaseReader;
import dev.faultline.text.SafeText;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Where else a value occurs, below the view in front, which stays as it is. */
final class HuntDrawer extends VBox {
    private final CaseModel model;
    private final Label title = new Label();
    private final ListView<ValueHunt.Place> places = new ListView<>();
    private String value = "";
    private int example;

    HuntDrawer(CaseModel model) {
        this.model = model;
        setId("hunt");
        setSpacing(4);
        setPadding(new Insets(4, 8, 4, 8));
        title.setId("hunt-title");
        title.getStyleClass().add("text-bold");
        Button all = new Button(Words.of("hunt.events"));
        all.setOnAction(event -> search());
        Button stop = new Button("✕");
        stop.setAccessibleText(Words.of("hunt.close"));
        stop.setOnAction(event -> hide());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        for (Button button : List.of(all, stop)) {
            button.getStyleClass().add("small");
        }
        HBox head = new HBox(8, title, gap, all, stop);
        head.setAlignment(Pos.CENTER_LEFT);
        places.setId("hunt-places");
        places.setAccessibleText(Words.of("hunt.name"));
        places.setPrefHeight(150);
        places.setCellFactory(list -> new PlaceCell());
        places.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> example = 0);
        places.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                next();
                event.consume();
            }
        });
        places.setOnMouseClicked(event -> next());
        getChildren().addAll(head, places);
        hide();
    }

    boolean hide() {
        boolean shown = isVisible();
        setVisible(false);
        setManaged(false);
        return shown;
    }

    /** Looks for a value in the whole case. */
    void of(String wanted) {
        value = wanted;
        setVisible(true);
        setManaged(true);
        title.setText(Words.of("hunt.looking", shown(wanted)));
        places.getItems().clear();
        places.setPlaceholder(new Label(""));
        CaseReader reader = model.openCase().reader();
        model.read("hunt", cancelled -> ValueHunt.of(reader, wanted, TimeRange.ALL, cancelled), found -> {
            title.setText(Words.of(
                    "hunt.found", shown(wanted), found.events(), found.places().size()));
            places.getItems().setAll(found.places());
            places.setPlaceholder(new Label(Words.of("hunt.none")));
        });
    }

    private static String shown(String value) {
        String safe = SafeText.line(value);
        return "\"" + (safe.length() > 60 ? safe.substring(0, 60) + "…" : safe) + "\"";
    }

    private void next() {
        ValueHunt.Place place = places.getSelectionModel().getSelectedItem();
        if (place != null && !place.examples().isEmpty()) {
            EventId id = place.examples().get(example % place.examples().size());
            example++;
            model.visit();
            model.event(id, event -> model.selected().set(event));
        }
    }

    private void search() {
        ValueHunt.Place place = places.getSelectionModel().getSelectedItem();
        if (place == null) {
            model.say(Words.of("hunt.choose"));
            return;
        }
        String quoted = '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        String query = "kind:" + place.kind() + " AND " + place.where() + ":" + quoted;
        model.look(model.state().get().withQuery(query).withRange(TimeRange.ALL));
    }

    private static final class PlaceCell extends ListCell<ValueHunt.Place> {
        PlaceCell() {
            setStyle("-fx-padding: 1 6 1 6; -fx-cell-size: 0; -fx-font-family: monospace; -fx-font-size: 12px;");
        }

        @Override
        protected void updateItem(ValueHunt.@Nullable Place place, boolean empty) {
            super.updateItem(place, empty);
            setText(
                    empty || place == null
                            ? null
                            : String.format(
                                    Locale.ROOT,
                                    "%,8d  %-9s %-36s %s   %s … %s",
                                    place.count(),
                                    place.kind(),
                                    SafeText.line(place.where()),
                                    SafeText.line(
                                            String.join(", ", place.services().keySet())),
                                    TimeText.full(place.first()).substring(0, 23),
                                    TimeText.full(place.last()).substring(11, 23)));
        }
    }
}
