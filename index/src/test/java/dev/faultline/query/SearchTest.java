package dev.faultline.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.AttributeValue;
import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.TimeRange;
import dev.faultline.store.Case;
import dev.faultline.store.CaseReader;
import dev.faultline.store.EventDraft;
import dev.faultline.store.Recognition;
import dev.faultline.store.SourceSpec;
import dev.faultline.store.SourceWriter;
import dev.faultline.store.Words;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine against a plain loop over the same events, in a real case with overlapping and disordered sources. */
class SearchTest {
    private static final String[] SERVICES = {"checkout", "payment", "orders"};
    private static final String[] MESSAGES = {
        "Connection pool exhausted after %d ms",
        "Loaded item %d from cache",
        "user%d logged in from host alpha",
        "Request failed: timeout while calling payment-%d",
        "plain message without numbers",
        "café über %d",
        // "token" varies here: it is one of several words in the same place of the same template.
        "session %d closed by admin token",
        "session %d closed by user limit",
        "session %d closed by peer reset",
        // Here it is constant, and the words before it end in a number.
        "refused token after try%d of five",
        "\u212Aelvin sensor reads %d",
        "queue-%d -> worker is idle",
    };

    @TempDir
    static Path folder;

    private static Case made;
    private static CaseReader reader;
    private static final List<Event> EVENTS = new ArrayList<>();

    @BeforeAll
    static void write() throws IOException {
        made = Case.create(folder.resolve("case"), "search");
        Random random = new Random(7);
        for (int source = 1; source <= 3; source++) {
            writeSource("source" + source + ".log", random, 7_000);
        }
        reader = made.reader();
        EVENTS.sort(Comparator.comparingLong(Event::time)
                .thenComparingInt(event -> event.id().source())
                .thenComparingLong(event -> event.id().ordinal()));
    }

    @AfterAll
    static void close() throws IOException {
        made.close();
    }

