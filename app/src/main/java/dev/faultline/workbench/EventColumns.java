package dev.faultline.workbench;

import dev.faultline.model.AttributeValue;
import dev.faultline.model.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Which fields of an event have a column of their own in the list; kept with the case. */
final class EventColumns {
    private static final String SETTING = "columns";
    private static final String NONE = "-";
    /** Further ones would leave what happened no room. */
    private static final int MOST = 6;

    private static final List<String> USUAL = List.of("service", "source", "thread", "logger", "trace_id", "pattern");

    private final CaseModel model;
    private final Runnable changed;
    private List<String> shown = List.of("service");

    /** {@code changed} is called when others are shown. */
    EventColumns(CaseModel model, Runnable changed) {
        this.model = model;
        this.changed = changed;
        model.read("columns", cancelled -> model.openCase().setting(SETTING).orElse(""), kept -> {
            if (!kept.isEmpty()) {
                shown = kept.equals(NONE) ? List.of() : List.of(kept.split("\n"));
                changed.run();
            }
        });
    }

    /** From left to right. */
    List<String> shown() {
        return shown;
    }

    /** What the event says in a column; empty where it says nothing. */
    String value(Event event, String field) {
        String value =
                switch (field) {
                    case "service" -> event.service();
                    case "thread" -> event.thread();
                    case "logger" -> tail(event.logger(), '.');
                    case "trace_id" -> event.traceId();
                    case "pattern" -> event.pattern() < 0 ? null : Integer.toString(event.pattern());
                    case "source" -> source(event);
                    default -> attribute(event, field);
                };
        return value == null ? "" : value;
    }

    private static @Nullable String attribute(Event event, String field) {
        AttributeValue value = event.attributes().get(field);
        return value == null ? null : value.toString();
    }

    /** The end of a path or a logger is what tells it from others. */
    private static @Nullable String tail(@Nullable String path, char apart) {
        return path == null ? null : path.substring(path.lastIndexOf(apart) + 1);
    }

    private @Nullable String source(Event event) {
        return model.openCase().reader().sources().stream()
                .filter(source -> source.id() == event.location().source())
                .map(source -> tail(source.path(), '/'))
                .findFirst()
                .orElse(null);
    }

    /** Offers the usual fields and those that the selected event has; choosing one shows it, or takes it away. */
    void choose(Window owner) {
        Set<String> offered = new LinkedHashSet<>(shown);
        offered.addAll(USUAL);
        Event event = model.selected().get();
        if (event != null) {
            offered.addAll(event.attributes().keySet());
        }
        Map<String, Runnable> choices = new LinkedHashMap<>();
        offered.forEach(field -> choices.put(
                shown.contains(field) ? Words.of("columns.shown", field) : Words.of("columns.hidden", field),
                () -> toggle(field)));
        new Palette(choices).show(owner);
    }

    private void toggle(String field) {
        List<String> next = new ArrayList<>(shown);
        if (!next.remove(field)) {
            next.add(field);
        }
        if (next.size() > MOST) {
            model.say(Words.of("columns.most", MOST));
            return;
        }
        shown = List.copyOf(next);
        changed.run();
        String kept = next.isEmpty() ? NONE : String.join("\n", next);
        model.read(
                "columns",
                cancelled -> {
                    model.openCase().setting(SETTING, kept);
                    return true;
                },
                done -> {});
    }
}
