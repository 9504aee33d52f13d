package dev.faultline.analysis.variable;

import dev.faultline.model.AttributeValue;
import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The hits of one place in the code (or one operation), path by path. */
final class PlaceTally {
    private static final int MOST_PATHS = 20_000;
    /** Attributes that say how a call ended, not what it was given. */
    private static final List<String> OUTCOMES = List.of(
            "error",
            "exception",
            "otel.status",
            "http.response.status_code",
            "http.status_code",
            "status",
            "events",
            "rpc.grpc.status_code",
            "duration");

    private record Key(String frame, String path) {}

    final String place;
    /** The exception that its failing hits ended with; empty for all failing hits of the place. */
    final String failure;

    private long firstFailure = Long.MAX_VALUE;
    private final Map<Key, PathTally> paths = new LinkedHashMap<>();
    private int failing;
    private int passing;

    PlaceTally(String place, String failure) {
        this.place = place;
        this.failure = failure;
    }

    void add(Event event, boolean isFailing) {
        if (isFailing) {
            firstFailure = Math.min(firstFailure, event.time());
        }
        if (event.detail() instanceof Snapshot snapshot) {
            add(snapshot, isFailing, event.id());
        } else {
            add(event.attributes(), isFailing, event.id());
        }
    }

    int failing() {
        return failing;
    }

    int passing() {
        return passing;
    }

    private void count(boolean isFailing) {
        failing += isFailing ? 1 : 0;
        passing += isFailing ? 0 : 1;
    }

    private void add(Snapshot snapshot, boolean isFailing, EventId id) {
        count(isFailing);
        for (int i = 0; i < snapshot.frames().size(); i++) {
            Snapshot.FrameVariables frame = snapshot.frames().get(i);
            int index = i;
            VariablePaths.walk(frame.variables(), (path, depth, variable) -> {
                // What the tool adds (@exception, @return) says how the call ended.
                if (variable.name().startsWith("@")) {
                    return false;
                }
                boolean hasFact = variable.value() != null || variable.notCaptured() == null;
                PathTally tally =
                        hasFact ? path(new Key(frame.frame().function(), path), "var." + path, depth, index) : null;
                if (tally != null) {
                    tally.add(Fact.of(variable), isFailing, id);
                }
                return true;
            });
        }
    }

    private void add(Map<String, AttributeValue> attributes, boolean isFailing, EventId id) {
        count(isFailing);
        attributes.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            boolean outcome = OUTCOMES.stream().anyMatch(known -> lower.equals(known) || lower.startsWith(known + "."));
            PathTally tally = outcome || value.type() == AttributeValue.Type.JSON
                    ? null
                    : path(new Key("", name), "attributes." + name, 0, 0);
            if (tally != null) {
                tally.add(Fact.of(value.toString()), isFailing, id);
            }
        });
    }

    private @org.jspecify.annotations.Nullable PathTally path(Key key, String field, int depth, int frameIndex) {
        PathTally known = paths.get(key);
        if (known == null && paths.size() < MOST_PATHS) {
            known = new PathTally(field, key.frame(), depth, paths.size());
            known.frameIndex = frameIndex;
            paths.put(key, known);
        }
        return known;
    }

    /** The best first; {@code chance} counts every predicate that was tried. */
    DiscriminatingVariables.Place ranked(int most, boolean sampled) {
        record Ranked(Discriminator candidate, PathTally path) {}
        List<Ranked> all = new ArrayList<>();
        for (PathTally path : paths.values()) {
            path.candidates(failing, passing).forEach(candidate -> all.add(new Ranked(candidate, path)));
        }
        all.sort(Comparator.<Ranked>comparingLong(
                        ranked -> -Math.round(ranked.candidate().score() * 1e9))
                .thenComparingInt(ranked -> ranked.candidate().kind().order())
                .thenComparingInt(ranked -> ranked.path().frameIndex)
                .thenComparingInt(ranked -> ranked.path().depth)
                .thenComparingInt(ranked -> ranked.path().order)
                .thenComparing(ranked -> ranked.candidate().predicate()));
        List<Discriminator> best = all.stream()
                .limit(most)
                .map(Ranked::candidate)
                .map(candidate -> corrected(candidate, all.size()))
                .toList();
        return new DiscriminatingVariables.Place(
                place, failure, failing, passing, firstFailure, all.size(), sampled, best);
    }

    private static Discriminator corrected(Discriminator found, int tried) {
        return new Discriminator(
                found.field(),
                found.frame(),
                found.kind(),
                found.predicate(),
                found.query(),
                found.failing(),
                found.failingOf(),
                found.passing(),
                found.passingOf(),
                found.score(),
                Math.min(1, found.chance() * tried),
                found.examples());
    }
}
