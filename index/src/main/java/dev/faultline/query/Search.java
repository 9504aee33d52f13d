package dev.faultline.query;

import dev.faultline.model.Source;
import dev.faultline.model.TimeRange;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds events. */
public final class Search {
    private Search() {}

    /**
     * All events of the case that the query finds in the range; exact. Events without a time of their own are in the
     * range where their neighbour is.
     *
     * @param cancelled asked often, by several threads; true ends the search with a {@link CancellationException}
     * @throws QueryLimitException where the query would cost more than its limits allow
     */
    public static Hits run(CaseReader reader, Query query, TimeRange range, BooleanSupplier cancelled)
            throws IOException {
        return run(reader, query, range, null, cancelled);
    }

    /**
     * The same, where an earlier state of the case was asked the same: only blocks that it did not have, or that are seen
     * otherwise now, are searched.
     *
     * @param earlier what the same query found in the same range; null for nothing known
     */
    public static Hits run(
            CaseReader reader, Query query, TimeRange range, @Nullable Hits earlier, BooleanSupplier cancelled)
            throws IOException {
        Clause clause;
        try {
            clause = new Compiler(reader).compile(query);
        } catch (IllegalArgumentException notAnswerable) {
            throw new QueryLimitException(String.valueOf(notAnswerable.getMessage()));
        }
        if (!range.equals(TimeRange.ALL)) {
            long last = range.to() == Long.MAX_VALUE ? Long.MAX_VALUE : range.to() - 1;
            clause = LogicClauses.and(List.of(new ColumnClauses.Times(range.from(), last, false), clause));
        }
        List<Block> blocks = reader.blocks();
        long[] @Nullable [] rows = new long[blocks.size()] @Nullable [];
        Clause asked = clause;
        Map<Long, Integer> known = earlier == null ? Map.of() : places(earlier);
        try {
            IntStream.range(0, rows.length).parallel().forEach(index -> {
                Block block = blocks.get(index);
                Integer before = known.get(place(block));
                boolean same = earlier != null && before != null && isSame(earlier.block(before), block);
                rows[index] = same && earlier != null && before != null
                        ? earlier.rows(before)
                        : search(block, asked, cancelled);
            });
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
        return new Hits(reader, rows);
    }

    private static Map<Long, Integer> places(Hits hits) {
        Map<Long, Integer> places = new HashMap<>();
        for (int i = 0; i < hits.blockCount(); i++) {
            places.put(place(hits.block(i)), i);
        }
        return places;
    }

    private static long place(Block block) {
        return (long) block.segment() << 32 | block.number();
    }

    /** A block's bytes never change, but what hides rows, how its clock is read and what is said of its source may. */
    private static boolean isSame(Block before, Block now) {
        Source then = before.source();
        return then.id() == now.source().id()
                && then.path().equals(now.source().path())
                && then.clockOffset() == now.source().clockOffset()
                && Arrays.equals(before.hidden(), now.hidden());
    }

    private static long @Nullable [] search(Block block, Clause clause, BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("the search was cancelled");
        }
        long[] rows = all(block);
        try {
            clause.narrow(block, rows);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return Clause.isEmpty(rows) ? null : rows;
    }

    private static long[] all(Block block) {
        long[] rows = new long[(block.size() + 63) >> 6];
        Arrays.fill(rows, -1L);
        if ((block.size() & 63) != 0) {
            rows[rows.length - 1] = (1L << block.size()) - 1;
        }
        long[] hidden = block.hidden();
        if (hidden != null) {
            for (int i = 0; i < rows.length; i++) {
                rows[i] &= ~hidden[i];
            }
        }
        return rows;
    }
}
