package dev.faultline.analysis.moment;

import dev.faultline.model.Change;
import dev.faultline.model.Event;
import dev.faultline.model.Kind;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import dev.faultline.query.Search;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The moments of a case in the order of time.
 *
 * @param found how many there are
 * @param moments those that fit the limit: onsets and alerts first, then the most frequent first errors, then the changes
 *     nearest before the first of them
 */
public record Moments(long found, List<Moment> moments) {
    private static final int MOST_CHANGES = 20_000;

    /** Copies the list. */
    public Moments {
        moments = List.copyOf(moments);
    }

    /** Finds the moments in the range. */
    public static Moments of(CaseReader reader, TimeRange range, int limit, BooleanSupplier cancelled)
            throws IOException {
        List<Moment> all = new ArrayList<>();
        Query errors = new Query.Range("severity", "error", true, null, true);
        FirstErrors first = FirstErrors.of(Search.run(reader, errors, range, cancelled), limit, cancelled);
        all.addAll(first.moments());
        Query traffic = new Query.Or(List.of(kind(Kind.LOG), kind(Kind.SPAN)));
        all.addAll(Onsets.of(Search.run(reader, traffic, range, cancelled), cancelled));
        all.addAll(events(reader, Kind.CHANGE, Moment.Type.CHANGE, range, cancelled));
        all.addAll(events(reader, Kind.ALERT, Moment.Type.ALERT, range, cancelled));
        long firstTrouble = all.stream()
                .filter(moment -> moment.type() != Moment.Type.CHANGE)
                .mapToLong(Moment::time)
                .reduce(first.earliest(), Math::min);
        List<Moment> kept = all.stream()
                .sorted(Comparator.comparingInt(Moments::urgency).thenComparing((a, b) -> within(a, b, firstTrouble)))
                .limit(Math.max(0, limit))
                .sorted(Comparator.comparingLong(Moment::time).thenComparing(Moment::type))
                .toList();
        return new Moments(all.size() - first.moments().size() + first.kinds(), kept);
    }

    private static Query kind(Kind kind) {
        return new Query.Term("kind", kind.label());
    }

    private static int urgency(Moment moment) {
        return switch (moment.type()) {
            case ERROR_ONSET, LATENCY_ONSET, ALERT -> 0;
            case FIRST_ERROR -> 1;
            case CHANGE -> 2;
        };
    }

    /** Of first errors the frequent ones, of changes those shortly before the trouble. */
    private static int within(Moment a, Moment b, long firstTrouble) {
        if (a.type() == Moment.Type.CHANGE && b.type() == Moment.Type.CHANGE) {
            boolean aBefore = a.time() <= firstTrouble;
            boolean bBefore = b.time() <= firstTrouble;
            return aBefore != bBefore
                    ? (aBefore ? -1 : 1)
                    : aBefore ? Long.compare(b.time(), a.time()) : Long.compare(a.time(), b.time());
        }
        return Long.compare(b.count(), a.count());
    }

    private static List<Moment> events(
            CaseReader reader, Kind kind, Moment.Type type, TimeRange range, BooleanSupplier cancelled)
            throws IOException {
        Hits hits = Search.run(reader, kind(kind), range, cancelled);
        List<Moment> moments = new ArrayList<>();
        long skip = Math.max(0, hits.count() - MOST_CHANGES);
        for (long done = skip; done < hits.count(); done += 1_000) {
            for (Event event : hits.page(done, 1_000)) {
                if (event.hasTime()) {
                    moments.add(new Moment(
                            event.time(),
                            type,
                            false,
                            event.service(),
                            event.severity(),
                            1,
                            sentence(event),
                            event.id()));
                }
            }
        }
        return moments;
    }

    private static String sentence(Event event) {
        String first = event.message().lines().findFirst().orElse("");
        String name = event.name() == null ? event.kind().label() : event.name();
        String text = first.isEmpty() ? name : name + ": " + first;
        return event.detail() instanceof Change change
                ? text + " (" + change.attribution().author().label() + ")"
                : text;
    }
}
