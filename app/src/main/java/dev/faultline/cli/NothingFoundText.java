package dev.faultline.cli;

import dev.faultline.analysis.search.Narrowing;
import dev.faultline.analysis.search.QueryPart;
import dev.faultline.model.TimeRange;
import dev.faultline.query.QuerySyntaxException;
import dev.faultline.store.CaseReader;
import dev.faultline.text.SafeText;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** For a person who found nothing: which part of the question is the reason. */
final class NothingFoundText {
    private NothingFoundText() {}

    static void print(PrintStream out, CaseReader reader, QueryOption asked) throws IOException {
        TimeRange range = asked.range(reader);
        try {
            List<QueryPart> parts = QueryPart.of(asked.text());
            Narrowing narrowing =
                    Narrowing.of(reader, parts.stream().map(QueryPart::query).toList(), range, () -> false);
            List<String> labels =
                    new ArrayList<>(parts.stream().map(QueryPart::text).toList());
            if (!range.equals(TimeRange.ALL)) {
                labels.add("--from and --to");
            }
            for (int i = 0; i < Math.min(labels.size(), narrowing.conditions().size()); i++) {
                Narrowing.Condition condition = narrowing.conditions().get(i);
                String meant = condition
                        .meant()
                        .map(value -> "; did you mean " + SafeText.line(value.value()) + "?")
                        .orElse("");
                out.printf(
                        Locale.ROOT,
                        "  without %s: %,d (alone it finds %,d%s)%n",
                        SafeText.line(labels.get(i)),
                        condition.without(),
                        condition.alone(),
                        meant);
            }
        } catch (QuerySyntaxException alreadyAsked) {
            throw new IllegalStateException(alreadyAsked);
        }
    }
}