    private static void writeSource(String path, Random random, int events) throws IOException {
        StringBuilder all = new StringBuilder();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            lines.add(MESSAGES[random.nextInt(MESSAGES.length)].formatted(random.nextInt(300)));
            all.append(lines.getLast()).append('\n');
        }
        byte[] bytes = all.toString().getBytes(StandardCharsets.UTF_8);
        SourceSpec spec = new SourceSpec(path, null, "test", "UTF-8", null, 0, null, true);
        try (SourceWriter writer = made.write(spec, new Recognition.Fresh(), () -> new ByteArrayInputStream(bytes))) {
            writer.evidence(bytes, 0, bytes.length);
            int from = 0;
            for (int i = 0; i < events; i++) {
                int to = from + lines.get(i).getBytes(StandardCharsets.UTF_8).length;
                EventDraft draft = writer.draft().record(bytes, from, to, from, to - from, i + 1L);
                // Steps of a tenth of a second with jumps back, and many equal times.
                draft.time((1_000L + i / 20 - random.nextInt(30)) * 100_000_000L, TimeQuality.EXACT)
                        .message(bytes, from, to)
                        .severity(random.nextInt(10) == 0 ? Severity.ERROR : Severity.INFO)
                        .service(SERVICES[random.nextInt(3)])
                        .duration(random.nextInt(3) == 0 ? random.nextInt(5_000) * 1_000_000L : -1)
                        .attribute("code", random.nextInt(600));
                if (random.nextInt(3) == 0) {
                    draft.traceId(random.nextInt(50) + 1L, 77);
                }
                EVENTS.add(draft.toEvent(new EventId(writer.source(), i)));
                writer.accept();
                from = to + 1;
            }
            writer.finish();
        }
    }

    private static void check(String query, Predicate<Event> naive) throws Exception {
        Hits hits = Search.run(reader, QueryParser.parse(query), TimeRange.ALL, () -> false);
        List<EventId> expected = EVENTS.stream().filter(naive).map(Event::id).toList();
        assertThat(hits.ids(0, Integer.MAX_VALUE)).as(query).isEqualTo(expected);
        assertThat(hits.count()).isEqualTo(expected.size());
    }

    private static boolean phrase(Event event, String... words) {
        return java.util.Collections.indexOfSubList(Words.of(event.message()), List.of(words)) >= 0;
    }

    @Test
    void findsEverything() throws Exception {
        check("", event -> true);
    }

    @Test
    void findsAWordThatIsConstantInItsTemplate() throws Exception {
        check("exhausted", event -> phrase(event, "exhausted"));
    }

    @Test
    void findsAPhraseInAnyCaseOfItsLetters() throws Exception {
        check("\"connection POOL exhausted\"", event -> phrase(event, "connection", "pool", "exhausted"));
    }

    @Test
    void findsANumber() throws Exception {
        check("217", event -> phrase(event, "217"));
    }

    @Test
    void findsAPhraseAcrossConstantAndVaryingTokens() throws Exception {
        check("\"after 17 ms\"", event -> phrase(event, "after", "17", "ms"));
    }

    @Test
    void findsAWordInsideAVaryingToken() throws Exception {
        check("payment", event -> phrase(event, "payment"));
    }

    @Test
    void findsWordsBeyondAscii() throws Exception {
        check("ÜBER", event -> phrase(event, "über"));
    }

    @Test
    void findsByPrefixAlsoInWordsWithDigits() throws Exception {
        check("user1*", event -> Words.of(event.message()).stream().anyMatch(word -> word.startsWith("user1")));
    }

    @Test
    void findsByTheBeginningOfAWordThatAllMessagesOfATemplateHave() throws Exception {
        check("exh*", event -> Words.of(event.message()).stream().anyMatch(word -> word.startsWith("exh")));
        check("a*", event -> Words.of(event.message()).stream().anyMatch(word -> word.startsWith("a")));
    }

    @Test
    void findsByExpression() throws Exception {
        check("message:/item 1\\d\\d from/", event -> event.message().matches(".*item 1\\d\\d from.*"));
    }

    @Test
    void findsByExpressionOverTheBordersOfConstantsAndWhatVaries() throws Exception {
        for (String expression : List.of(
                "by (user|peer)",
                "pool \\w+ after \\d{2} ms$",
                "^user\\d+ logged",
                "session .* token",
                "n 1?7 c",
                "(?i)EXHAUSTED",
                "\\btry\\d",
                ".ber",
                "^$")) {
            java.util.regex.Pattern pattern = java.util.regex.Pattern.compile(expression);
            check("message:/" + expression + "/", event -> pattern.matcher(event.message())
                    .find());
        }
    }

    @Test
    void findsSimilarWords() throws Exception {
        check("exhaused~1", event -> phrase(event, "exhausted"));
    }

    @Test
    void findsWhatIsNot() throws Exception {
        check("NOT cache AND severity:error", event -> !phrase(event, "cache") && event.severity() == Severity.ERROR);
    }

    @Test
    void findsAWordThatIsConstantInOneTemplateAndVariesInAnother() throws Exception {
        check("token", event -> phrase(event, "token"));
        check("service:checkout token", event -> "checkout".equals(event.service()) && phrase(event, "token"));
    }

    @Test
    void findsAPhraseThatBeginsInAConstantAndEndsInWhatVaries() throws Exception {
        check("\"closed by admin token\"", event -> phrase(event, "closed", "by", "admin", "token"));
        check("\"by user\"", event -> phrase(event, "by", "user"));
        check("\"after try17 of\"", event -> phrase(event, "after", "try17", "of"));
        check("\"token after\"", event -> phrase(event, "token", "after"));
    }

    @Test
    void findsNoPhraseOutOfWordsThatStandApart() throws Exception {
        check("\"closed token\"", event -> false);
        check("\"token closed\"", event -> false);
    }

    @Test
    void findsALetterThatOnlyReadsLikeOneOfAscii() throws Exception {
        check("kelvin", event -> phrase(event, "kelvin"));
        check("kelv*", event -> phrase(event, "kelvin"));
        assertThat(EVENTS).anyMatch(event -> phrase(event, "kelvin"));
    }

    @Test
    void findsByPrefixAndLikenessWhatIsConstantInItsTemplate() throws Exception {
        check("exhaust*", event -> phrase(event, "exhausted"));
        check("message:refuse*", event -> phrase(event, "refused"));
        check("conection~1", event -> phrase(event, "connection"));
    }

    @Test
    void findsSignsWithoutAnyWord() throws Exception {
        check("\"->\"", event -> event.message().contains("->"));
    }

    @Test
    void findsByPatternInsideAWord() throws Exception {
        check("*ess?on", event -> phrase(event, "session"));
        check("*1?7", event -> Words.of(event.message()).stream().anyMatch(word -> word.matches(".*1.7")));
    }

    @Test
    void countsWhatItSpellsOutWhenClausesAreJoined() throws Exception {
        check("severity:error OR exhausted", event -> event.severity() == Severity.ERROR || phrase(event, "exhausted"));
        check("NOT exhausted", event -> !phrase(event, "exhausted"));
        check(
                "NOT (exhausted OR service:payment)",
                event -> !phrase(event, "exhausted") && !"payment".equals(event.service()));
        check("kind:log exhausted", event -> phrase(event, "exhausted"));
        check("kind:span OR nowhere", event -> false);
    }

    @Test
    void countsTheSameOverTimeAsALoopDoes() throws Exception {
        TimeRange range = reader.range().orElseThrow();
        for (String query : List.of("", "severity:error", "exhausted")) {
            Hits hits = Search.run(reader, QueryParser.parse(query), TimeRange.ALL, () -> false);
            Histogram histogram = Histogram.of(hits, range, 211);
            long[][] expected = new long[histogram.counts().size()][Severity.values().length];
            for (Event event : hits.page(0, Integer.MAX_VALUE)) {
                int bucket = (int) ((event.time() - range.from()) / histogram.interval());
                expected[bucket][event.severity().ordinal()]++;
            }
            assertThat(histogram.counts().toArray(long[][]::new)).as(query).isDeepEqualTo(expected);
        }
    }

    @Test
    void findsInARangeOfTimeWhatALoopFinds() throws Exception {
        TimeRange all = reader.range().orElseThrow();
        TimeRange third = new TimeRange(all.from() + all.length() / 3, all.from() + all.length() * 2 / 3);
        Hits hits = Search.run(reader, QueryParser.parse("exhausted"), third, () -> false);
        List<EventId> expected = EVENTS.stream()
                .filter(event -> phrase(event, "exhausted") && third.contains(event.time()))
                .map(Event::id)
                .toList();
        assertThat(hits.ids(0, Integer.MAX_VALUE)).isEqualTo(expected);
    }

    @Test
    void findsByServiceAndDuration() throws Exception {
        check(
                "service:(checkout OR PAYMENT) duration:>=1s",
                event -> !"orders".equals(event.service()) && event.duration() >= 1_000_000_000L);
    }

    @Test
    void comparesAttributesAsNumbers() throws Exception {
        check("attributes.code:[500 TO 599]", event -> {
            AttributeValue value = event.attributes().get("code");
            return value != null && Integer.parseInt(value.text()) >= 500;
        });
    }

    @Test
    void findsATrace() throws Exception {
        String id = "00000000000000050" + "00000000000004d".substring(0, 15);
        check("trace_id:" + id, event -> id.equals(event.traceId()));
    }

    @Test
    void pagesFromEveryPositionAsTheSortedListDoes() throws Exception {
        Hits hits = Search.run(reader, QueryParser.parse("severity:error"), TimeRange.ALL, () -> false);
        List<EventId> all = hits.ids(0, Integer.MAX_VALUE);
        for (int position = 0; position < all.size(); position += 97) {
            assertThat(hits.ids(position, 50)).isEqualTo(all.subList(position, Math.min(all.size(), position + 50)));
            assertThat(hits.position(all.get(position))).hasValue(position);
        }
    }

    @Test
    void stepsToTheNextHitOfAnotherSearch() throws Exception {
        Hits all = Search.run(reader, new Query.All(), TimeRange.ALL, () -> false);
        Hits errors = Search.run(reader, QueryParser.parse("severity:error"), TimeRange.ALL, () -> false);
        long third = all.position(errors.ids(2, 1).getFirst()).orElseThrow();
        long fourth = all.position(errors.ids(3, 1).getFirst()).orElseThrow();
        assertThat(all.next(third, errors, true)).hasValue(fourth);
        assertThat(all.next(fourth, errors, false)).hasValue(third);
        assertThat(all.next(-1, errors, true))
                .hasValue(all.position(errors.ids(0, 1).getFirst()).orElseThrow());
    }

    @Test
    void countsOverTimeAsMuchAsItFinds() throws Exception {
        Hits hits = Search.run(reader, QueryParser.parse("severity:error"), TimeRange.ALL, () -> false);
        Histogram histogram = Histogram.of(hits, reader.range().orElseThrow(), 37);
        long sum = 0;
        for (int i = 0; i < histogram.counts().size(); i++) {
            sum += histogram.total(i);
        }
        assertThat(sum).isEqualTo(hits.count());
    }

    @Test
    void countsTheValuesOfAField() throws Exception {
        Hits hits = Search.run(reader, QueryParser.parse("exhausted"), TimeRange.ALL, () -> false);
        Facet facet = Facet.of(hits, "service", 10, () -> false);
        for (Facet.Value value : facet.values()) {
            long expected = EVENTS.stream()
                    .filter(event -> phrase(event, "exhausted") && value.value().equals(event.service()))
                    .count();
            assertThat(value.count()).isEqualTo(expected);
        }
        assertThat(facet.distinct()).isEqualTo(3);
    }
}
