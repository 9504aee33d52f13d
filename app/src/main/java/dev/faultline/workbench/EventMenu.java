package dev.faultline.workbench;

import dev.faultline.model.Event;
import dev.faultline.model.Reference;
import dev.faultline.text.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.jspecify.annotations.Nullable;

/** What can be done with an event: filter for or out what it says, mark, copy, look around. */
final class EventMenu {
    private static final int LONGEST = 60;

    private final CaseModel model;

    EventMenu(CaseModel model) {
        this.model = model;
    }

    List<MenuItem> items(Event event, Consumer<CopyAs> copy, Runnable peek) {
        List<MenuItem> items = new ArrayList<>();
        values(event).forEach((field, value) -> {
            items.add(item(Words.of("event-menu.only", field, shown(value)), () -> filter(field, value, false)));
            items.add(item(Words.of("event-menu.without", field, shown(value)), () -> filter(field, value, true)));
        });
        items.add(new SeparatorMenuItem());
        items.add(item(Words.of("event-menu.around"), peek));
        items.add(item(
                Words.of("event-menu.zero"),
                () -> model.look(model.state().get().withZero(OptionalLong.of(event.time())))));
        items.add(item(
                model.state().get().marks().contains(event.id())
                        ? Words.of("event-menu.unmark")
                        : Words.of("event-menu.mark"),
                () -> model.look(model.state().get().marked(event.id()))));
        items.add(item(Words.of("event-menu.pin"), () -> model.board().pin(event)));
        String trace = event.traceId();
        if (trace != null) {
            items.add(item(Words.of("event-menu.pin-trace"), () -> model.board()
                    .pin(new Reference(Reference.Type.TRACE, trace), "")));
        }
        items.add(new SeparatorMenuItem());
        items.add(copyMenu(copy));
        return items;
    }

    /** "Copy as", in all forms. */
    static Menu copyMenu(Consumer<CopyAs> copy) {
        Menu menu = new Menu(Words.of("common.copy-as"));
        for (CopyAs form : CopyAs.values()) {
            menu.getItems().add(item(form.label(), () -> copy.accept(form)));
        }
        return menu;
    }

    private static Map<String, String> values(Event event) {
        Map<String, String> values = new LinkedHashMap<>();
        put(values, "service", event.service());
        put(
                values,
                "severity",
                event.severity() == dev.faultline.model.Severity.UNSPECIFIED
                        ? null
                        : event.severity().label());
        put(values, "trace_id", event.traceId());
        put(values, "name", event.name());
        put(values, "thread", event.thread());
        put(values, "logger", event.logger());
        put(values, "pattern", event.pattern() < 0 ? null : Integer.toString(event.pattern()));
        put(
                values,
                "exception.type",
                event.exception() == null ? null : event.exception().type());
        return values;
    }

    private static void put(Map<String, String> values, String field, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            values.put(field, value);
        }
    }

    private static String shown(String value) {
        String safe = SafeText.line(value);
        return safe.length() > LONGEST ? safe.substring(0, LONGEST) + "…" : safe;
    }

    private void filter(String field, String value, boolean exclude) {
        model.look(model.state().get().toggled(new ViewState.Filter(field, value, exclude)));
    }

    private static MenuItem item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> action.run());
        return item;
    }
}
