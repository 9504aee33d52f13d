package dev.faultline.analysis.interval;

import dev.faultline.model.AttributeValue;
import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.query.Hits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What lies between a beginning and the next end that belongs to it: a request and its answer, a lock and its release. Exact,
 * in one walk over both in the order of time; where beginnings of one kind follow each other, the latest counts and the one
 * before it stays without an end.
 *
 * @param pairs how many there are
 * @param totalNanos the lengths of all of them together
 * @param withoutEnd beginnings that no end belongs to
 * @param withoutStart ends that no beginning belongs to
 * @param longest the longest, first the longest
 */
public record PairedEvents(long pairs, long totalNanos, long withoutEnd, long withoutStart, List<Pair> longest) {
    /** Beginnings that wait for their end at a time. */
    private static final int MOST_OPEN = 1_000_000;

    private static final int PAGE = 2_000;

    /** Copies the list. */
    public PairedEvents {
        longest = List.copyOf(longest);
    }

    /**
     * A stretch of time between two events.
     *
     * @param key what both have in common; empty where nothing had to be
     */
    public record Pair(String key, long from, long to, EventId start, EventId end) {
        /** Nanoseconds. */
        public long length() {
            return to - from;
        }
    }

    /** A beginning that waits. */
    private record Open(long time, EventId id) {}

    /**
     * Pairs them.
     *
     * @param by a field whose value both must have, such as {@code trace_id}, {@code thread} or {@code attributes.order};
     *     empty for none
     * @param most how many of the longest are kept
     */
    public static PairedEvents of(Hits starts, Hits ends, String by, int most, BooleanSupplier cancelled)
            throws IOException {
        Walk from = new Walk(starts, cancelled);
        Walk to = new Walk(ends, cancelled);
        Map<String, Open> open = new HashMap<>();
        PriorityQueue<Pair> longest = new PriorityQueue<>(Comparator.comparingLong(Pair::length));
        long pairs = 0;
        long total = 0;
        long withoutEnd = 0;
        long withoutStart = 0;
        while (from.event != null || to.event != null) {
            boolean begins = isEarlier(from.event, to.event);
            Event event = java.util.Objects.requireNonNull(begins ? from.event : to.event);
            String key = key(event, by);
            if (begins && key != null && event.hasTime()) {
                boolean room = open.size() < MOST_OPEN || open.containsKey(key);
                withoutEnd += !room || open.put(key, new Open(event.time(), event.id())) != null ? 1 : 0;
            } else if (!begins && key != null && event.hasTime()) {
                Open start = open.remove(key);
                if (start == null) {
                    withoutStart++;
                } else {
                    pairs++;
                    total += event.time() - start.time();
                    longest.add(new Pair(key, start.time(), event.time(), start.id(), event.id()));
                    if (longest.size() > most) {
                        longest.poll();
                    }
                }
            }
            if (begins) {
                from.next();
            } else {
                to.next();
            }
        }
        List<Pair> kept = new ArrayList<>(longest);
        kept.sort(Comparator.comparingLong(Pair::length).reversed().thenComparingLong(Pair::from));
        return new PairedEvents(pairs, total, withoutEnd + open.size(), withoutStart, kept);
    }

    /** At the same time an end comes first: what begins then ends later. */
    private static boolean isEarlier(@Nullable Event start, @Nullable Event end) {
        return start != null && (end == null || start.time() < end.time());
    }

    private static @Nullable String key(Event event, String by) {
        return switch (by) {
            case "" -> "";
            case "trace_id" -> event.traceId();
            case "span_id" -> event.spanId();
            case "service" -> event.service();
            case "thread" -> event.thread();
            case "logger" -> event.logger();
            case "name" -> event.name();
            default -> attribute(event, by.startsWith("attributes.") ? by.substring(11) : by);
        };
    }

    private static @Nullable String attribute(Event event, String name) {
        AttributeValue value = event.attributes().get(name);
        return value == null ? null : value.text();
    }

    /** One event after the other. */
    private static final class Walk {
        private final Hits hits;
        private final BooleanSupplier cancelled;
        private List<Event> page = List.of();
        private long position;
        private int at;
        private @Nullable Event event;

        Walk(Hits hits, BooleanSupplier cancelled) throws IOException {
            this.hits = hits;
            this.cancelled = cancelled;
            next();
        }

        void next() throws IOException {
            if (at == page.size()) {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException("the walk was cancelled");
                }
                page = hits.page(position, PAGE);
                position += page.size();
                at = 0;
            }
            event = page.isEmpty() ? null : page.get(at++);
        }
    }
}
