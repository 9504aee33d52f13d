package dev.faultline.workbench;

import dev.faultline.model.Event;
import dev.faultline.query.Hits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is done with the chosen rows of the list, or with the marked ones: copied, marked. */
final class EventChoice {
    private static final int MOST_COPIED = 10_000;

    /** So many rows of what was found, from a position on. */
    record Stretch(Hits hits, long from, long count) {}

    private final CaseModel model;
    private final Supplier<@Nullable Stretch> stretch;

    /** {@code stretch} is what is chosen; null for nothing. */
    EventChoice(CaseModel model, Supplier<@Nullable Stretch> stretch) {
        this.model = model;
        this.stretch = stretch;
    }

    private void chosen(Consumer<List<Event>> action) {
        Stretch now = stretch.get();
        if (now != null && now.hits().count() > 0) {
            if (now.count() > MOST_COPIED) {
                model.say(Words.of("events.most", MOST_COPIED, now.count()));
            }
            int count = (int) Math.min(MOST_COPIED, now.count());
            model.read("chosen", cancelled -> now.hits().page(now.from(), count), action);
        }
    }

    /** Marks all chosen rows. */
    void mark() {
        chosen(events -> {
            var marks = new LinkedHashSet<>(model.state().get().marks());
            events.forEach(each -> marks.add(each.id()));
            model.look(model.state().get().withMarks(marks));
        });
    }

    /** Copies the chosen rows. */
    void copy(CopyAs form) {
        chosen(events -> copy(form, events));
    }

    /** Copies the marked ones, wherever they are. */
    void copyMarked() {
        var marks = List.copyOf(model.state().get().marks());
        var reader = model.openCase().reader();
        model.read(
                "marked",
                cancelled -> {
                    List<Event> events = new ArrayList<>();
                    for (var id : marks) {
                        reader.event(id).ifPresent(events::add);
                    }
                    events.sort(Comparator.comparingLong(Event::time));
                    return events;
                },
                events -> copy(CopyAs.TEXT, events));
    }

    private void copy(CopyAs form, List<Event> events) {
        var open = model.openCase();
        model.read("copy", cancelled -> form.write(open.reader(), events, open.id()), text -> {
            Copied.put(text);
            model.say(Words.of("events.copied", events.size(), form.label()));
        });
    }
}
