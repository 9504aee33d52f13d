package dev.faultline.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.playbook.yaml.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

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
}
