package dev.faultline.analysis.search;

import dev.faultline.model.TimeRange;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import dev.faultline.query.Search;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The first hits of a search, long before all of it has been walked: who types wants to see whether it is that. */
public final class Beginning {
    private static final int FIRST_BLOCKS = 8;
    private static final int FASTER = 4;

    private Beginning() {}

    /**
     * The earliest hits, exactly as the whole search would begin: what lies before a moment that moves further back until
     * there are enough.
     *
     * @param wanted how many would do
     * @param longest nanoseconds after which it is not worth the while
     * @return nothing where the case is so small, or the hits so rare, that the whole search is as quick
     */
    public static Optional<Hits> of(
            CaseReader reader, Query query, TimeRange range, int wanted, long longest, BooleanSupplier cancelled)
            throws IOException {
        List<Block> blocks = reader.blocks().stream()
                .filter(block -> block.maxTime() >= range.from() && block.minTime() < range.to())
                .toList();
        long started = System.nanoTime();
        for (int next = FIRST_BLOCKS; next < blocks.size(); next *= FASTER) {
            long moment = blocks.get(next).minTime();
            if (moment > range.from()) {
                Hits first = Search.run(reader, query, new TimeRange(range.from(), moment), cancelled);
                if (first.count() >= wanted) {
                    return Optional.of(first);
                }
            }
            if (System.nanoTime() - started > longest) {
                break;
            }
        }
        return Optional.empty();
    }
}
