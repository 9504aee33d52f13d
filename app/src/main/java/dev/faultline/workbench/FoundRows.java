package dev.faultline.workbench;

import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.query.Hits;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which rows of the list "find" matches; asked page by page as they come on screen. */
final class FoundRows {
    private static final int MOST_PAGES = 100;

    private final CaseModel model;
    private final Runnable changed;
    private final Map<Long, Set<EventId>> pages = new HashMap<>();
    private @Nullable Hits matching;

    FoundRows(CaseModel model, Runnable changed) {
        this.model = model;
        this.changed = changed;
    }

    /** What matches; null where nothing is looked for. */
    void of(@Nullable Hits next) {
        matching = next;
        pages.clear();
        changed.run();
    }

    /** The pages of the list hold other rows now. */
    void forget() {
        pages.clear();
    }

    /** Whether an event of a page of the list matches, as far as it is known. */
    boolean contains(long page, List<Event> events, Event event) {
        Hits wanted = matching;
        if (wanted == null) {
            return false;
        }
        Set<EventId> known = pages.get(page);
        if (known != null) {
            return known.contains(event.id());
        }
        if (pages.size() >= MOST_PAGES) {
            pages.clear();
        }
        pages.put(page, Set.of());
        model.read(
                "find-page-" + page,
                cancelled -> {
                    Set<EventId> found = new HashSet<>();
                    for (Event each : events) {
                        if (wanted.position(each.id()).isPresent()) {
                            found.add(each.id());
                        }
                    }
                    return found;
                },
                found -> {
                    if (wanted == matching) {
                        pages.put(page, found);
                        changed.run();
                    }
                });
        return false;
    }
}
