package dev.faultline.analysis.variable;

import dev.faultline.model.Event;
import dev.faultline.model.StackTrace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One place, apart by how its hits fail: two exceptions at one line are two failures, and what separates one of them from
 * the passing hits drowns where they are mixed.
 */
final class PlaceGroup {
    /** So many hits of each side are unpacked, the earliest ones. */
    private static final int MOST_HITS = 5_000;

    private static final int MOST_FAILURES = 8;

    private final PlaceTally all;
    private final Map<String, PlaceTally> byFailure = new LinkedHashMap<>();
    private boolean sampled;

    PlaceGroup(String place) {
        this.all = new PlaceTally(place, "");
    }

    void add(Event event, boolean isFailing) {
        if ((isFailing ? all.failing() : all.passing()) >= MOST_HITS) {
            sampled = true;
            return;
        }
        all.add(event, isFailing);
        if (!isFailing) {
            byFailure.values().forEach(tally -> tally.add(event, false));
            return;
        }
        StackTrace thrown = event.exception();
        String failure = thrown == null ? "" : thrown.type();
        if (!failure.isEmpty() && (byFailure.containsKey(failure) || byFailure.size() < MOST_FAILURES)) {
            byFailure
                    .computeIfAbsent(failure, key -> new PlaceTally(all.place, key))
                    .add(event, true);
        }
    }

    void markSampled() {
        sampled = true;
    }

    List<DiscriminatingVariables.Place> ranked(int most) {
        List<DiscriminatingVariables.Place> places = new ArrayList<>();
        // One way to fail is what all of them are.
        boolean several = byFailure.values().stream().noneMatch(tally -> tally.failing() == all.failing());
        if (several) {
            byFailure.values().forEach(tally -> places.add(tally.ranked(most, sampled)));
        }
        places.add(all.ranked(most, sampled));
        return places;
    }
}
