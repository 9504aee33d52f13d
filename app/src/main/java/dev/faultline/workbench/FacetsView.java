package dev.faultline.workbench;

import dev.faultline.query.Facet;
import dev.faultline.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The most frequent values of the fields that matter most; a click filters for one, clicks on several for any
 * of them, ⊘ filters it out. */
final class FacetsView extends ScrollPane {
    private static final double LARGE = 1.4;
    private static final double LEAST = 160;
    private static final double WIDER = 220;

    private final CaseModel model;
    private final VBox content = new VBox(2);
    private final List<List<Node>> buttons = new ArrayList<>();
    private boolean large;

    FacetsView(CaseModel model) {
        this.model = model;
        setId("facets");
        setFitToWidth(true);
        setMinWidth(LEAST);
        content.setPadding(new Insets(8));
        setContent(content);
        model.found().addListener((property, before, now) -> show(now));
    }

    /** Larger letters leave names too little of a line: they take lines of their own. */
    void scale(double factor) {
        large = factor >= LARGE;
        setMinWidth(large ? WIDER : LEAST);
        CaseModel.Found found = model.found().get();
        if (found != null) {
            show(found);
        }
    }

    private void show(CaseModel.Found found) {
        content.getChildren().clear();
        buttons.clear();
        ViewState asked = found.asked();
        for (Facet facet : found.facets()) {
            boolean also = !asked.withAnyOf(facet.field()).equals(asked);
            Label title = new Label(facet.field() + "  " + facet.distinct());
            title.getStyleClass().addAll("text-bold");
            title.setPadding(new Insets(8, 0, 2, 0));
            content.getChildren().add(title);
            SourceNames names = new SourceNames(
                    facet.values().stream().map(Facet.Value::value).toList());
            facet.values().forEach(value -> content.getChildren()
                    .add(line(facet, names, value, asked.isChosen(facet.field(), value.value()), also)));
        }
        OneStop.of(List.copyOf(buttons), this::inSight);
    }

    private void inSight(Node button) {
        double height = content.getHeight() - getViewportBounds().getHeight();
        Bounds bounds = content.sceneToLocal(button.localToScene(button.getBoundsInLocal()));
        double top = getVvalue() * height;
        if (height > 0
                && (bounds.getMinY() < top
                        || bounds.getMaxY() > top + getViewportBounds().getHeight())) {
            double wanted = bounds.getCenterY() - getViewportBounds().getHeight() / 2;
            setVvalue(Math.clamp(wanted / height, 0, 1));
        }
    }

    private Pane line(Facet facet, SourceNames names, Facet.Value value, boolean chosen, boolean also) {
        String field = facet.field();
        String shown = SafeText.line(value.value());
        String name = field.equals("source") ? SafeText.line(names.of(value.value())) : shown;
        Button in = new Button((chosen ? "✓ " : "") + name);
        in.setMnemonicParsing(false);
        in.getStyleClass().addAll("flat", "small");
        if (chosen) {
            in.getStyleClass().add("accent");
        }
        in.setStyle("-fx-padding: 3px 4px;");
        in.setWrapText(large);
        in.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(in, Priority.ALWAYS);
        in.setAlignment(Pos.CENTER_LEFT);
        in.setOnAction(event -> filter(field, value.value(), false));
        Button out = new Button("⊘");
        out.getStyleClass().addAll("flat", "small");
        out.setStyle("-fx-padding: 3px 5px;");
        out.setTooltip(new Tooltip(Words.of("facets.without", field, shown)));
        out.setAccessibleText(Words.of("facets.filter-out", field, shown));
        out.setOnAction(event -> filter(field, value.value(), true));
        Label count = new Label(Words.number(value.count()));
        count.setMinWidth(Region.USE_PREF_SIZE);
        String share = Words.of(
                "facets.share", value.count(), facet.total(), Words.number(100.0 * value.count() / facet.total(), 1));
        count.setTooltip(new Tooltip(share));
        in.setTooltip(
                new Tooltip(Words.of(chosen ? "facets.no-longer" : also ? "facets.also" : "facets.only", field, shown)
                        + "\n" + share));
        buttons.add(List.of(in, out));
        if (large) {
            HBox below = new HBox(2, count, out);
            below.setAlignment(Pos.CENTER_RIGHT);
            return new VBox(in, below);
        }
        HBox line = new HBox(2, in, count, out);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private void filter(String field, String value, boolean exclude) {
        model.look(model.state().get().toggled(new ViewState.Filter(field, value, exclude)));
    }
}
