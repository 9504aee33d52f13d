package dev.faultline.analysis.search;

import dev.faultline.model.TimeRange;
import dev.faultline.query.Facet;
import dev.faultline.query.Field;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import dev.faultline.query.Search;
import dev.faultline.query.SimilarWords;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Which of the conditions that must all hold keep events out of sight: what each finds alone, and what remained without it.
 * Exact.
 *
 * @param conditions in the order in which they were asked
 * @param withoutEmpty what remained without all those that find nothing even alone
 */
public record Narrowing(List<Condition> conditions, long withoutEmpty) {
    /** More than a person types; the others count as one. */
    private static final int MOST = 24;

    private static final int MOST_VALUES = 1_000;

    /** Copies the list. */
    public Narrowing {
        conditions = List.copyOf(conditions);
    }

    /**
     * One condition.
     *
     * @param alone what it finds on its own
     * @param without what remained if only this one were taken away
     * @param meant a value of its field that the case does hold, where what it asks for finds nothing and is similar
     */
    public record Condition(long alone, long without, Optional<Facet.Value> meant) {}

    /** Asks each condition on its own; a range of time is one condition more, the last. */
    public static Narrowing of(CaseReader reader, List<Query> asked, TimeRange range, BooleanSupplier cancelled)
            throws IOException {
        List<Hits> found = new ArrayList<>();
        for (Query query : asked.subList(0, Math.min(MOST, asked.size()))) {
            found.add(Search.run(reader, query, TimeRange.ALL, cancelled));
        }
        if (asked.size() > MOST) {
            Query rest = new Query.And(asked.subList(MOST, asked.size()));
            found.add(Search.run(reader, rest, TimeRange.ALL, cancelled));
        }
        if (!range.equals(TimeRange.ALL)) {
            found.add(Search.run(reader, new Query.All(), range, cancelled));
        }
        Hits all = Search.run(reader, new Query.All(), TimeRange.ALL, cancelled);
        List<Condition> conditions = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Hits alone = found.get(i);
            boolean silent = alone.count() == 0 && i < Math.min(MOST, asked.size());
            Optional<Facet.Value> meant = silent ? meant(all, asked.get(i), cancelled) : Optional.empty();
            Stream<Hits> others = found.stream().filter(other -> other != alone);
            conditions.add(new Condition(alone.count(), common(all, others).count(), meant));
        }
        Stream<Hits> heard = found.stream().filter(hits -> hits.count() > 0);
        return new Narrowing(conditions, common(all, heard).count());
    }

    private static Hits common(Hits all, Stream<Hits> found) {
        return found.reduce(all, Hits::and);
    }

    private static Optional<Facet.Value> meant(Hits all, Query query, BooleanSupplier cancelled) throws IOException {
        String field = query instanceof Query.Term term ? term.field() : null;
        if (field == null || !isCountable(field)) {
            return Optional.empty();
        }
        String wanted = ((Query.Term) query).text();
        List<Facet.Value> values = Facet.of(all, field, MOST_VALUES, cancelled).values();
        return SimilarWords.closest(
                        wanted, values.stream().map(Facet.Value::value).toList())
                .flatMap(value -> values.stream()
                        .filter(each -> each.value().equals(value))
                        .findFirst());
    }

    private static boolean isCountable(String field) {
        return field.startsWith("attributes.")
                || Field.of(field)
                        .filter(known -> known == Field.SERVICE
                                || known == Field.THREAD
                                || known == Field.LOGGER
                                || known == Field.EXCEPTION_TYPE
                                || known == Field.KIND)
                        .isPresent();
    }
}
