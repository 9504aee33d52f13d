package dev.faultline.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.Imported;
import dev.faultline.model.EventId;
import dev.faultline.store.AuditEntry;
import dev.faultline.store.Case;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps that are asked one after the other, what they say in three values, and how a run is kept. */
class RunTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T03:10:00Z"), ZoneOffset.UTC);
    private static final String LOG = """
            2026-03-05T14:02:00.000Z INFO [main] shop.Orders - order 17 placed
            2026-03-05T14:02:01.000Z ERROR [main] shop.Orders - the pool is empty
            2026-03-05T14:02:02.000Z ERROR [main] shop.Orders - the pool is empty
            2026-03-05T14:02:03.000Z ERROR [main] shop.Orders - the pool is empty
            """;
    private static final String YAML = """
            faultline: playbook/1
            id: 0b8f6c1e-6f0a-4f55-9d3e-1f0f7c6f0a11
            title: The pool is empty
            signature:
              at_least: 1
              indicators:
                - {id: empty, query: '"the pool is empty"', count: ">= 3", weight: 1, required: true}
            steps:
              - id: how-many
                question: How often?
                look: search
                query: '"the pool is empty"'
                cases:
                  - {when: {count: ">= 3"}, means: small, strength: weak, next: spans}
                next: spans
              - id: spans
                question: Which statement holds it?
                look: search
                query: 'kind:span AND name:select'
                cases:
                  - {when: {count: ">= 1"}, means: slow, strength: strong}
                  - {when: {count: "== 0"}, rules_out: slow, next: owner}
                unknown: {next: owner}
              - id: owner
                question: Is there a transaction that is never closed?
                look: ask
                answers: [{say: "it leaks", means: leak, strength: strong}, {say: "it is closed", rules_out: leak}]
            causes:
              small: {text: The pool is too small., kind: capacity}
              slow: {text: A statement holds it., kind: code}
              leak: {text: A transaction is never closed., kind: code}
            """;

    @TempDir
    Path folder;

    private static Run run(Case open, Map<String, String> answers, Map<String, Run.Decision> overrides)
            throws IOException {
        return run(open, YAML, answers, overrides);
    }

    private static Run run(Case open, String yaml, Map<String, String> answers, Map<String, Run.Decision> overrides)
            throws IOException {
        PlaybookFile file = PlaybookFile.read(yaml.getBytes(StandardCharsets.UTF_8));
        assertThat(file.problems()).noneMatch(dev.faultline.playbook.yaml.Problem::isError);
        Matcher matcher = new Matcher(open.reader(), () -> false);
        Offer offer = matcher.match(java.util.Objects.requireNonNull(file.playbook()), List.of(), true);
        return new Runner(matcher, offer, Map.of(), null, null, answers, overrides).run();
    }

    @Test
    void absentEvidenceIsUnknownAndRulesNothingOut() throws IOException {
        try (Imported made = Imported.text(folder, "orders.log", LOG)) {
            Run run = run(made.open(), Map.of(), Map.of());
            assertThat(run.path()).containsExactly("how-many", "spans", "owner");
            assertThat(run.steps())
                    .extracting(Run.Result::truth)
                    .containsExactly(Truth.HOLDS, Truth.UNKNOWN, Truth.UNKNOWN);
            assertThat(run.steps().getFirst().count()).isEqualTo(3);
            assertThat(run.steps().getFirst().events())
                    .containsExactly(new EventId(1, 1), new EventId(1, 2), new EventId(1, 3));
            assertThat(run.steps().get(1).sentence()).contains("span");
            assertThat(run.causes()).doesNotContainKey("slow");
        }
    }

    @Test
    void whatAPersonAnswersIsWeighedAndAnOverrideNamesItsReason() throws IOException {
        try (Imported made = Imported.text(folder, "orders.log", LOG)) {
            Run answered = run(made.open(), Map.of("owner", "it leaks"), Map.of());
            assertThat(answered.verdict()).isEqualTo("cause");
            assertThat(answered.cause()).isEqualTo("leak");
            Run denied = run(made.open(), Map.of("owner", "it is closed"), Map.of());
            assertThat(denied.causes().get("leak").isRuledOut()).isTrue();
            Run overridden = run(
                    made.open(),
                    Map.of("owner", "it leaks"),
                    Map.of("owner", new Run.Decision("unknown", "the owner was not asked")));
            assertThat(overridden.steps().getLast().override()).contains("the owner was not asked");
            assertThat(overridden.cause()).isNotEqualTo("leak");
        }
    }

    @Test
    void aKeptRunIsResumedWithItsAnswersInItsOwnPlace() throws IOException {
        try (Imported made = Imported.text(folder, "orders.log", LOG)) {
            RunStore store = new RunStore(made.open(), CLOCK);
            Map<String, String> answers = Map.of("owner", "it leaks");
            Map<String, Run.Decision> overrides = Map.of("spans", new Run.Decision("slow", "seen in another tool"));
            Run first = run(made.open(), answers, overrides);
            assertThat(store.save(new RunStore.Stored(first, answers, overrides, ""), 0))
                    .isEqualTo(1);
            assertThat(store.save(new RunStore.Stored(first, Map.of(), Map.of(), ""), 0))
                    .isEqualTo(2);
        }
        try (Case again = Case.open(folder.resolve("case"))) {
            RunStore store = new RunStore(again, CLOCK);
            KeptRun resumed = store.resume(1).orElseThrow();
            assertThat(resumed.playbook()).isEqualTo("0b8f6c1e-6f0a-4f55-9d3e-1f0f7c6f0a11");
            assertThat(resumed.answers()).containsOnly(Map.entry("owner", "it leaks"));
            assertThat(resumed.overrides())
                    .containsOnly(Map.entry("spans", new Run.Decision("slow", "seen in another tool")));
            Run next = run(again, resumed.answers(), resumed.overrides());
            assertThat(store.save(new RunStore.Stored(next, resumed.answers(), resumed.overrides(), "right"), 1))
                    .isEqualTo(1);
            assertThat(store.count()).isEqualTo(2);
            assertThat(store.all()).hasSize(2);
            assertThat(store.json(1)).hasValueSatisfying(json -> assertThat(json)
                    .contains("\"outcome\":\"right\"", "\"verdict\":", "2026-11-21T03:10:00Z"));
            assertThat(store.resume(3)).isEmpty();
            assertThat(store.kept()).extracting(KeptRun::outcome).containsExactly("right", "");
            assertThat(store.kept().getFirst().steps())
                    .extracting(KeptRun.Asked::step)
                    .containsExactlyElementsOf(next.path());
            assertThat(TrackRecord.of(store.kept())).singleElement().satisfies(record -> {
                assertThat(record.runs()).isEqualTo(2);
                assertThat(record.right()).isEqualTo(1);
                assertThat(record.wrong()).isZero();
            });
            assertThat(again.auditTrail()).extracting(AuditEntry::toString).anySatisfy(row -> assertThat(row)
                    .contains("seen in another tool"));
        }
    }

    @Test
    void threeValuesAreJoinedSoThatOnlyANoDecidesAlone() {
        assertThat(Truth.HOLDS.and(Truth.HOLDS)).isEqualTo(Truth.HOLDS);
        assertThat(Truth.HOLDS.and(Truth.UNKNOWN)).isEqualTo(Truth.UNKNOWN);
        assertThat(Truth.UNKNOWN.and(Truth.DOES_NOT_HOLD)).isEqualTo(Truth.DOES_NOT_HOLD);
        assertThat(Truth.DOES_NOT_HOLD.and(Truth.HOLDS)).isEqualTo(Truth.DOES_NOT_HOLD);
        assertThat(Truth.UNKNOWN.and(Truth.UNKNOWN)).isEqualTo(Truth.UNKNOWN);
        assertThat(Truth.of(false).label()).isEqualTo("does-not-hold");
    }

    /** One request in every minute of an hour. */
    private Path spans() throws IOException {
        StringBuilder spans = new StringBuilder();
        for (int minute = 0; minute < 60; minute++) {
            long start = minute(minute);
            spans.append("""
                    {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"%032x","spanId":"%016x","name":"GET /","startTimeUnixNano":"%d","endTimeUnixNano":"%d"}]}]}]}
                    """.formatted(minute + 1, minute + 1, start, start + 1_000_000));
        }
        return Files.writeString(folder.resolve("spans.jsonl"), spans);
    }

    private static long minute(int minute) {
        return Instant.parse("2026-03-05T14:00:00Z").plusSeconds(60L * minute).toEpochMilli() * 1_000_000;
    }

    private Path log(String name, int from, int to, String line) throws IOException {
        StringBuilder log = new StringBuilder();
        for (int minute = from; minute < to; minute++) {
            log.append("2026-03-05T14:%02d:30.000Z %s%n".formatted(minute, line));
        }
        return Files.writeString(folder.resolve(name), log);
    }

    private Imported imported(String name, Path... files) throws IOException {
        return Imported.files(Files.createDirectory(folder.resolve(name)), List.of(files));
    }

    @Test
    void aSilenceOverHalfOfTheTimeLeavesOpenWhatMoreEventsWouldChange() throws IOException {
        Path log = log("orders.log", 0, 5, "ERROR [main] shop.Orders - the pool is empty");
        String atMost = YAML.replace("count: \">= 3\"}, means", "count: \"<= 9\"}, means");
        try (Imported alone = imported("alone", log);
                Imported both = imported("both", log, spans())) {
            assertThat(run(alone.open(), atMost, Map.of(), Map.of())
                            .steps()
                            .getFirst()
                            .truth())
                    .isEqualTo(Truth.HOLDS);
            Run.Result open =
                    run(both.open(), atMost, Map.of(), Map.of()).steps().getFirst();
            assertThat(open.truth()).isEqualTo(Truth.UNKNOWN);
            assertThat(open.sentence()).contains("5 events", "silent");
            assertThat(open.means()).isNull();
            assertThat(run(both.open(), YAML, Map.of(), Map.of())
                            .steps()
                            .getFirst()
                            .truth())
                    .isEqualTo(Truth.HOLDS);
        }
    }

    @Test
    void nothingIsFixedWhereTheLogEndedWithTheFailure() throws Exception {
        Path failures = log("failures.log", 0, 20, "ERROR [main] shop.Orders - the pool is empty");
        Path work = log("work.log", 0, 60, "INFO [main] shop.Orders - order placed");
        Path cut = log("cut.log", 0, 20, "INFO [main] shop.Orders - order placed");
        Path requests = spans();
        Playbook.FixCheck check = new Playbook.FixCheck(
                "free",
                Question.parse("\"the pool is empty\"", Map.of()),
                Question.parse("kind:span", Map.of()),
                null,
                0.95);
        try (Imported whole = imported("whole", failures, work, requests);
                Imported ended = imported("ended", failures, cut, requests);
                Imported bare = imported("bare", failures, requests)) {
            assertThat(verdict(whole, check)).isEqualTo("fixed");
            assertThat(verdict(ended, check)).isEqualTo("not-enough-evidence");
            // Where nothing but the failures was ever logged, their end is what a fix looks like.
            assertThat(verdict(bare, check)).isEqualTo("fixed");
        }
    }

    private static String verdict(Imported made, Playbook.FixCheck check) throws IOException {
        Inquiry inquiry = new Inquiry(made.reader(), () -> false);
        return FixVerdict.of(inquiry, check, Map.of(), null, minute(21)).verdict();
    }
}
