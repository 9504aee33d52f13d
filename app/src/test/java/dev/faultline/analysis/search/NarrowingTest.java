package dev.faultline.analysis.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.Imported;
import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import dev.faultline.query.Facet;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import dev.faultline.query.QueryParser;
import dev.faultline.query.QuerySyntaxException;
import dev.faultline.query.Search;
import dev.faultline.store.CaseReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why a search found nothing, and how it is cut into what can be taken away. */
class NarrowingTest {
    @TempDir
    Path folder;

    private static String log() {
        return log(600);
    }

    /** One record a second, every tenth an error, every second one of payment. */
    private static String log(int records) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < records; i++) {
            text.append(String.format(
                    Locale.ROOT,
                    "{\"@timestamp\":\"2026-03-05T%02d:%02d:%02d.000Z\",\"log.level\":\"%s\",\"service.name\":\"%s\","
                            + "\"message\":\"order %d\"}%n",
                    8 + i / 3600,
                    i / 60 % 60,
                    i % 60,
                    i % 10 == 0 ? "ERROR" : "INFO",
                    i % 2 == 0 ? "payment" : "checkout",
                    i));
        }
        return text.toString();
    }

    private static Narrowing narrowing(CaseReader reader, String query, TimeRange range) throws Exception {
        List<Query> asked = QueryPart.of(query).stream().map(QueryPart::query).toList();
        return Narrowing.of(reader, asked, range, () -> false);
    }

    @Test
    void saysOfEveryConditionWhatRemainedWithoutIt() throws Exception {
        try (Imported made = Imported.text(folder, "shop.jsonl", log())) {
            Narrowing narrowing = narrowing(made.reader(), "severity:error service:checkout order", TimeRange.ALL);
            assertThat(narrowing.conditions())
                    .extracting(Narrowing.Condition::alone, Narrowing.Condition::without)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(60L, 300L),
                            org.assertj.core.groups.Tuple.tuple(300L, 60L),
                            org.assertj.core.groups.Tuple.tuple(600L, 0L));
        }
    }

    @Test
    void aRangeOfTimeIsTheLastCondition() throws Exception {
        try (Imported made = Imported.text(folder, "shop.jsonl", log())) {
            TimeRange night =
                    new TimeRange(0, Timestamps.parse("2026-03-05T02:00:00Z").orElseThrow());
            Narrowing narrowing = narrowing(made.reader(), "severity:error", night);
            assertThat(narrowing.conditions()).hasSize(2);
            assertThat(narrowing.conditions().getLast().without()).isEqualTo(60);
        }
    }

    @Test
    void aValueThatIsNowhereIsToldFromASimilarOneThatIs() throws Exception {
        try (Imported made = Imported.text(folder, "shop.jsonl", log())) {
            Narrowing narrowing =
                    narrowing(made.reader(), "service:chekout thread:nowhere severity:info", TimeRange.ALL);
            assertThat(narrowing.conditions().getFirst().meant()).contains(new Facet.Value("checkout", 300));
            assertThat(narrowing.conditions().get(1).meant()).isEmpty();
            assertThat(narrowing.withoutEmpty()).isEqualTo(540);
        }
    }

    @Test
    void aQueryIsCutWhereItsConditionsAre() throws QuerySyntaxException {
        String query = "service:payment AND NOT \"a b\" (x OR y) duration:[1s TO 5s] message:/took \\d+ ms/ -kind:span";
        assertThat(QueryPart.of(query))
                .extracting(QueryPart::text)
                .containsExactly(
                        "service:payment",
                        "NOT \"a b\"",
                        "(x OR y)",
                        "duration:[1s TO 5s]",
                        "message:/took \\d+ ms/",
                        "-kind:span");
        assertThat(QueryPart.of("a OR b c")).hasSize(1);
        assertThat(QueryPart.of("  ")).isEmpty();
    }

    @Test
    void partsAskTogetherWhatTheQueryAsked() throws QuerySyntaxException {
        for (String query : List.of("a\"b c\"d", "severity:>= error x", "NOT NOT a b", "path:/x b/ c", "+a -b !c")) {
            Query whole;
            try {
                whole = QueryParser.parse(query);
            } catch (QuerySyntaxException notAQuery) {
                continue;
            }
            List<QueryPart> parts = QueryPart.of(query);
            assertThat(new Query.And(parts.stream().map(QueryPart::query).toList()))
                    .as(query)
                    .isEqualTo(whole);
        }
    }

    @Test
    void theFirstHitsComeBeforeTheRestAndAreTheSame() throws Exception {
        try (Imported made = Imported.text(folder, "shop.jsonl", log(40_000))) {
            Query query = QueryParser.parse("severity:error");
            Hits whole = Search.run(made.reader(), query, TimeRange.ALL, () -> false);
            Hits first = Beginning.of(made.reader(), query, TimeRange.ALL, 50, Long.MAX_VALUE, () -> false)
                    .orElseThrow();
            assertThat(first.count()).isLessThan(whole.count());
            assertThat(first.ids(0, 50)).isEqualTo(whole.ids(0, 50));
        }
    }
}
