package dev.faultline.workbench;

import dev.faultline.model.Annotation.Pin;
import dev.faultline.model.Event;
import dev.faultline.model.IncidentField;
import dev.faultline.model.Reference;
import dev.faultline.model.Timestamps;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/**
 * What is said of the incident as a whole. A moment can be taken from the selected event, which is pinned as its evidence; a
 * moment that no pinned event shows is marked.
 */
final class BoardIncident extends ScrollPane {
    private static final List<IncidentField> LONG =
            List.of(IncidentField.IMPACT, IncidentField.SUMMARY, IncidentField.ACTIONS);

    private final CaseModel model;
    private final Map<IncidentField, TextInputControl> inputs = new EnumMap<>(IncidentField.class);
    private final Map<IncidentField, Label> marks = new EnumMap<>(IncidentField.class);

    BoardIncident(CaseModel model) {
        this.model = model;
        setId("board-incident");
        setFitToWidth(true);
        GridPane grid = new GridPane(8, 6);
        grid.setPadding(new Insets(8));
        ColumnConstraints wide = new ColumnConstraints();
        wide.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(new ColumnConstraints(90), wide);
        int row = 0;
        for (IncidentField field : IncidentField.values()) {
            Label name = new Label(name(field));
            name.setAlignment(Pos.CENTER_LEFT);
            grid.addRow(row++, name, field.isTime() ? time(field) : input(field));
        }
        setContent(grid);
    }

    static String name(IncidentField field) {
        return switch (field) {
            case TITLE -> Words.of("incident.title");
            case SEVERITY -> Words.of("incident.severity");
            case IMPACT -> Words.of("incident.impact");
            case SUMMARY -> Words.of("incident.summary");
            case COMMANDER -> Words.of("incident.commander");
            case RESPONDERS -> Words.of("incident.responders");
            case ACTIONS -> Words.of("incident.actions");
            case BEGAN -> Words.of("incident.began");
            case DETECTED -> Words.of("incident.detected");
            case MITIGATED -> Words.of("incident.mitigated");
            case FIXED -> Words.of("incident.fixed");
            case VERIFIED -> Words.of("incident.verified");
        };
    }

    private TextInputControl input(IncidentField field) {
        TextInputControl input;
        if (LONG.contains(field)) {
            TextArea area = new TextArea();
            area.setPrefRowCount(3);
            area.setWrapText(true);
            input = area;
        } else {
            TextField line = new TextField();
            line.setOnAction(event -> keep(field));
            input = line;
        }
        input.setId("incident-" + field.label());
        input.setAccessibleText(name(field));
        input.focusedProperty().addListener((property, before, now) -> {
            if (!now) {
                keep(field);
            }
        });
        inputs.put(field, input);
        return input;
    }

    private HBox time(IncidentField field) {
        TextInputControl input = input(field);
        input.setPromptText("2026-03-05T14:02:11Z");
        HBox.setHgrow(input, Priority.ALWAYS);
        Button take = new Button(Words.of("incident.from-event"));
        take.setId("take-" + field.label());
        take.getStyleClass().add("small");
        take.setOnAction(event -> take(field));
        Label mark = new Label();
        mark.setMinWidth(130);
        marks.put(field, mark);
        HBox line = new HBox(6, input, take, mark);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    /** The moment is when the selected event was, and the event is pinned to show it. */
    private void take(IncidentField field) {
        Event event = model.selected().get();
        if (event == null || !event.hasTime()) {
            model.say(Words.of("incident.select-event", name(field)));
            return;
        }
        List<BoardEdit.Maker> makers = new ArrayList<>();
        makers.add(BoardEdit.incident(field, Timestamps.format(event.time())));
        Reference reference = Reference.to(event.id());
        Optional<Pin> pinned = model.board().state().get().pins().stream()
                .filter(pin -> pin.reference().equals(reference))
                .findFirst();
        if (pinned.isEmpty()) {
            makers.add(BoardEdit.pin(reference, "", List.of(field.label())));
        } else {
            List<String> tags = new ArrayList<>(pinned.get().entry().tags());
            tags.remove(field.label());
            tags.add(field.label());
            makers.add(BoardEdit.text(pinned.get().entry(), pinned.get().entry().text(), tags));
        }
        model.board().edit(BoardEdit.all(name(field), makers), Words.of("incident.taken", name(field)));
    }

    private void keep(IncidentField field) {
        TextInputControl input = inputs.get(field);
        String before = model.board().state().get().incident().getOrDefault(field, "");
        if (input == null || input.getText() == null || input.getText().strip().equals(before)) {
            return;
        }
        String said = input.getText().strip();
        if (field.isTime() && !said.isEmpty()) {
            Optional<Long> nanos = Timestamps.parse(said);
            if (nanos.isEmpty()) {
                model.say(Words.of("incident.no-time", name(field), said));
                return;
            }
            said = Timestamps.format(nanos.get());
        }
        model.board().edit(BoardEdit.incident(field, said), Words.of("incident.kept", name(field)));
    }

    void show(BoardState state) {
        inputs.forEach((field, input) -> {
            if (!input.isFocused()) {
                input.setText(state.incident().getOrDefault(field, ""));
            }
            input.setEditable(state.writable());
        });
        marks.forEach((field, mark) -> {
            boolean said = state.incident().containsKey(field);
            Optional<Pin> pin = state.evidence(field);
            mark.setText(
                    !said
                            ? ""
                            : pin.map(shown -> Words.of("incident.shown-by", state.name(shown.reference())))
                                    .orElse(Words.of("incident.not-evidenced")));
        });
    }
}
