package dev.faultline.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.playbook.yaml.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaybookFileTest {
    private static final String HEAD = """
            faultline: playbook/1
            id: 0b8f6c1e-6f0a-4f55-9d3e-1f0f7c6f0a11
            title: Something fails
            """;

    private static PlaybookFile read(String text) {
        return PlaybookFile.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Problem first(String text) {
        return read(text).problems().getFirst();
    }

    @Test
    void aNewPlaybookIsSound() {
        String text = NewPlaybook.write(new UUID(1, 2), "Orders fail", List.of(), LocalDate.of(2026, 11, 21));
        assertThat(read(text).problems()).isEmpty();
    }

    @Test
    void saysWhereAnUnknownKeyStandsAndWhatWasExpected() {
        Problem problem = first(HEAD + "titel: x\n");
        assertThat(problem.mark()).hasToString("4:1");
        assertThat(problem.detail()).contains("titel").contains("title");
    }

    @Test
    void saysWhereAQueryIsWrong() {
        Problem problem = first(HEAD + "signature:\n  indicators:\n    - {id: a, query: 'servce:x'}\n");
        assertThat(problem.code()).isEqualTo(Problem.Code.BAD_QUERY);
        assertThat(problem.mark().line()).isEqualTo(6);
        assertThat(problem.detail()).contains("service");
    }

    @Test
    void takesAPickOfTwoWithoutQuotesInBracesAsItIsMeant() {
        String signature = "signature:\n  at_least: 1\n  indicators:\n    - {id: slow, query: timeout, weight: 1}\n";
        PlaybookFile file =
                read(HEAD + "parameters: {service: {from: top(service, slow), ask: Which one?}}\n" + signature);
        assertThat(file.problems())
                .extracting(Problem::code)
                .doesNotContain(Problem.Code.BAD_VALUE, Problem.Code.UNKNOWN_KEY);
        assertThat(first(HEAD + "parameters: {service: {from: top(service, ask: x}}\n")
                        .code())
                .isEqualTo(Problem.Code.BAD_VALUE);
    }

    @Test
    void refusesStepsThatRunInACircle() {
        String steps = """
                steps:
                  - {id: a, question: What now?, look: search, query: x, next: b}
                  - {id: b, question: What now?, look: search, query: x, next: a}
                """;
        assertThat(first(HEAD + steps).code()).isEqualTo(Problem.Code.CYCLE);
    }

    @Test
    void refusesEvidenceOutsideOfItsFolder() {
        String tests = "tests: [{name: n, evidence: ../../etc/passwd, expect: {match: true}}]\n";
        assertThat(first(HEAD + tests).code()).isEqualTo(Problem.Code.PATH_ESCAPE);
    }

    @Test
    void aValueCannotChangeTheQuestion() throws Exception {
        Question question = Question.parse("service:{service}", java.util.Map.of());
        assertThat(question.bind(java.util.Map.of("service", "x\" OR *")))
                .contains(new dev.faultline.query.Query.Term("service", "x\" OR *"));
    }

    @Test
    void needsAsManyRequestsAsTheShareDemands() {
        assertThat(FixVerdict.needed(0.2, 0.95)).isEqualTo(14);
        assertThat(FixVerdict.needed(0.02, 0.95)).isEqualTo(149);
        assertThat(FixVerdict.needed(0.001, 0.95)).isEqualTo(2_995);
    }

    @Test
    void everyPlaybookOfTheProgramIsSoundAndReviewed() throws IOException {
        List<Library.Entry> entries = Library.open(true, List.of()).entries();
        assertThat(entries).hasSizeGreaterThanOrEqualTo(25);
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.file().problems()).as(entry.name()).isEmpty();
            assertThat(entry.playbook()).isNotNull();
            assertThat(entry.file().playbook().status()).isEqualTo(Playbook.Status.REVIEWED);
        });
    }

    private static final String WHOLE = """
            signature:
              at_least: 1
              indicators:
                - {id: slow, query: timeout, count: ">= 3", within: 5m, weight: 1}
            steps:
              - {id: a, question: How often?, look: search, query: x, window: 5m after onset, capture: {s: top(service)}, cases: [{when: {count: ">= 1"}}], next: b}
              - {id: b, question: Is it so?, look: ask, answers: [{say: "it is", means: it}, {say: "it is not", rules_out: it}]}
            causes: {it: {text: It was it.}}
            verify: [{id: gone, failure: timeout, exposure: ok, over: 5m after fix}]
            tests: [{name: n, evidence: a.jsonl, onset: start, answers: {b: "it is"}, expect: {match: true}}]
            """;

    /** What a newcomer writes instead, and what must stand in the answer. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "within: 5m|within: 99999999999999999999d|7:|no duration",
                "5m after onset|99999999999999999999d after onset|9:|no duration",
                "'{when: {count: \">= 1\"}}'|'{when: {}}'|9:|count, value or ratio",
                "top(service)|'\"top(service, slow)\"'|9:|write top(service)",
                "it is not|it is|10:|defined in line 10",
                "onset: start|onset: some day|13:|expected a time",
                "'answers: {b: \"it is\"}'|'answers: {b: \"maybe\"}'|13:|it is, it is not",
                "'causes: {it:'|'causes: {on: {text: x}, it:'|11:|choose another name",
                "evidence: a.jsonl|'evidence: \"a\\0b\"'|13:|beside the playbook",
                "'count: \">= 3\"'|'count: >= 3'|7:|needs quotes",
                "at_least: 1|'at_least: \"1\"'|5:|write 1 without quotes",
            })
    void saysWhatToWriteInstead(String right, String wrong, String place, String said) {
        assertThat(read(HEAD + WHOLE).problems()).isEmpty();
        assertThat(WHOLE).contains(right);
        PlaybookFile file = read(HEAD + WHOLE.replace(right, wrong));
        assertThat(file.isWrong()).isTrue();
        assertThat(file.problems()).anySatisfy(problem -> {
            assertThat(problem.mark().toString()).startsWith(place);
            assertThat(problem.detail()).contains(said);
        });
    }

    @Test
    void warnsOfWordsThatOtherReadersTakeForTrueOrFalse() {
        Problem problem = read(HEAD + WHOLE.replace("say: \"it is not\"", "say: no"))
                .problems()
                .getFirst();
        assertThat(problem.code()).isEqualTo(Problem.Code.ADVICE);
        assertThat(problem.detail()).contains("write \"no\"");
    }

    @Test
    void exceptionsForAnotherPlaybookOrInAnotherFormAreNamedWithTheirPlace(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.playbook.yaml"), HEAD);
        Path local = folder.resolve("a.local.yaml");
        Files.writeString(local, "for: 0b8f6c1e-6f0a-4f55-9d3e-1f0f7c6f0a11\nexclude: ['service:batch']\n");
        assertThat(Library.read(file).file().problems()).isEmpty();
        assertThat(Library.read(file).exceptions()).hasSize(1);
        Files.writeString(local, "for: another\nexclude:\n  - ok\n  - 'servce:batch'\nfields: {a: service}\n");
        assertThat(Library.read(file).file().problems())
                .extracting(problem -> problem.mark().toString())
                .containsExactlyInAnyOrder("1:6", "4:5", "5:13");
        Files.writeString(local, "- a\n");
        assertThat(Library.read(file).file().isWrong()).isTrue();
    }
}
