package dev.faultline.analysis.link;

import dev.faultline.model.Event;
import dev.faultline.model.Frame;
import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import dev.faultline.query.Search;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Asks the case for events that fit. */
final class Events {
    private static final int PAGE = 200;

    /** So many candidates are read; beyond, counts say "at least". */
    private static final int MOST_READ = 2_000;

    private static final int LONGEST = 160;

    private final CaseReader reader;
    private final BooleanSupplier cancelled;

    Events(CaseReader reader, BooleanSupplier cancelled) {
        this.reader = reader;
        this.cancelled = cancelled;
    }

    /** Events and whether they are all there are. */
    record Found(List<Event> events, boolean isAll) {
        Found {
            events = List.copyOf(events);
        }
    }

    static Query term(String field, String value) {
        return new Query.Term(field, value);
    }

    static Query and(Query... clauses) {
        return new Query.And(List.of(clauses));
    }

    Hits hits(Query query) throws IOException {
        return hits(query, TimeRange.ALL);
    }

    Hits hits(Query query, TimeRange range) throws IOException {
        return Search.run(reader, query, range, cancelled);
    }

    /** Those that pass the test, in the order of time. */
    Found all(Query query, Predicate<Event> test) throws IOException {
        Hits hits = hits(query);
        List<Event> found = new ArrayList<>();
        for (long at = 0; at < Math.min(MOST_READ, hits.count()); at += PAGE) {
            if (cancelled.getAsBoolean()) {
                throw new java.util.concurrent.CancellationException("the search for links was cancelled");
            }
            hits.page(at, PAGE).stream().filter(test).forEach(found::add);
        }
        return new Found(found, hits.count() <= MOST_READ);
    }

    /** A condition on the frames of exceptions that only those with this frame meet, and few others. */
    static Query passes(Frame frame) {
        return term("exception.frames", frame.toString());
    }

    /** One line that names an event. */
    static String text(Event event) {
        @Nullable String name = event.name();
        String message = event.message();
        String said = name == null ? message : message.isEmpty() ? name : name + " · " + message;
        String line = (event.hasTime() ? Timestamps.format(event.time()).substring(11, 23) + " " : "")
                + (event.service() == null ? "" : event.service() + " · ")
                + said;
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
