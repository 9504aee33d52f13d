package dev.faultline.workbench;

import dev.faultline.SafeText;
import dev.faultline.importers.ImportPlan;
import dev.faultline.importers.PlannedSource;
import dev.faultline.model.Event;
import dev.faultline.model.TimeQuality;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What an import would do, before it does it: format, time zone, the first events of every source. Enter imports. */
final class PlanView extends VBox {
    private final Runnable accepted;
    private final Runnable cancelled;

    PlanView(ImportPlan plan, Consumer<ImportPlan> accepted, Runnable cancelled) {
        this.accepted = () -> accepted.accept(plan);
        this.cancelled = cancelled;
        setId("plan");
        setSpacing(8);
        setPadding(new Insets(16));
        Label title = new Label("Import " + plan.sources().size() + " sources");
        title.getStyleClass().add("title-3");
        VBox list = new VBox(10);
        plan.sources().stream().limit(300).forEach(source -> list.getChildren().add(card(source)));
        if (plan.sources().size() > 300) {
            list.getChildren().add(new Label("… and " + (plan.sources().size() - 300) + " more"));
        }
        ScrollPane scroll = new ScrollPane(list);
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Button go = new Button("Import (Enter)");
        go.setId("import");
        go.getStyleClass().add("accent");
        go.setOnAction(event -> accepted.accept(plan));
        Button no = new Button("Cancel (Esc)");
        no.setOnAction(event -> cancelled.run());
        getChildren().addAll(title, scroll, new HBox(8, go, no));
    }

    /** Imports what the plan says. */
    void accept() {
        accepted.run();
    }

    /** Imports nothing. */
    void cancel() {
        cancelled.run();
    }

    private static VBox card(PlannedSource source) {
        String name = source.container() == null ? source.path() : source.container() + " › " + source.path();
        Label path = new Label(SafeText.line(name));
        path.getStyleClass().add("text-bold");
        String format = source.format() == null
                ? "no format fits"
                : source.format()
                        + String.format(
                                Locale.ROOT,
                                " (%.0f %% sure%s)",
                                source.confidence() * 100,
                                source.runnerUp() == null ? "" : ", else " + source.runnerUp());
        String size = source.bytes() < 0 ? "" : String.format(Locale.ROOT, " · %,d bytes", source.bytes());
        TimeQuality quality = source.timeQuality();
        String zone = quality == TimeQuality.ZONE_ASSUMED || quality == TimeQuality.YEAR_ASSUMED
                ? " · no zone in the evidence: UTC is assumed"
                : "";
        VBox card = new VBox(2, path, new Label(format + size + " · " + source.charset() + zone));
        for (Event event : source.samples()) {
            String time = event.hasTime() ? TimeText.full(event.time()).substring(0, 23) : "no time";
            String text = event.name() == null ? event.message() : event.name() + " " + event.message();
            Label line = new Label("    " + time + "  " + Theme.sign(event.severity()) + "  "
                    + SafeText.line(text.length() > 140 ? text.substring(0, 140) + "…" : text));
            line.setStyle("-fx-font-family: monospace; -fx-font-size: 11px;");
            card.getChildren().add(line);
        }
        if (source.note() != null) {
            card.getChildren().add(new Label("    " + source.note()));
        }
        return card;
    }
}
