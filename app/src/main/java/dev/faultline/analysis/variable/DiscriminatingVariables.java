package dev.faultline.analysis.variable;

import dev.faultline.model.AttributeValue;
import dev.faultline.model.Event;
import dev.faultline.model.Snapshot;
import dev.faultline.query.Hits;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Variables (of snapshots) and attributes (of spans and logs) that separate failing from passing hits, per place: the
 * function of a snapshot's innermost frame and its probe, the operation of a span, the template of a log record.
 *
 * @param places the one with the most failing hits first
 */
public record DiscriminatingVariables(List<Place> places) {
    /** Fewer failing or passing hits do not support a statement. */
    public static final int LEAST = 5;

    /** So many hits of each side are looked at over all places, the earliest ones. */
    private static final int MOST_HITS = 200_000;

    private static final int PAGE = 500;

    /** Copies the places. */
    public DiscriminatingVariables {
        places = List.copyOf(places);
    }

    /**
     * One place.
     *
     * @param name function and probe, or service and operation
     * @param failure the exception that all its failing hits ended with, where the place fails in several ways; else empty
     * @param failing failing hits that were looked at
     * @param passing passing hits that were looked at
     * @param firstFailure time of the earliest failing hit; {@link Long#MAX_VALUE} for none
     * @param tried predicates that were tried
     * @param sampled whether there are more hits than were looked at
     * @param ranked the best first
     */
    public record Place(
            String name,
            String failure,
            int failing,
            int passing,
            long firstFailure,
            int tried,
            boolean sampled,
            List<Discriminator> ranked) {
        /** Copies the list. */
        public Place {
            ranked = List.copyOf(ranked);
        }

        /** Whether there are hits enough on both sides. */
        public boolean isEnough() {
            return failing >= LEAST && passing >= LEAST;
        }

        /** What the counts allow to say. */
        public String verdict() {
            String counts = failing + " failing and " + passing + " passing hits";
            if (failing == 0 || passing == 0) {
                return "nothing to compare: " + counts;
            }
            return isEnough()
                    ? counts
                    : "too few hits: " + counts + "; at least " + LEAST
                            + " of each are wanted, so chance may explain all";
        }
    }

    /** Ranks, at most {@code most} predicates per place. Exact for the hits that were looked at. */
    public static DiscriminatingVariables of(Hits failing, Hits passing, int most, BooleanSupplier cancelled)
            throws IOException {
        Map<String, PlaceGroup> places = new LinkedHashMap<>();
        // Failing hits first: their values are the candidates.
        add(failing, true, places, cancelled);
        add(passing, false, places, cancelled);
        return new DiscriminatingVariables(places.values().stream()
                .flatMap(place -> place.ranked(most).stream())
                .sorted(DiscriminatingVariables::compare)
                .toList());
    }

    /** Where there are hits enough, the most frequent failure first; where there are not, counts say little: the earliest. */
    private static int compare(Place a, Place b) {
        return Comparator.comparing((Place place) -> !place.isEnough())
                .thenComparing(place -> place.failing() == 0 || place.passing() == 0)
                .thenComparing(place -> place.isEnough() ? -place.failing() : 0)
                .thenComparing(Place::firstFailure)
                .thenComparing(place -> place.failure().isEmpty())
                .thenComparing(place -> -place.passing())
                .thenComparing(Place::name)
                .compare(a, b);
    }

    private static void add(Hits hits, boolean isFailing, Map<String, PlaceGroup> places, BooleanSupplier cancelled)
            throws IOException {
        long all = Math.min(hits.count(), MOST_HITS);
        for (long done = 0; done < all; done += PAGE) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("the ranking was cancelled");
            }
            for (Event event : hits.page(done, PAGE)) {
                places.computeIfAbsent(place(event), PlaceGroup::new).add(event, isFailing);
            }
        }
        if (all < hits.count()) {
            places.values().forEach(PlaceGroup::markSampled);
        }
    }

    private static String place(Event event) {
        if (event.detail() instanceof Snapshot snapshot && !snapshot.frames().isEmpty()) {
            String probe = probe(event);
            return snapshot.frames().getFirst().frame().function() + (probe == null ? "" : " (probe " + probe + ")");
        }
        String service = event.service() == null ? "" : event.service() + " · ";
        String name = event.name();
        return service
                + (name != null
                        ? name
                        : event.pattern() >= 0
                                ? "pattern " + event.pattern()
                                : event.kind().label());
    }

    private static @Nullable String probe(Event event) {
        for (Map.Entry<String, AttributeValue> attribute : event.attributes().entrySet()) {
            if (attribute.getKey().endsWith("probe.id")) {
                return attribute.getValue().toString();
            }
        }
        return null;
    }
}
