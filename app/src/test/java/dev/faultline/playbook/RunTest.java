package dev.faultline.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.Imported;
import dev.faultline.model.EventId;
import dev.faultline.store.AuditEntry;
import dev.faultline.store.Case;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
        PlaybookFile file = PlaybookFile.read(YAML.getBytes(StandardCharsets.UTF_8));
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
}
