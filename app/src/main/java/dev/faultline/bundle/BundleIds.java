package dev.faultline.bundle;

import dev.faultline.model.EventId;
import dev.faultline.model.Reference;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which event of the bundle's case is which one here. */
final class BundleIds {
    private static final String BEFORE = "\"id\":\"";
    private static final int MOST = 5_000_000;

    private final Map<Integer, Integer> sources = new HashMap<>();
    private final Map<EventId, EventId> events = new HashMap<>();

    /** Says that a source there is this one here; with its own bytes its events have the same numbers. */
    void source(int there, int here, boolean sameNumbers) {
        if (sameNumbers) {
            sources.put(there, here);
        }
    }

    /** Numbers the events of a file of JSON lines: each line ends with the event's id there. */
    void number(int here, InputStream in) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        long ordinal = 0;
        for (String line = lines.readLine(); line != null && events.size() < MOST; line = lines.readLine()) {
            int at = line.lastIndexOf(BEFORE);
            if (at >= 0 && line.endsWith("\"}")) {
                EventId target = new EventId(here, ordinal);
                EventId.parse(line.substring(at + BEFORE.length(), line.length() - 2))
                        .ifPresent(there -> events.put(there, target));
            }
            ordinal++;
        }
    }

    /** The same reference here; nothing where the bundle does not hold what it points at. */
    Optional<Reference> here(Reference there) {
        Optional<EventId> event = there.event();
        if (event.isEmpty()) {
            return Optional.of(there);
        }
        Optional<EventId> same = Optional.ofNullable(events.get(event.get()));
        if (same.isEmpty() && sources.containsKey(event.get().source())) {
            same = Optional.of(new EventId(
                    sources.getOrDefault(event.get().source(), 0), event.get().ordinal()));
        }
        int path = there.target().indexOf('#');
        return same.flatMap(
                id -> Reference.parse(id + (path < 0 ? "" : there.target().substring(path))));
    }
}
