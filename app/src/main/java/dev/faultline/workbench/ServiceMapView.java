package dev.faultline.workbench;

import dev.faultline.analysis.trace.ServiceMap;
import dev.faultline.model.EventId;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Which service calls which among what was found: as a picture and as a table of the same numbers. */
final class ServiceMapView extends VBox {
    private final ServiceMapCanvas picture;
    private final TableView<ServiceMap.Call> table = new TableView<>();
    private final Label head = new Label();

    /** {@code chosen} takes an example of a call, {@code service} the service to filter for. */
    ServiceMapView(Theme theme, Consumer<EventId> chosen, Consumer<String> service) {
        picture = new ServiceMapCanvas(theme, service, table.getSelectionModel()::select);
        setId("service-map");
        setMinHeight(0);
        head.setPadding(new Insets(4, 8, 4, 8));
        head.setWrapText(true);
        table.setId("service-map-table");
        table.setStyle(TextColumns.ROWS);
        table.setAccessibleText(Words.of("map.name"));
        table.setPlaceholder(TextColumns.placeholder(Words.of("map.none")));
        table.getColumns().add(TextColumns.text(Words.of("map.caller"), 90, ServiceMap.Call::caller));
        table.getColumns().add(TextColumns.text(Words.of("map.callee"), 90, ServiceMap.Call::callee));
        table.getColumns()
                .add(TextColumns.number(Words.of("map.calls"), 60, ServiceMap.Call::count, ServiceMapView::count));
        table.getColumns()
                .add(TextColumns.number(
                        Words.of("common.errors"),
                        65,
                        ServiceMap.Call::errors,
                        errors -> errors == 0 ? "" : "● " + count(errors)));
        table.getColumns().add(TextColumns.number("p50", 75, ServiceMap.Call::median, TimeText::duration));
        table.getColumns().add(TextColumns.number("p95", 75, ServiceMap.Call::p95, TimeText::duration));
        table.getColumns()
                .add(TextColumns.number(Words.of("common.max"), 75, ServiceMap.Call::longest, TimeText::duration));
        table.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> {
            picture.choose(now);
            if (now != null) {
                chosen.accept(now.example());
            }
        });
        SplitPane split = new SplitPane(picture, table);
        split.setOrientation(Orientation.HORIZONTAL);
        split.setDividerPositions(0.55);
        VBox.setVgrow(split, Priority.ALWAYS);
        getChildren().addAll(head, split);
    }

    private static String count(long count) {
        return Words.number(count);
    }

    void theme(Theme next) {
        picture.theme(next);
    }

    void show(ServiceMap map) {
        head.setText(Words.of(
                "map.count",
                map.services().size(),
                map.calls().stream().mapToLong(ServiceMap.Call::count).sum(),
                map.spans(),
                map.traces(),
                map.left() > 0 ? Words.of("map.left", map.left()) : "",
                map.withoutParent() > 0 ? Words.of("map.no-caller", map.withoutParent()) : ""));
        table.getItems().setAll(map.calls());
        table.sort();
        picture.show(map);
    }
}
