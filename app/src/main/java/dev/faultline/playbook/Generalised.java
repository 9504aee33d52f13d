package dev.faultline.playbook;

import dev.faultline.query.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A query without what is of one incident only: ids, times, sources, places. */
final class Generalised {
    private static final Set<String> OF_ONE_INCIDENT = Set.of(
            "time",
            "end",
            "trace_id",
            "span_id",
            "parent_id",
            "id",
            "pattern",
            "source",
            "source.id",
            "source.path",
            "source.line",
            "revision",
            "thread");

    private Generalised() {}

    /** Null where nothing is left. */
    static @Nullable Query of(Query query) {
        return switch (query) {
            case Query.All all -> null;
            case Query.And and -> {
                List<Query> parts = all(and.clauses());
                yield parts.isEmpty() ? null : parts.size() == 1 ? parts.getFirst() : new Query.And(parts);
            }
            case Query.Or or -> {
                List<Query> parts = all(or.clauses());
                yield parts.isEmpty() ? null : parts.size() == 1 ? parts.getFirst() : new Query.Or(parts);
            }
            case Query.Not not -> {
                Query part = of(not.clause());
                yield part == null ? null : new Query.Not(part);
            }
            case Query.Term term -> kept(term.field(), term);
            case Query.Wildcard wildcard -> kept(wildcard.field(), wildcard);
            case Query.Fuzzy fuzzy -> kept(fuzzy.field(), fuzzy);
            case Query.Regex regex -> kept(regex.field(), regex);
            case Query.Range range -> kept(range.field(), range);
        };
    }

    private static List<Query> all(List<Query> clauses) {
        List<Query> parts = new ArrayList<>();
        for (Query clause : clauses) {
            Query part = of(clause);
            if (part != null) {
                parts.add(part);
            }
        }
        return parts;
    }

    private static @Nullable Query kept(@Nullable String field, Query query) {
        boolean generic = field == null
                || !OF_ONE_INCIDENT.contains(field)
                        && !field.matches("attributes\\..*(host|pod|instance|node|ip|container).*");
        return generic ? query : null;
    }
}
