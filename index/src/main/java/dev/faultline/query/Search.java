package dev.faultline.query;

import dev.faultline.model.Source;
import dev.faultline.model.TimeRange;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
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
        return within(reader, query, range, earlier, Long.MAX_VALUE, cancelled).orElseThrow();
    }

    /**
     * Many queries in one walk over the case: what is unpacked of a segment serves all of them, and only one segment's
     * worth of it is held by each thread.
     *
     * @param earlier what an earlier state of the case found, by query; may lack any
     * @param longest nanoseconds of processor time that the walk may spend on one query
     * @return without those that took longer
     */
    public static Map<Query, Hits> all(
            CaseReader reader,
            Collection<Query> queries,
            Map<Query, Hits> earlier,
            long longest,
            BooleanSupplier cancelled)
            throws IOException {
        List<Query> distinct = queries.stream().distinct().toList();
        List<Asked> asked = new ArrayList<>();
        for (Query query : distinct) {
            asked.add(asked(reader, query, TimeRange.ALL, earlier.get(query)));
        }
        walk(reader, asked, longest, cancelled);
        Map<Query, Hits> found = new HashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            if (asked.get(i).nanos.get() <= longest) {
                found.put(distinct.get(i), new Hits(reader, asked.get(i).found));
            }
        }
        return found;
    }

    /**
     * One query within its own limit.
     *
     * @param earlier what the same query found in the same range of an earlier state; null for nothing known
     * @param longest nanoseconds of processor time that it may take: those of a machine that does something else do not count
     * @return nothing where it took longer
     */
    public static Optional<Hits> within(
            CaseReader reader,
            Query query,
            TimeRange range,
            @Nullable Hits earlier,
            long longest,
            BooleanSupplier cancelled)
            throws IOException {
        Asked asked = asked(reader, query, range, earlier);
        walk(reader, List.of(asked), longest, cancelled);
        return asked.nanos.get() <= longest ? Optional.of(new Hits(reader, asked.found)) : Optional.empty();
    }

    /** A query on its walk. */
    private static final class Asked {
        private final Clause clause;
        private final @Nullable Hits earlier;
        private final Map<Long, Integer> known;
        private final BlockRows found;
        private final AtomicLong nanos = new AtomicLong();

        Asked(Clause clause, @Nullable Hits earlier, List<Block> blocks) {
            this.clause = clause;
            this.earlier = earlier;
            this.known = earlier == null ? Map.of() : places(earlier);
            this.found = new BlockRows(blocks, clause);
        }

        void search(Block block) throws IOException {
            Integer before = earlier == null ? null : known.get(place(block));
            if (earlier != null && before != null && isSame(earlier.block(before), block)) {
                found.setSame(block.index(), earlier.found(), before);
                return;
            }
            int count = block.hidden() == null ? clause.count(block) : Clause.UNKNOWN;
            if (count == Clause.UNKNOWN) {
                found.set(block.index(), Clause.rows(block, clause));
            } else {
                found.set(block.index(), count);
            }
        }
    }

    private static Asked asked(CaseReader reader, Query query, TimeRange range, @Nullable Hits earlier)
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
        return new Asked(clause, earlier, reader.blocks());
    }

    private static void walk(CaseReader reader, List<Asked> asked, long longest, BooleanSupplier cancelled)
            throws IOException {
        try {
            if (asked.size() == 1) {
                // Neighbours stay together as far as possible: they share stretches of the original bytes.
                reader.blocks().parallelStream()
                        .forEach(block -> search(asked.getFirst(), List.of(block), longest, cancelled));
                return;
            }
            // Many queries share what is unpacked of a segment.
            Map<Integer, List<Block>> segments = new LinkedHashMap<>();
            reader.blocks().forEach(block -> segments.computeIfAbsent(block.segment(), key -> new ArrayList<>())
                    .add(block));
            List.copyOf(segments.values()).parallelStream()
                    .forEach(blocks -> asked.forEach(each -> search(each, blocks, longest, cancelled)));
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private static void search(Asked asked, List<Block> blocks, long longest, BooleanSupplier cancelled) {
        // Asking for the time takes longer than most blocks do.
        boolean limited = longest < Long.MAX_VALUE;
        long start = limited ? ProcessorTime.ofThisThread() : 0;
        try {
            for (Block block : blocks) {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException("the search was cancelled");
                }
                if (asked.nanos.get() <= longest) {
                    asked.search(block);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        if (limited) {
            asked.nanos.addAndGet(ProcessorTime.ofThisThread() - start);
        }
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
}
