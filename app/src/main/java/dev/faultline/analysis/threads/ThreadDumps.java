package dev.faultline.analysis.threads;

import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.Source;
import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import dev.faultline.query.Search;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * All thread dumps of a case, in the order of time.
 *
 * @param dumps each with its threads
 * @param isAll whether all threads were read
 */
public record ThreadDumps(List<ThreadDump> dumps, boolean isAll) {
    private static final int MOST_THREADS = 100_000;
    private static final int PAGE = 1_000;

    /** Copies the dumps. */
    public ThreadDumps {
        dumps = List.copyOf(dumps);
    }

    /** A group in two dumps. */
    public record Row(ThreadDump.Group group, int before, int after) {}

    private record Moment(int source, long time) {}

    /** Reads them. */
    public static ThreadDumps of(CaseReader reader, BooleanSupplier cancelled) throws IOException {
        Query threads = new Query.And(List.of(
                new Query.Term("kind", "profile"),
                new Query.Or(List.of(
                        new Query.Wildcard("attributes.thread.state", "*"), new Query.Term("name", "thread")))));
        Hits hits = Search.run(reader, threads, TimeRange.ALL, cancelled);
        Map<Moment, List<Event>> moments = new LinkedHashMap<>();
        for (long at = 0; at < Math.min(MOST_THREADS, hits.count()); at += PAGE) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("reading the thread dumps was cancelled");
            }
            for (Event event : hits.page(at, PAGE)) {
                if (!"thread".equals(event.name()) && !event.attributes().containsKey("thread.state")) {
                    continue;
                }
                moments.computeIfAbsent(
                                new Moment(event.location().source(), event.hasTime() ? event.time() : Long.MIN_VALUE),
                                key -> new ArrayList<>())
                        .add(event);
            }
        }
        List<ThreadDump> dumps = new ArrayList<>();
        moments.forEach((moment, events) -> dumps.add(ThreadDump.of(name(reader, moment), events)));
        return new ThreadDumps(dumps, hits.count() <= MOST_THREADS);
    }

    private static String name(CaseReader reader, Moment moment) {
        String path = reader.sources().stream()
                .filter(source -> source.id() == moment.source())
                .map(Source::path)
                .findFirst()
                .orElse("?");
        String file = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return moment.time() == Long.MIN_VALUE
                ? file + ", time unknown"
                : Timestamps.format(moment.time()).substring(0, 19) + "Z  " + file;
    }

    /** The groups of two dumps side by side, those that differ most first. */
    public static List<Row> beside(ThreadDump before, ThreadDump after) {
        Map<Object, Row> rows = new LinkedHashMap<>();
        before.groups().forEach(group -> rows.put(group.frames(), new Row(group, group.count(), 0)));
        after.groups().forEach(group -> {
            Row known = rows.get(group.frames());
            rows.put(group.frames(), new Row(group, known == null ? 0 : known.before(), group.count()));
        });
        return rows.values().stream()
                .sorted(java.util.Comparator.comparingInt((Row row) -> -Math.abs(row.after() - row.before()))
                        .thenComparingInt(row -> -Math.max(row.before(), row.after())))
                .toList();
    }

    /** The dump that an event belongs to; -1 for none. */
    public int indexOf(EventId event) {
        for (int i = 0; i < dumps.size(); i++) {
            if (dumps.get(i).groups().stream().anyMatch(group -> group.events().contains(event))) {
                return i;
            }
        }
        return -1;
    }
}
