package dev.faultline.analysis.moment;

import dev.faultline.model.Event;
import dev.faultline.model.Kind;
import dev.faultline.model.StackTrace;
import dev.faultline.model.TimeQuality;
import dev.faultline.query.Hits;
import dev.faultline.store.Block;
import dev.faultline.store.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The first error of each kind: of a log its template and exception, of anything else its service, name and exception.
 *
 * @param kinds how many kinds there are
 * @param earliest time of the first of all, nanoseconds since 1970 UTC; {@link Long#MAX_VALUE} for none
 * @param moments the most frequent kinds, as many as were asked for
 */
record FirstErrors(int kinds, long earliest, List<Moment> moments) {
    private static final int MOST_KINDS = 10_000;

    private record Sort(
            int kind,
            int pattern,
            @Nullable String service,
            @Nullable String name,
            String exception) {}

    private static final class First {
        private Block block;
        private int row;
        private long count;

        First(Block block, int row) {
            this.block = block;
            this.row = row;
        }

        long time() {
            return block.time(row);
        }
    }

    /** Only what is kept is read from the evidence, which has to be unpacked for it. */
    static FirstErrors of(Hits errors, int limit, BooleanSupplier cancelled) throws IOException {
        Map<Sort, First> firsts = new HashMap<>();
        errors.forEach(cancelled, (block, row) -> {
            if (block.timeQuality(row) == TimeQuality.NONE) {
                return;
            }
            Sort sort = sort(block, row);
            First first = firsts.get(sort);
            if (first == null) {
                if (firsts.size() >= MOST_KINDS) {
                    return;
                }
                first = new First(block, row);
                firsts.put(sort, first);
            }
            first.count++;
            if (block.time(row) < first.time()) {
                first.block = block;
                first.row = row;
            }
        });
        List<First> kept = firsts.values().stream()
                .sorted(Comparator.comparingLong((First first) -> -first.count).thenComparingLong(First::time))
                .limit(Math.max(0, limit))
                .sorted(Comparator.comparingLong(First::time))
                .toList();
        List<Moment> moments = new ArrayList<>();
        for (First first : kept) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("the walk was cancelled");
            }
            moments.add(moment(first));
        }
        long earliest = firsts.values().stream().mapToLong(First::time).min().orElse(Long.MAX_VALUE);
        return new FirstErrors(firsts.size(), earliest, moments);
    }

    private static Moment moment(First first) throws IOException {
        Event event = first.block.event(first.row);
        return new Moment(
                event.time(),
                Moment.Type.FIRST_ERROR,
                false,
                event.service(),
                event.severity(),
                first.count,
                sentence(event, first.count),
                event.id());
    }

    private static Sort sort(Block block, int row) {
        boolean log = block.kind(row) == Kind.LOG.ordinal();
        int template = block.template(row);
        int stack = block.stack(row);
        return new Sort(
                block.kind(row),
                log && template >= 0 ? block.templates().get(template).pattern() : -1,
                value(block, row, Column.SERVICE),
                log ? null : value(block, row, Column.NAME),
                stack < 0 ? "" : block.stacks().get(stack).rootCause().type());
    }

    private static @Nullable String value(Block block, int row, Column column) {
        int id = block.value(column, row);
        return id < 0 ? null : block.dictionary(column).get(id);
    }

    private static String sentence(Event event, long count) {
        String what = event.kind() == Kind.SPAN || event.message().isEmpty()
                ? String.valueOf(event.name()) + (event.message().isEmpty() ? "" : ": " + event.message())
                : event.message();
        StackTrace thrown = event.exception();
        StackTrace root = thrown == null ? null : thrown.rootCause();
        String exception = root == null || root.type().isEmpty()
                ? ""
                : " [" + root.type() + (root.message() == null ? "" : ": " + root.message()) + "]";
        return (count == 1 ? "once: " : "first of " + count + ": ")
                + event.kind().label() + " " + what + exception;
    }
}
