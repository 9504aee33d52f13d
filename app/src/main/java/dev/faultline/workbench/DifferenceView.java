package dev.faultline.workbench;

import dev.faultline.analysis.variable.DiscriminatingVariables;
import dev.faultline.analysis.variable.Discriminator;
import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.Snapshot;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import dev.faultline.query.QueryParser;
import dev.faultline.query.Search;
import dev.faultline.store.CaseReader;
import dev.faultline.text.SafeText;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What differs between failing and passing hits of the snapshot's place, when asked. */
final class DifferenceView extends VBox {
    private static final int MOST = 5;
    private static final String FAILING = "severity:>=error OR exception:*";

    private final CaseModel model;
    private final Consumer<EventId> open;
    private final Button ask = new Button(Words.of("difference.ask"));
    private final VBox answer = new VBox(1);
    private @Nullable Event event;

    DifferenceView(CaseModel model, Consumer<EventId> open) {
        this.model = model;
        this.open = open;
        ask.setId("what-differs");
        ask.getStyleClass().add("small");
        ask.setOnAction(pressed -> ask());
        getChildren().addAll(ask, answer);
    }

    void show(@Nullable Event shown) {
        event = shown;
        answer.getChildren().clear();
        boolean snapshot = shown != null && shown.detail() instanceof Snapshot;
        setVisible(snapshot);
        setManaged(snapshot);
    }

    private void ask() {
        Event of = event;
        if (of == null) {
            return;
        }
        CaseReader reader = model.openCase().reader();
        answer.getChildren().setAll(new Label(Words.of("difference.comparing")));
        model.read("difference", cancelled -> find(reader, of, cancelled), found -> {
            if (of.equals(event)) {
                show(found);
            }
        });
    }

    /** The hits of this operation only: the place of a snapshot is named after it. */
    private static DiscriminatingVariables find(CaseReader reader, Event event, BooleanSupplier cancelled)
            throws Exception {
        Query snapshots = new Query.Term("kind", "snapshot");
        Query here = event.name() == null
                ? snapshots
                : new Query.And(List.of(snapshots, new Query.Term("name", event.name())));
        Hits hits = Search.run(reader, here, TimeRange.ALL, cancelled);
        Hits fails = hits.and(Search.run(reader, QueryParser.parse(FAILING), TimeRange.ALL, cancelled));
        Hits passes =
                hits.and(Search.run(reader, QueryParser.parse("NOT (" + FAILING + ")"), TimeRange.ALL, cancelled));
        return DiscriminatingVariables.of(fails, passes, MOST, cancelled);
    }

    private void show(DiscriminatingVariables found) {
        answer.getChildren().clear();
        for (DiscriminatingVariables.Place place :
                found.places().stream().limit(2).toList()) {
            Label head = new Label(SafeText.line(place.name()) + ": " + place.verdict());
            head.setWrapText(true);
            head.getStyleClass().add("text-muted");
            answer.getChildren().add(head);
            for (Discriminator each : place.ranked()) {
                Hyperlink line = new Hyperlink(SafeText.line("≠ " + each.sentence()));
                line.setWrapText(true);
                line.setAccessibleText(Words.of("difference.example", each.sentence()));
                line.setOnAction(pressed -> each.examples().stream().findFirst().ifPresent(open));
                answer.getChildren().add(line);
            }
        }
        if (answer.getChildren().isEmpty()) {
            answer.getChildren().add(new Label(Words.of("difference.none")));
        }
    }
}
