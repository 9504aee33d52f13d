package dev.faultline.analysis.gap;

import dev.faultline.analysis.variable.SnapshotSummary;
import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.Frame;
import dev.faultline.model.Kind;
import dev.faultline.model.Snapshot;
import dev.faultline.model.StackTrace;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import dev.faultline.query.Search;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Gaps at the point of failure: code that throws without a snapshot, values that a tool cut off. */
final class SnapshotGaps {
    private static final int MOST_SNAPSHOTS = 2_000;
    private static final int MOST_PLACES = 20;

    private SnapshotGaps() {}

    private static final class Throwing {
        private final Frame frame;
        private final String type;
        private final Language language;
        private long count;
        private final List<EventId> some = new ArrayList<>();

        Throwing(Frame frame, String type, Language language) {
            this.frame = frame;
            this.type = type;
            this.language = language;
        }
    }

    private static final class Cut {
        private long count;
        private @Nullable Frame frame;
        private final Set<EventId> snapshots = new HashSet<>();
        private final List<EventId> some = new ArrayList<>();
    }

    static List<Gap> gaps(CaseReader reader, BooleanSupplier cancelled) throws IOException {
        Hits snapshots = Search.run(reader, new Query.Term("kind", "snapshot"), TimeRange.ALL, cancelled);
        Set<String> captured = new HashSet<>();
        Map<String, Cut> cuts = new LinkedHashMap<>();
        for (Event event : snapshots.page(0, MOST_SNAPSHOTS)) {
            if (event.detail() instanceof Snapshot snapshot) {
                snapshot.frames().stream()
                        .filter(frame -> !frame.variables().isEmpty())
                        .forEach(frame -> captured.add(frame.frame().function()));
                cut(event, SnapshotSummary.of(event, snapshot), cuts);
            }
        }
        List<Gap> gaps = new ArrayList<>(uncaptured(reader, captured, cancelled));
        cuts.forEach((reason, cut) -> gaps.add(new Gap(
                Gap.Type.TRUNCATED_VALUES,
                reason,
                cut.count,
                String.format(
                        Locale.ROOT,
                        "%,d variables of %,d of %,d snapshots were not captured whole: %s",
                        cut.count,
                        cut.snapshots.size(),
                        Math.min(snapshots.count(), MOST_SNAPSHOTS),
                        reason),
                null,
                cut.some,
                CapturePlans.deeper(cut.frame))));
        return gaps;
    }

    private static void cut(Event event, SnapshotSummary summary, Map<String, Cut> cuts) {
        for (SnapshotSummary.Missing missing : summary.missing()) {
            // What a tool adds about the exception is no variable of the program.
            if (missing.path().startsWith("@")) {
                continue;
            }
            Cut cut = cuts.computeIfAbsent(missing.reason(), reason -> new Cut());
            cut.count++;
            cut.frame = cut.frame == null ? summary.top() : cut.frame;
            if (cut.snapshots.add(event.id()) && cut.some.size() < 10) {
                cut.some.add(event.id());
            }
        }
    }

    private static List<Gap> uncaptured(CaseReader reader, Set<String> captured, BooleanSupplier cancelled)
            throws IOException {
        Hits thrown = Search.run(
                reader,
                new Query.And(List.of(
                        new Query.Wildcard("exception", "*"), new Query.Not(new Query.Term("kind", "snapshot")))),
                TimeRange.ALL,
                cancelled);
        Map<String, Throwing> places = new HashMap<>();
        Map<StackTrace, Boolean> known = new HashMap<>();
        thrown.forEach(cancelled, (block, row) -> {
            StackTrace stack = block.stacks().get(block.stack(row));
            if (block.kind(row) == Kind.SNAPSHOT.ordinal()) {
                return;
            }
            StackTrace root = stack.rootCause();
            Frame frame = application(root, stack);
            if (frame == null || !known.computeIfAbsent(root, each -> !isCaptured(stack, captured))) {
                return;
            }
            Throwing place = places.computeIfAbsent(
                    frame.function(), name -> new Throwing(frame, root.type(), Language.of(stack)));
            place.count++;
            ServiceTally.keep(place.some, block, row);
        });
        return places.values().stream()
                .sorted(Comparator.<Throwing>comparingLong(place -> -place.count)
                        .thenComparing(place -> place.frame.function()))
                .limit(MOST_PLACES)
                .map(place -> new Gap(
                        Gap.Type.NO_SNAPSHOT,
                        place.frame.toString(),
                        place.count,
                        String.format(
                                Locale.ROOT,
                                "%s throws %s in %,d of %,d records with an exception, and no snapshot shows its variables",
                                place.frame,
                                place.type,
                                place.count,
                                thrown.count()),
                        null,
                        place.some,
                        CapturePlans.snapshot(place.frame, place.language)))
                .toList();
    }

    /** The application's frame nearest to the throw. */
    private static @Nullable Frame application(StackTrace root, StackTrace whole) {
        for (Frame frame : root.frames()) {
            if (frame.inApp()) {
                return frame;
            }
        }
        for (StackTrace each = whole; each != null; each = each.cause()) {
            for (Frame frame : each.frames()) {
                if (frame.inApp()) {
                    return frame;
                }
            }
        }
        return null;
    }

    private static boolean isCaptured(StackTrace stack, Set<String> captured) {
        for (StackTrace each = stack; each != null; each = each.cause()) {
            for (Frame frame : each.frames()) {
                if (frame.inApp() && captured.contains(frame.function())) {
                    return true;
                }
            }
        }
        return false;
    }
}
