package dev.faultline.playbook;

import dev.faultline.model.Kind;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import dev.faultline.query.Search;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One state of a case, asked many questions: equal ones are searched once. */
final class Inquiry {
    /** No single question may hold up the others, nanoseconds of processor time. */
    private static final long LONGEST = 10 * Nanos.SECOND;

    private final CaseReader reader;
    private final Set<Query> overrun = new HashSet<>();
    private final BooleanSupplier cancelled;
    private final Map<Query, Hits> known = new HashMap<>();
    private final Coverage coverage;
    private final Map<String, Long> shifts = new HashMap<>();
    private @Nullable Hits nothing;
    private int searches;

    private final Memory memory;
    private final long longest;

    Inquiry(CaseReader reader, BooleanSupplier cancelled) {
        this(reader, new Memory(), LONGEST, cancelled);
    }

    /** What {@code memory} holds is not asked again; {@code longest} is the time box of one question. */
    Inquiry(CaseReader reader, Memory memory, long longest, BooleanSupplier cancelled) {
        this.reader = reader;
        this.memory = memory;
        this.longest = longest;
        this.cancelled = cancelled;
        this.coverage = Coverage.of(reader);
    }

    /**
     * What earlier states of the same case answered, so that after a commit only what it added is asked. Holds a bit for
     * every event of the blocks in which a question found something, and nothing for the others.
     */
    static final class Memory {
        private static final int MOST = 1_000;

        private final Map<Query, Hits> hits = new ConcurrentHashMap<>();

        private @Nullable Hits hits(Query query) {
            return hits.get(query);
        }

        private void keep(Query query, @Nullable Hits found) {
            if (found == null) {
                hits.remove(query);
            } else if (hits.size() < MOST || hits.containsKey(query)) {
                hits.put(query, found);
            }
        }
    }

    /** The same questions to a later state of the case. */
    Inquiry after(CaseReader later, BooleanSupplier stopped) {
        return new Inquiry(later, memory, longest, stopped);
    }

    CaseReader reader() {
        return reader;
    }

    BooleanSupplier cancelled() {
        return cancelled;
    }

    Coverage coverage() {
        return coverage;
    }

    /** How many searches were really made. */
    int searches() {
        return searches;
    }

    /** Reads the clock of an indicator's events with an error, nanoseconds; for mutants. 0 takes it back. */
    void shift(String indicator, long nanos) {
        shifts.put(indicator, nanos);
    }

    long shift(String indicator) {
        return shifts.getOrDefault(indicator, 0L);
    }

    /** Asks what is sure to be asked in one walk over the case. */
    void prepare(Collection<Query> queries) throws IOException {
        List<Query> open = queries.stream()
                .filter(query -> !known.containsKey(query))
                .distinct()
                .toList();
        searches += open.size();
        Map<Query, Hits> found = Search.all(reader, open, memory.hits, longest, cancelled);
        for (Query query : open) {
            Hits hits = found.get(query);
            memory.keep(query, hits);
            if (hits == null) {
                overrun.add(query);
            }
            known.put(query, hits == null ? none() : hits);
        }
    }

    Hits hits(Query query) throws IOException {
        Hits found = known.get(query);
        if (found == null) {
            found = search(query, TimeRange.ALL);
            known.put(query, found);
            memory.keep(query, overrun.contains(query) ? null : found);
        }
        return found;
    }

    Hits hits(Query query, TimeRange range) throws IOException {
        return range.equals(TimeRange.ALL) ? hits(query) : search(query, range);
    }

    private Hits search(Query query, TimeRange range) throws IOException {
        searches++;
        Hits earlier = range.equals(TimeRange.ALL) ? memory.hits(query) : null;
        Optional<Hits> found = Search.within(reader, query, range, earlier, longest, cancelled);
        if (found.isEmpty()) {
            overrun.add(query);
        }
        return found.isPresent() ? found.get() : none();
    }

    private Hits none() throws IOException {
        Hits empty = nothing;
        if (empty == null) {
            empty = Search.run(reader, new Query.Not(new Query.All()), TimeRange.ALL, cancelled);
            nothing = empty;
        }
        return empty;
    }

    /** Why finding nothing would not mean "no"; nothing where it does. */
    Optional<String> doubt(Query query, TimeRange window) {
        if (overrun.contains(query)) {
            return Optional.of("the question took longer than " + Nanos.text(longest) + " and was given up");
        }
        Set<Kind> kinds = Coverage.kinds(query);
        String doubt = "";
        for (Kind kind : kinds) {
            Optional<String> of = coverage.doubt(kind, window);
            if (of.isEmpty()) {
                return Optional.empty();
            }
            doubt = of.get();
        }
        return Optional.of(doubt);
    }
}
