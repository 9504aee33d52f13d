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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The first error of each kind: of a log its template and exception, of anything else its service, name and exception. */
final class FirstErrors {
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
    }

    private FirstErrors() {}

    static List<Moment> of(Hits errors, BooleanSupplier cancelled) throws IOException {
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
            if (block.time(row) < first.block.time(first.row)) {
                first.block = block;
                first.row = row;
            }
        });
        List<Moment> moments = new ArrayList<>();
        for (First first : firsts.values()) {
            Event event = first.block.event(first.row);
            moments.add(new Moment(
                    event.time(),
                    Moment.Type.FIRST_ERROR,
                    false,
                    event.service(),
                    event.severity(),
                    first.count,
                    sentence(event, first.count),
                    event.id()));
        }
        return moments;
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
