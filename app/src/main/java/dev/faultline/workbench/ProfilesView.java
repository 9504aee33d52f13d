package dev.faultline.workbench;

import dev.faultline.analysis.flame.StackFlames;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** The stacks of profiles among what was found, as a flame graph: a kind of profile at a time. */
final class ProfilesView extends VBox implements CaseTab {
    private final CaseModel model;
    private final ChoiceBox<StackFlames.Type> types = new ChoiceBox<>();
    private final ChoiceBox<String> weights = new ChoiceBox<>();
    private final FlamePane flame;
    private final String eachOnce = Words.of("profiles.each-once");
    private final HBox choices = new HBox(8);
    private boolean filling;

    ProfilesView(CaseModel model, Theme theme) {
        this.model = model;
        setId("profiles");
        flame = new FlamePane(
                theme,
                "profile-flame",
                id -> model.event(id, event -> model.selected().set(event)));
        types.setId("profile-types");
        types.setAccessibleText(Words.of("profiles.kind"));
        weights.setAccessibleText(Words.of("profiles.weight"));
        types.setConverter(new StringConverter<>() {
            @Override
            public String toString(StackFlames.@Nullable Type type) {
                return type == null ? "" : type.name() + " (" + Words.number(type.events()) + ")";
            }

            @Override
            public StackFlames.@Nullable Type fromString(String text) {
                return null;
            }
        });
        types.setOnAction(event -> typeChosen());
        weights.setOnAction(event -> {
            if (!filling) {
                ask();
            }
        });
        choices.getChildren()
                .addAll(
                        new Label(Words.of("profiles.stacks-of")),
                        types,
                        new Label(Words.of("profiles.weighed-by")),
                        weights);
        choices.setVisible(false);
        choices.managedProperty().bind(choices.visibleProperty());
        choices.setAlignment(Pos.CENTER_LEFT);
        choices.setPadding(new Insets(4, 8, 0, 8));
        VBox.setVgrow(flame, Priority.ALWAYS);
        getChildren().addAll(choices, flame);
    }

    @Override
    public void theme(Theme next) {
        flame.theme(next);
    }

    @Override
    public void focus() {
        flame.focus();
    }

    @Override
    public void refresh() {
        CaseModel.Found found = model.found().get();
        if (found != null) {
            if (types.getValue() == null) {
                flame.show(null, Words.of("common.reading"));
            }
            model.read("profile-types", cancelled -> StackFlames.types(found.hits(), cancelled), this::offer);
        }
    }

    private void offer(List<StackFlames.Type> found) {
        StackFlames.Type before = types.getValue();
        filling = true;
        types.setItems(FXCollections.observableArrayList(found));
        types.setValue(found.stream()
                .filter(type -> before != null && type.name().equals(before.name()))
                .findFirst()
                .orElse(found.isEmpty() ? null : found.getFirst()));
        filling = false;
        // Boxes with nothing to choose are only in the way.
        choices.setVisible(!found.isEmpty());
        typeChosen();
    }

    private void typeChosen() {
        if (filling) {
            return;
        }
        StackFlames.Type type = types.getValue();
        List<String> offered = new ArrayList<>(type == null ? List.of() : type.weights());
        offered.add(eachOnce);
        String before = weights.getValue();
        filling = true;
        weights.setItems(FXCollections.observableArrayList(offered));
        weights.setValue(before != null && offered.contains(before) ? before : offered.getFirst());
        filling = false;
        ask();
    }

    private void ask() {
        CaseModel.Found found = model.found().get();
        StackFlames.Type type = types.getValue();
        if (found == null || type == null) {
            flame.show(null, Words.of("profiles.none"));
            return;
        }
        String weight = eachOnce.equals(weights.getValue()) ? null : weights.getValue();
        model.read(
                "profile",
                cancelled -> StackFlames.of(found.hits(), type.name(), weight, cancelled),
                result -> flame.show(result.tree(), caption(result)));
    }

    private static String caption(StackFlames.Result result) {
        return Words.of(
                "profiles.count",
                FlameWeights.weight(result.tree(), result.tree().total()),
                result.events(),
                result.unweighted() > 0 ? Words.of("profiles.unweighted", result.unweighted()) : "",
                result.cut() > 0 ? Words.of("profiles.cut", result.cut()) : "");
    }
}
